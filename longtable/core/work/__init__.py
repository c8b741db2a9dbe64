"""One queue for everything that is done later, again, or for others: jobs, events and the schedule.

``enqueue`` and ``emit`` write in the caller's transaction; a worker claims by compare-and-swap
under a lease; what fails is tried again with growing pauses; what is given up emits ``work.dead``.
The same on SQLite and PostgreSQL, with any number of workers.
"""

from longtable.core.work.queue import emit, enqueue, jobs_of
from longtable.core.work.registry import every, job, on
from longtable.core.work.worker import Lease, run_all, run_one

__all__ = ["Lease", "emit", "enqueue", "every", "job", "jobs_of", "on", "run_all", "run_one"]
