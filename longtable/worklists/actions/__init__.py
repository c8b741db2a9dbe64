"""Everything that changes what people have to do. Other packages call ``add_work`` and ``finish_work``."""

from longtable.worklists.actions.escalating import escalate
from longtable.worklists.actions.giving import add_work, finish, finish_work, hand_over, reassign, take
from longtable.worklists.actions.standing_by import add_shift, remove_shift, set_clock

__all__ = [
    "add_shift",
    "add_work",
    "escalate",
    "finish",
    "finish_work",
    "hand_over",
    "reassign",
    "remove_shift",
    "set_clock",
    "take",
]
