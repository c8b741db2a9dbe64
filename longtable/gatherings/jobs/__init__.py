"""What follows later, or from what others did. Every module here is loaded at start-up."""

from longtable.gatherings.jobs import after, assignments, changes, live, registering

__all__ = ["after", "assignments", "changes", "live", "registering"]
