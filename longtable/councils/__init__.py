"""Councils, commissions, task forces and working groups: their seats, who holds them, and how one joins."""
