"""What is filled in around gatherings."""
