"""How long each kind of row is kept, and what is wiped from it when its time is over.

Every package declares each of its models in its ``retention.py``; a law of the house fails for a
model that is not declared, and for a text column of which nobody said whether it may hold
something personal. ``scrub_all_due`` is run once a day.
"""

from longtable.core.retention.rules import (
    Class,
    Rule,
    retention,
    rules,
    scrub_all_due,
    scrub_due,
    undeclared_text,
)

__all__ = ["Class", "Rule", "retention", "rules", "scrub_all_due", "scrub_due", "undeclared_text"]

from longtable.core.retention import kernel  # noqa: F401 - declares the kernel's own tables
