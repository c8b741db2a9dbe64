"""Who was heard, held against who lives there. Formulae and limits: ``docs/who-was-heard.md``."""

from longtable.voices.selectors.heard.channels import ChannelRow
from longtable.voices.selectors.heard.not_yet import OUTREACH, NotYet, NotYetHeard, work_of
from longtable.voices.selectors.heard.page import Heard, who_was_heard
from longtable.voices.selectors.heard.people import CHECKED, View
from longtable.voices.selectors.heard.tables import HeardRow, HeardTable, UnknownRow

__all__ = [
    "CHECKED",
    "OUTREACH",
    "ChannelRow",
    "Heard",
    "HeardRow",
    "HeardTable",
    "NotYet",
    "NotYetHeard",
    "UnknownRow",
    "View",
    "who_was_heard",
    "work_of",
]
