"""Finds people in a conversation who look like one person answering many times, for whoever counts fairly.

Alike answers alone never count against anybody: people agree, and a campaign is many people. They must be
more alike than people of one mind are, **and** something must tie them: they came from one network one after
the other, or faster than anybody reads, or they met the statements in the same order.
"""

from longtable.methods.stuffing.finding import Suspicion, find_suspicions
from longtable.methods.stuffing.ties import Sign

__all__ = ["Sign", "Suspicion", "find_suspicions"]
