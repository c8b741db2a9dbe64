"""What was found, written down: from notes and questions, into the conversation's themes, into promises."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from django.utils import timezone

from longtable.accounts.models import User
from longtable.commitments.actions import propose
from longtable.commitments.terms import Terms
from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.localized import LocalizedText, Origin
from longtable.gatherings.live_work import ask_to_follow_up, stop_asking_to_follow_up
from longtable.gatherings.models import Finding, Gathering, Question, Session, TableNote
from longtable.gatherings.policies import may_run
from longtable.places.models import Area, Region
from longtable.voices.actions import cite, note_lines, start_batch
from longtable.voices.actions.batches import Collected
from longtable.voices.actions.notes import Line
from longtable.voices.models import Channel, Theme


class NoConversation(Exception):
    """The gathering serves no conversation, or the theme is of another one."""


@dataclass(frozen=True)
class FindingPlan:
    """What was found, who said it and on what it stands. The fields are those of :class:`Finding`."""

    kind: str
    text: LocalizedText
    session: Session | None = None
    code: str = ""
    role: str = ""
    role_language: str = ""
    area: Area | None = None
    region: Region | None = None
    evidence: LocalizedText = field(default_factory=LocalizedText)
    owner: User | None = None
    is_public: bool = False
    notes: Iterable[TableNote] = ()
    questions: Iterable[Question] = ()

    def columns(self) -> dict[str, Any]:
        """What goes into the row, what it stands on apart."""
        return {name: value for name, value in vars(self).items() if name not in ("notes", "questions")}


@action
def make_finding(*, by: Actor, gathering: Gathering, plan: FindingPlan) -> Finding:
    """Staff write down one thing that came up. Sent twice, with the same words, it is one finding."""
    require(by, may_run(by, gathering))
    Gathering.objects.one_at_a_time(gathering.pk)
    alike = gathering.findings.filter(kind=plan.kind, session=plan.session)
    if there := next((each for each in alike if each.text == plan.text), None):
        return Unchanged(there)  # type: ignore[return-value]
    finding = Finding.objects.create(gathering=gathering, **plan.columns())
    finding.notes.set(plan.notes)
    finding.questions.set(plan.questions)
    record(by, "gatherings.finding.made", finding, gathering, fields=list(plan.columns()))
    ask_to_follow_up(by, finding)
    return finding


@action
def edit_finding(*, by: Actor, finding: Finding, plan: FindingPlan) -> Finding:
    """Its words change, who follows it up, or whether anybody may read it."""
    require(by, may_run(by, finding.gathering))
    before = finding.owner_id
    changed = [name for name, value in plan.columns().items() if getattr(finding, name) != value]
    for name in changed:
        setattr(finding, name, plan.columns()[name])
    if changed:
        finding.save(update_fields=changed)
    finding.notes.set(plan.notes)
    finding.questions.set(plan.questions)
    record(by, "gatherings.finding.edited", finding, fields=[*changed, "notes", "questions"])
    if finding.owner_id != before:
        stop_asking_to_follow_up(by, finding)
        ask_to_follow_up(by, finding)
    return finding


@action
def say_in_conversation(*, by: Actor, finding: Finding, theme: Theme | None = None) -> Finding:
    """The finding becomes a comment of the conversation that its gathering serves, and may join a theme.

    What a person wrote in another language becomes its translation. All findings of a gathering stand
    in one stack of its tables. It needs the permissions of that conversation. Raises
    :class:`NoConversation`.
    """
    require(by, may_run(by, finding.gathering))
    gathering = finding.gathering
    conversation = gathering.conversation
    if conversation is None or (theme and theme.conversation_id != conversation.pk):
        raise NoConversation
    line = _line(finding.text)
    if finding.comment is None:
        batch = start_batch(
            by=by,
            conversation=conversation,
            collected=Collected(
                channel=Channel.TABLE,
                label=str(gathering.title)[:120],
                collected_on=min(timezone.localdate(gathering.starts_at), timezone.localdate()),
                language=line.language,
                area=finding.area,
            ),
            form_key=uuid5(gathering.pk, "findings"),
        )
        noted = note_lines(
            by=by,
            batch=batch,
            lines=[line],
            form_key=uuid5(finding.pk, "comment"),
        )
        finding.comment = noted.comments[0] if noted.comments else None
    if theme and finding.comment:
        cite(by=by, theme=theme, comments=[finding.comment])
        finding.theme = theme
    finding.save(update_fields=["comment", "theme"])
    record(by, "gatherings.finding.said", finding, fields=["comment", "theme"])
    return finding


def _line(text: LocalizedText) -> Line:
    """What a person wrote and no change has outdated: in the site's first language if it is there."""
    shown = text.show(settings.LANGUAGE_CODE)
    written = {
        language: version.text
        for language, version in text.versions.items()
        if version.text and version.origin == Origin.HUMAN and not version.stale
    } or {shown.language: shown.text}
    said = shown.language if shown.language in written else next(iter(written))
    return Line("", written.pop(said), said, written)


@action
def propose_from(*, by: Actor, finding: Finding, terms: Terms, form_key: UUID) -> Finding:
    """What was found leads to a proposal of what should be done. Raises ``Unfinished``."""
    require(by, may_run(by, finding.gathering))
    if finding.commitment_id:
        return Unchanged(finding)  # type: ignore[return-value]
    themes = [finding.theme] if finding.theme else []
    finding.commitment = propose(by=by, terms=terms, themes=themes, form_key=form_key)
    finding.save(update_fields=["commitment"])
    record(by, "gatherings.finding.proposed_from", finding, finding.commitment, fields=["commitment"])
    stop_asking_to_follow_up(by, finding)
    return finding
