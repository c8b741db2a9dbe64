"""Places that are fewer than the people who want them: held, taken, given back, waited for, drawn."""
