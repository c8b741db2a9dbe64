"""Whether two records are of the same organisation, the same place or the same person: pure computation."""
