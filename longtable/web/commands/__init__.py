"""Verbs that belong to no package: starting the house, and methods that stand alone."""

from longtable.web.commands.immunization import immunization
from longtable.web.commands.serving import demo, run

__all__ = ["demo", "immunization", "run"]
