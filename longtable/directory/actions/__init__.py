"""Everything that can be done in the directory."""
