"""Pages about partners: parse, call one action or selector, render."""
