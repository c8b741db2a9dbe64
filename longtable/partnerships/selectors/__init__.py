"""What may be read of partnerships: by the parties, by staff, by anybody."""
