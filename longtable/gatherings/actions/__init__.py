"""Everything that can be done with gatherings."""

from longtable.gatherings.actions.gatherings import create_gathering, publish_gathering

__all__ = [
    "create_gathering",
    "publish_gathering",
]
