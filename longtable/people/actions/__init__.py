"""Writes: what changes in a person's record, by whom, with a trace of it."""

from longtable.people.actions.contact import leave_contact

__all__ = ["leave_contact"]
