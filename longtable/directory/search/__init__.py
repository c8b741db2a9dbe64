"""How the directory is searched: words, needs, typing errors, places, hours, and the order of results."""
