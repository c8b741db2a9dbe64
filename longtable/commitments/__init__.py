"""What was decided about a theme, who owns it, and what became of it."""
