"""Pages of the directory: for anybody, for partners, for staff."""
