"""``python -m longtable``."""

from longtable.config.command_line import main

main()
