"""What the invented agency decided, did, and did not do."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from longtable.commitments import actions
from longtable.commitments.models import Admission, Answer, Commitment, Step
from longtable.commitments.terms import Evidence, Terms
from longtable.core.access import Actor
from longtable.core.localized import LocalizedText
from longtable.places.models import Area
from longtable.voices.models import Theme
from longtable.web.demo.cast import Cast


def keep_promises(cast: Cast, story: dict[str, Any], themes: dict[str, Theme]) -> None:
    """Propose, decide, begin, do, check and answer, as far as each promise has come."""
    for entry in story["commitments"]:
        _keep(cast, entry, themes[entry["theme"]])
    actions.remind(by=Actor.system("demo"), today=timezone.localdate())
    admission = actions.admit_mistake(
        by=cast.actor("faye"), text=LocalizedText.of(**story["admission"]["text"])
    )
    _backdate(Admission, admission.pk, story["admission"]["days_ago"], "published_at")


def _keep(cast: Cast, entry: dict[str, Any], theme: Theme) -> None:
    today = timezone.localdate()
    owner, decider = cast.actor(entry["owner"]), cast.actor("faye")
    is_decided = "decided_days_ago" in entry
    commitment = actions.propose(
        by=decider if is_decided else owner,
        terms=Terms(
            title=LocalizedText.of(**entry["title"]),
            body=LocalizedText.of(**entry.get("body", {})),
            because=LocalizedText.of(**entry.get("because", {})),
            promise=entry["promise"],
            kind=entry["kind"],
            owner=cast.users[entry["owner"]],
            division=cast.organizations[entry["division"]],
            due_on=today + timedelta(days=entry["due_in_days"]),
            areas=list(Area.objects.filter(code__in=entry["counties"])),
        ),
        themes=[theme],
    )
    if not is_decided:
        _backdate(Commitment, commitment.pk, entry["proposed_days_ago"], "created_at")
        return
    actions.accept(by=decider, commitment=commitment)
    _backdate_step(commitment, entry["decided_days_ago"])
    _backdate(Commitment, commitment.pk, entry["decided_days_ago"], "decided_at", "created_at")
    if "started" in entry:
        actions.start(by=owner, commitment=commitment, evidence=_evidence(entry["started"]))
        _backdate_step(commitment, entry["started_days_ago"])
    if "done" in entry:
        actions.report_done(by=owner, commitment=commitment, evidence=_evidence(entry["done"]))
        _backdate_step(commitment, entry["done_days_ago"])
    if "verified" in entry:
        actions.verify(by=decider, commitment=commitment, evidence=_evidence(entry["verified"]))
        _backdate_step(commitment, entry["verified_days_ago"])
    if "answer" in entry:
        answer = actions.publish_answer(
            by=decider, commitment=commitment, text=LocalizedText.of(**entry["answer"])
        )
        _backdate(Answer, answer.pk, entry["decided_days_ago"] - 2, "published_at")


def _evidence(texts: dict[str, str]) -> Evidence:
    return Evidence(sentence=LocalizedText.of(**texts))


def _backdate_step(commitment: Commitment, days: int) -> None:
    step = Step.objects.filter(commitment=commitment).order_by("-created_at").first()
    if step:
        _backdate(Step, step.pk, days, "at", "created_at")


def _backdate(model: Any, key: Any, days: int, *names: str) -> None:
    model.objects.filter(pk=key).update(**dict.fromkeys(names, timezone.now() - timedelta(days=days)))
