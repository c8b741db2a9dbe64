"""How fast Longtable is and how much it weighs, measured beside what the same machine does without it."""
