"""Counters and drawings stay; who held what for some minutes is gone after a month."""

from longtable.capacity.models import Drawing, DrawnEntry, Hold, Offer, Place, Pool, WaitlistEntry
from longtable.core.retention import Class, retention

retention(Pool, Class.RECORD, plain=["kind"])
retention(Hold, Class.TRACE, days=90, since="expires_at", scrub=["visit"])
retention(Place, Class.RECORD)
retention(WaitlistEntry, Class.PERSON, days=400, since="settled_at", scrub=["who"], plain=["stratum"])
retention(Offer, Class.RECORD)
retention(Drawing, Class.RECORD, plain=["strata", "seed_source", "algorithm", "list_hash", "seed"])
retention(DrawnEntry, Class.RECORD, plain=["ticket", "stratum"])
