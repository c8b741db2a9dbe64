"""What comes in from pages of the directory: cleaned and bounded."""
