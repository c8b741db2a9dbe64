"""Everything that can be done with places. Most are steps: whose place it is, the calling action knows."""

from longtable.capacity.actions.drawings import announce_drawing, close_list, draw_places
from longtable.capacity.actions.holding import hold, lapse_holds, let_go
from longtable.capacity.actions.pools import open_pool, resize, set_mode, set_period, shut
from longtable.capacity.actions.taking import change_size, give_back, give_back_all, need_room, take
from longtable.capacity.actions.waiting import (
    accept,
    decline,
    lapse_offers,
    leave_line,
    need_fewer,
    stand_in_line,
)

__all__ = [
    "accept",
    "announce_drawing",
    "change_size",
    "close_list",
    "decline",
    "draw_places",
    "give_back",
    "give_back_all",
    "hold",
    "lapse_holds",
    "lapse_offers",
    "leave_line",
    "let_go",
    "need_fewer",
    "need_room",
    "open_pool",
    "resize",
    "set_mode",
    "set_period",
    "shut",
    "stand_in_line",
    "take",
]
