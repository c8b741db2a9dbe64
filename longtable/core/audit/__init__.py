"""Who did what, kept so that nobody can quietly change it afterwards.

``record`` writes an entry in the action's transaction; ``record_read`` one in its own, before a
person's record is shown. ``chain`` seals entries and finds changes and cuts.
"""

from longtable.core.audit.record import record, record_read, subjects_of

__all__ = ["record", "record_read", "subjects_of"]
