"""What can be read of gatherings."""

from longtable.gatherings.selectors.public import coming_gatherings, public_gathering

__all__ = ["coming_gatherings", "public_gathering"]
