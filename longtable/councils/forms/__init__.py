"""What comes in from pages of councils."""
