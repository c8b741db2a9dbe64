"""Conversations: what people say, whether others agree, and the themes in it."""
