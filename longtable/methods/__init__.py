"""Pure computation for anyone who wants it as a library: values in, values out, no Django and no database."""
