"""Tests of gatherings."""
