"""What follows later, or from what others did. Every module here is loaded at start-up."""

from longtable.voices.jobs import analysing, copying, folding, recordings, records, speaking, texting

__all__ = ["analysing", "copying", "folding", "recordings", "records", "speaking", "texting"]
