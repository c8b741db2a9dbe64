"""The one page by which people bring in files: forms, views and addresses."""
