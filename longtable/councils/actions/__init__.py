"""Everything that can be done with councils and their seats."""
