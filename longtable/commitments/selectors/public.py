"""What anybody may read: you said, we did, and what we got wrong."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils import timezone

from longtable.commitments.models import Admission, Commitment
from longtable.commitments.selectors.chains import Chain, chains, with_what_was_said
from longtable.core.access import Missing
from longtable.places.models import Area

PAGE = 20


@dataclass(frozen=True)
class Wanted:
    """What a reader wants to see; empty means everything."""

    area: Area | None = None
    kind: str = ""
    where: str = ""  # a state, "late" or "will_not"


def public(wanted: Wanted, today: date | None = None) -> QuerySet[Commitment]:
    """Public commitments that fit. One without areas is for the whole state, and fits every area."""
    found = Commitment.objects.public()
    if wanted.area:
        found = found.filter(Q(areas=wanted.area) | Q(areas=None))
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.where == "late":
        return found.overdue(today or timezone.localdate())
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


def latest_answers(count: int = 3) -> list[Chain]:
    """The commitments that were answered last."""
    answered = (
        Commitment.objects.public()
        .filter(answers__isnull=False)
        .order_by("-answers__published_at", "-number")
    )
    ids = list(dict.fromkeys(answered.values_list("pk", flat=True)[: count * 5]))[:count]
    by_id = {chain.commitment.pk: chain for chain in chains(Commitment.objects.filter(pk__in=ids))}
    return with_what_was_said([by_id[each] for each in ids])


def mistakes(count: int = 10) -> QuerySet[Admission]:
    """What we got wrong, newest first."""
    return Admission.objects.select_related("by", "commitment").order_by("-published_at")[:count]
