"""Tables of capacity: counters, who holds what of them, who waits, and how it was drawn."""

from longtable.capacity.models.drawings import Drawing, DrawnEntry
from longtable.capacity.models.holds import Hold, Place
from longtable.capacity.models.pools import Pool
from longtable.capacity.models.waiting import IN_LINE, Offer, WaitlistEntry

__all__ = ["IN_LINE", "Drawing", "DrawnEntry", "Hold", "Offer", "Place", "Pool", "WaitlistEntry"]
