"""Tags for templates that show work."""
