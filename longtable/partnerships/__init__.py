"""Agreements with partners, what was talked about with them, and whether they trust us."""
