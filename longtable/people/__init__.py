"""Persons, how to reach them, whom they act for, and what they agreed to. Nowhere else."""
