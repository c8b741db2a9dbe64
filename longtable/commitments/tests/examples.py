"""Examples of commitments for the laws of the house."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from longtable.accounts.models import Organization, User
from longtable.commitments.models import Answer, Commitment, CommitmentNumber, CommitmentTheme, Step
from longtable.commitments.terms import Evidence, Terms
from longtable.core.access import Actor
from longtable.core.files import store
from longtable.core.localized import LocalizedText
from longtable.places.models import Area
from longtable.voices.models import Conversation, Theme

WORDS = LocalizedText.of(en="Example", es="Ejemplo")


def _organization(name: str) -> Organization:
    return Organization.objects.get(name=name)


def _commitment(division: Organization, *areas: Area, state: str = "accepted") -> Commitment:
    commitment = Commitment.objects.create(
        number=CommitmentNumber.take(),
        title=WORDS,
        promise="will",
        kind="service",
        owner=User.objects.get(name="Dev"),
        division=division,
        due_on=date(2090, 6, 30),
        state=state,
        decided_at=timezone.now(),
    )
    commitment.areas.set(areas)
    return commitment


def _theme() -> Theme:
    conversation = Conversation.objects.create(
        slug=f"example-{uuid4().hex[:8]}",
        question=WORDS,
        organization=_organization("Department of Health"),
        opens_at=timezone.now() - timedelta(days=1),
        state=Conversation.State.OPEN,
    )
    return Theme.objects.create(conversation=conversation, name=WORDS, is_public=True)


def routes() -> dict[str, dict[str, Any]]:
    """A public commitment with a file, and a proposal, both of Dev's organisation in Alder."""
    partner, alder = _organization("Good Neighbors"), Area.objects.get(name="Alder")
    public = _commitment(partner, alder)
    file = store(by=Actor.system("example"), content=b"Example", name="example.txt", kinds={"text"})
    Step.objects.create(
        commitment=public, before="proposed", after="accepted", evidence=WORDS, file=file, at=timezone.now()
    )
    proposal = {"commitment_id": _commitment(partner, alder, state="proposed").pk}
    return {
        "commitments:public_one": {"number": public.number},
        "commitments:one": proposal,
        "commitments:edit": proposal,
        "commitments:owner": proposal,
        "commitments:themes": proposal,
        "commitments:answer": {"commitment_id": public.pk},
        "commitments:step": {**proposal, "step": "accept"},
        "commitments:file": {"commitment_id": public.pk, "file_id": file.pk},
    }


def arguments() -> dict[str, dict[str, Any]]:
    """What the actions are called with."""
    commitment, theme = _commitment(_organization("Good Neighbors")), _theme()
    terms = Terms(
        title=WORDS,
        promise="will",
        kind="service",
        owner=commitment.owner,
        division=commitment.division,
        due_on=commitment.due_on,
    )
    one = {"commitment": commitment}
    step = {**one, "evidence": Evidence(WORDS)}
    answer = Answer.objects.create(
        commitment=commitment, text=WORDS, by=commitment.owner, published_at=timezone.now()
    )
    return {
        "commitments.propose": {"terms": terms},
        "commitments.edit_proposal": {**one, "terms": terms},
        "commitments.link_theme": {**one, "theme": theme},
        "commitments.unlink_theme": {**one, "theme": theme},
        "commitments.transfer_owner": {**one, "owner": commitment.owner},
        **{
            f"commitments.{name}": step
            for name in ("accept", "decline", "start", "report_done", "verify", "send_back")
        },
        "commitments.report_progress": step,
        "commitments.publish_answer": {**one, "text": WORDS},
        "commitments.admit_mistake": {"text": WORDS},
        "commitments.tell_authors": {"answer": answer},
        "commitments.remind": {"today": date(2090, 6, 30)},
    }


def scopes() -> dict[str, dict[str, dict[str, Any]]]:
    """Commitments within and beyond one's reach."""
    agency = _organization("Department of Health")
    there = {
        "own organization": _commitment(_organization("Good Neighbors")),
        "other organization": _commitment(_organization("Open Hands")),
        "own region": _commitment(agency, Area.objects.get(name="Alder")),
        "other region": _commitment(agency, Area.objects.get(name="Cedar")),
    }
    places = {place: {"commitment_id": commitment.pk} for place, commitment in there.items()}
    return {f"commitments:{name}": places for name in ("edit", "owner", "themes", "answer")}


def lists() -> dict[str, Callable[[int], None]]:
    """The pages of commitments that list things."""
    return {"commitments:public": _more, "commitments:list": _more}


def _more(count: int) -> None:
    partner, alder = _organization("Good Neighbors"), Area.objects.get(name="Alder")
    for _ in range(count):
        commitment = _commitment(partner, alder)
        CommitmentTheme.objects.create(commitment=commitment, theme=_theme())
