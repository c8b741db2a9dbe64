"""An example with invented people, told through the same actions that real people use."""
