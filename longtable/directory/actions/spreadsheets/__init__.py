"""Sheets that people bring into the directory: partners with what they do, and whom to talk to there."""

from longtable.directory.actions.spreadsheets.contacts import ContactsImporter
from longtable.directory.actions.spreadsheets.partners import PartnersImporter

__all__ = ["ContactsImporter", "PartnersImporter"]
