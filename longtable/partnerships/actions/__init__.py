"""Everything that can be done in a partnership."""
