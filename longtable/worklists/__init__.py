"""What a named person has to do next, and what happens when it is late."""
