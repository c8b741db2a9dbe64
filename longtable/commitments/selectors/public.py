"""What anybody may read: you said, we did, and what we got wrong."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from longtable.commitments.models import Admission, Commitment
from longtable.commitments.selectors.chains import Chain, chains, with_what_was_said
from longtable.core.access import Missing
from longtable.places.models import Area

PAGE = 20
LATEST = 3


@dataclass(frozen=True)
class Wanted:
    """What a reader wants to see; empty means everything."""

    area: Area | None = None
    kind: str = ""
    where: str = ""  # a state, "late" or "will_not"


def public(wanted: Wanted) -> QuerySet[Commitment]:
    """Public commitments that fit. One without areas is for the whole state, and fits every area."""
    found = Commitment.objects.public()
    if wanted.area:
        found = found.filter(Q(areas=wanted.area) | Q(areas=None))
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.where == "late":
        return found.overdue(timezone.localdate())
    if wanted.where == "will_not":
        return found.filter(promise=Commitment.Promise.WILL_NOT)
    if wanted.where:
        return found.filter(promise=Commitment.Promise.WILL, state=wanted.where)
    return found


def you_said_we_did(wanted: Wanted, number: int | str = 1) -> tuple[Page[Commitment], list[Chain]]:
    """One page of commitments, newest decision first, with what people said."""
    found = public(wanted).order_by("-decided_at", "-number")
    page: Page[Commitment] = Paginator(found, PAGE).get_page(number)
    ids = [each.pk for each in page.object_list]
    shown = chains(
        Commitment.objects.filter(pk__in=ids).order_by("-decided_at", "-number").prefetch_related("areas")
    )
    return page, with_what_was_said(shown)


def one_public(number: int) -> Chain:
    """One public commitment with its whole thread. Raises :class:`Missing`."""
    found = with_what_was_said(chains(Commitment.objects.public().filter(number=number)))
    if not found:
        raise Missing
    return found[0]


def latest_answers() -> list[Chain]:
    """The commitments that were answered last."""
    answered = Commitment.objects.public().annotate(answered_at=Max("answers__published_at"))
    latest = answered.exclude(answered_at=None).order_by("-answered_at", "-number")
    return with_what_was_said(chains(latest[:LATEST]))


def mistakes() -> QuerySet[Admission]:
    """What we got wrong, newest first, ten at most."""
    return Admission.objects.select_related("by", "commitment").order_by("-published_at")[:10]
