"""What may be read of the directory: by anybody, and by those who keep an entry."""
