"""Webinars, summits and listening sessions: from the invitation to what was found there."""
