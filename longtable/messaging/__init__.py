"""Notices by e-mail and text message: sent once, or shown to a person when that is uncertain."""
