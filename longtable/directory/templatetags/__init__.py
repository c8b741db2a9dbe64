"""Tags for pages of the directory."""
