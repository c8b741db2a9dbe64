"""What many comments are about: themes suggested across English and Spanish, without any cloud."""

from longtable.methods.themes.suggesting import Suggestion, suggest

__all__ = ["Suggestion", "suggest"]
