"""Exports for records requests, and what whoever reviews one has to decide."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from longtable.core.access import Actor, Permission
from longtable.methods.redaction import Rule
from longtable.voices.models import Conversation, RecordsExport
from longtable.voices.records import rules_as_decided
from longtable.voices.selectors.one import only


@dataclass(frozen=True)
class Applied:
    """A rule with what it took out of an export."""

    rule: Rule
    redacted: int
    withheld: int

    @property
    def needs_a_statute(self) -> bool:
        """Whether it took something out and nobody has said by which statute."""
        return bool(self.redacted or self.withheld) and not self.rule.statute


def records_of(conversation: Conversation) -> QuerySet[RecordsExport]:
    """Every export of a conversation that the actor was allowed to open, the newest first."""
    return conversation.records.select_related("asked_by", "reviewed_by", "file")


def records_for(actor: Actor, records_id: UUID) -> RecordsExport:
    """One export in the actor's scope. Raises :class:`Missing`."""
    mine = Conversation.objects.in_scope(actor, Permission.EXPORT_VOICES)
    found = RecordsExport.objects.select_related(
        "conversation__organization", "asked_by", "reviewed_by", "file"
    )
    return only(found.filter(pk=records_id, conversation__in=mine))


def applied_rules(records: RecordsExport) -> list[Applied]:
    """Rules that took something out or were left aside by a decision, those without a statute first."""
    rules = rules_as_decided(records.rules)
    redacted, withheld = records.report.get("redacted", {}), records.report.get("withheld", {})
    left_in = [code for code, rule in rules.items() if not rule.cover]
    found = [
        Applied(rules.get(code) or Rule(code, {}), redacted.get(code, 0), withheld.get(code, 0))
        for code in dict.fromkeys([*redacted, *withheld, *left_in])
    ]
    return sorted(found, key=lambda each: (not each.needs_a_statute, each.rule.code))
