"""What may be read about commitments: by anybody, by members in their scope, by those who spoke."""
