"""What may be read of councils: by anybody, by who applied, by staff."""
