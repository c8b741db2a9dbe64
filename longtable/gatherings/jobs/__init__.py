"""What follows later, or from what others did. Every module here is loaded at start-up."""

from longtable.gatherings.jobs import changes, live, registering

__all__ = ["changes", "live", "registering"]
