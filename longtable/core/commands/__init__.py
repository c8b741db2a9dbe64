"""Verbs of the kernel: set-up, imports, the work queue, the audit, and facts for measurement."""

from longtable.core.commands.audit import audit
from longtable.core.commands.facts import facts
from longtable.core.commands.imports import imports
from longtable.core.commands.setup import check, migrate
from longtable.core.commands.work import work, worker

__all__ = ["audit", "check", "facts", "imports", "migrate", "work", "worker"]
