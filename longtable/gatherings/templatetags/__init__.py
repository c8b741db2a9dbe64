"""Words of gatherings for templates."""
