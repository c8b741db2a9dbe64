"""Verbs of voices. A file that adds to ``longtable voices`` is imported here."""

from longtable.voices.commands import grouping, hearing, records, theming
from longtable.voices.commands.travelling import exports, imports
from longtable.voices.commands.understanding import voices

__all__ = ["exports", "grouping", "hearing", "imports", "records", "theming", "voices"]
