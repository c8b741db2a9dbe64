"""What a ``kill -9`` cannot break: real processes are killed at every step."""
