"""People who sign in, the organisations they belong to, and what their roles allow."""
