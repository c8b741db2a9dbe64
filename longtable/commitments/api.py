"""You said, we did, for machines: what anybody may read."""

from datetime import date, datetime

from django.http import HttpRequest
from ninja import Router, Schema

from longtable.commitments.models import Commitment
from longtable.commitments.selectors.chains import Chain, chains, with_what_was_said
from longtable.commitments.selectors.public import one_public
from longtable.core.localized import LocalizedText

router = Router(tags=["commitments"])


class StepOut(Schema):
    """One step in its life and what shows it."""

    state: str
    at: datetime
    evidence: dict[str, str]
    url: str


class CommitmentOut(Schema):
    """One public commitment. Texts by language; areas by census code, none for the whole state."""

    number: int
    title: dict[str, str]
    promise: str
    because: dict[str, str]
    kind: str
    state: str
    due_on: date | None
    days_late: int
    owner: str
    division: str
    areas: list[str]
    people: int
    themes: list[dict[str, str]]
    steps: list[StepOut]


@router.get("", response=list[CommitmentOut])
def list_commitments(request: HttpRequest) -> list[CommitmentOut]:
    """Every public commitment, in the order of the numbers."""
    found = Commitment.objects.public().order_by("number").prefetch_related("areas")
    return [_commitment(chain) for chain in with_what_was_said(chains(found))]


@router.get("/{int:number}", response=CommitmentOut)
def one_commitment(request: HttpRequest, number: int) -> CommitmentOut:
    """One public commitment."""
    return _commitment(one_public(number))


def _commitment(chain: Chain) -> CommitmentOut:
    commitment = chain.commitment
    return CommitmentOut(
        number=commitment.number,
        title=_words(commitment.title),
        promise=commitment.promise,
        because=_words(commitment.because),
        kind=commitment.kind,
        state=commitment.state,
        due_on=commitment.due_on,
        days_late=chain.days_late,
        owner=str(commitment.owner),
        division=str(commitment.division),
        areas=[area.code for area in commitment.areas.all()],
        people=chain.people,
        themes=[_words(theme.name) for theme in chain.themes],
        steps=[
            StepOut(state=step.after, at=step.at, evidence=_words(step.evidence), url=step.url)
            for step in chain.steps
        ],
    )


def _words(text: LocalizedText) -> dict[str, str]:
    return {code: version.text for code, version in text.versions.items()}
