"""Longtable: hear a community, act with it, and show what changed."""
