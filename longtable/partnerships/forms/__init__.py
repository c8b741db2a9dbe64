"""What comes in from pages about partners: cleaned, and told back in plain words when something is off."""
