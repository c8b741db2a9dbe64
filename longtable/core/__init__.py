"""The kernel: what every package would otherwise invent again."""
