"""What comes in from pages of partnerships."""
