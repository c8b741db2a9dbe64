"""What may be published about groups of people, so that nobody in a small group can be found."""
