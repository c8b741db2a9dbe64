"""What follows later, or from what others did; every module here is loaded at start-up."""

from longtable.voices.jobs import speaking

__all__ = ["speaking"]
