"""Where people live: areas, dated region schemes, populations and the map."""
