"""What partners and people told of trust, as far as it may be shown, to those whom it is about."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from longtable.core.access import Actor, Missing, Permission
from longtable.core.ids import code_from, read_code, show_code
from longtable.core.secrets import derive, token_hash
from longtable.directory.models import Service
from longtable.partnerships.models import PulseLetter, PulseRound, PulseTally, ServiceTrust, TrustWords
from longtable.partnerships.protection import Count, Shown, at_least, shown_once
from longtable.releases.selectors import default_policy


@dataclass(frozen=True)
class Standing:
    """One question with what may be shown of its answers. ``people``: how many answered so far."""

    question: str
    people: int
    shown: Shown
    threshold: int

    @property
    def bound(self) -> int:
        """How many at least gave the larger answer."""
        return at_least(self.shown, self.threshold)


@dataclass(frozen=True)
class Pulse:
    """A round as its reader sees it. ``standings`` are empty while it is open."""

    round: PulseRound
    is_over: bool
    standings: tuple[Standing, ...]


@dataclass(frozen=True)
class ServiceStanding:
    """What people said of a service, for its own organization and for staff."""

    trust: ServiceTrust
    standing: Standing
    words: tuple[TrustWords, ...]

    @property
    def service(self) -> Service:
        """About which service."""
        return self.trust.service


def pulses(actor: Actor, today: date) -> list[Pulse]:
    """Rounds of organizations for which the actor keeps partnerships, newest first."""
    rounds = PulseRound.objects.select_related("asked_by")
    if not actor.is_statewide(Permission.SEE_PARTNERSHIPS):
        rounds = rounds.filter(asked_by__in=actor.organizations(Permission.SEE_PARTNERSHIPS))
    threshold = default_policy().threshold
    return [_pulse(each, today, threshold) for each in rounds.prefetch_related("tallies")[:10]]


def letter_for(token: str, today: date) -> PulseLetter:
    """The letter of a link that can still be answered. Raises :class:`Missing`."""
    letter = (
        PulseLetter.objects.select_related("round__asked_by")
        .filter(token_hash=token_hash(token), is_spent=False, round__closes_on__gte=today)
        .first()
    )
    if letter is None:
        raise Missing
    return letter


def service_standings(actor: Actor) -> QuerySet[ServiceTrust]:
    """Services in the actor's reach about which people are asked, by the name of their organization."""
    return (
        ServiceTrust.objects.filter(service__in=services_to_ask_about(actor))
        .select_related("service__organization__organization")
        .order_by("service__organization__organization__name", "pk")
    )


def services_to_ask_about(actor: Actor) -> QuerySet[Service]:
    """Published services of the actor's own organization, or within their region or state."""
    services = Service.objects.published().filter(organization__isnull=False)
    if actor.is_statewide(Permission.SEE_PARTNERSHIPS):
        return services
    areas = actor.areas_reached(Permission.SEE_PARTNERSHIPS)
    own = Q(organization__in=actor.organizations(Permission.SEE_PARTNERSHIPS))
    return services.filter(own | Q(organization__area__in=areas))


def services_not_asked_about(actor: Actor, words: str) -> QuerySet[Service]:
    """Services within reach of organizations whose name has these words, about which nobody is asked yet."""
    found = services_to_ask_about(actor).filter(trust=None, organization__organization__name__icontains=words)
    return found.select_related("organization__organization").order_by("organization__organization__name")


def service_to_ask_about(actor: Actor, service_id: UUID) -> Service:
    """One of :func:`services_to_ask_about`. Raises :class:`Missing`."""
    found = services_to_ask_about(actor).select_related("organization__organization").filter(pk=service_id)
    service = found.first()
    if service is None:
        raise Missing
    return service


def standing_of(service: Service) -> ServiceStanding | None:
    """What may be shown of one service; ``None`` where nobody was ever asked about it."""
    rows = list(ServiceTrust.objects.filter(service=service).select_related("service"))
    return with_standing(rows)[0] if rows else None


def with_standing(rows: list[ServiceTrust]) -> list[ServiceStanding]:
    """Rows with what may be shown of them; words only where enough people answered, in no order.

    Words show when their month is over: whoever looks before and after one visit must not find new ones.
    """
    threshold = default_policy().threshold
    enough = [row.pk for row in rows if count_of(row).people >= threshold]
    words: dict[Any, list[TrustWords]] = {}
    this_month = timezone.localdate().replace(day=1)
    for each in TrustWords.objects.filter(service__in=enough, month__lt=this_month):
        words.setdefault(each.service_id, []).append(each)
    return [
        ServiceStanding(
            row,
            Standing("", count_of(row).people, shown_of(row), threshold),
            tuple(words.get(row.pk, ())),
        )
        for row in rows
    ]


def trust_for_code(typed: str) -> ServiceTrust:
    """The question behind a code, as somebody typed it. Raises :class:`Missing`."""
    code = read_code(typed)
    found = ServiceTrust.objects.select_related("service__organization__organization").filter(
        code_hash=token_hash(code or "")
    )
    trust = found.first() if code else None
    if trust is None or not trust.is_open:
        raise Missing
    return trust


def code_of(service: Service) -> str:
    """The ten characters on a service's slips. They follow from our key: slips can be printed again."""
    return code_from(derive(service.pk.hex, purpose="trust code"))


def shown_code(service: Service) -> str:
    """The code in groups, as it is printed."""
    return show_code(code_of(service))


def count_of(trust: ServiceTrust) -> Count:
    """What was answered so far; never to be shown as it is."""
    return Count(trust.yes, trust.no + trust.not_sure)


def shown_of(trust: ServiceTrust) -> Shown:
    """What may be shown now."""
    return Shown(trust.shown_people, trust.shown_yes, trust.shown_few)  # type: ignore[arg-type]


def _pulse(row: PulseRound, today: date, threshold: int) -> Pulse:
    is_over = row.closes_on < today
    counts: dict[str, dict[str, int]] = {}
    for tally in row.tallies.all():
        counts.setdefault(tally.question, {})[tally.answer] = tally.count
    standings = []
    for question in PulseTally.Question if is_over else ():
        answered = counts.get(question, {})
        yes = answered.get(PulseTally.Answer.YES, 0)
        count = Count(yes, sum(answered.values()) - yes)
        shown = shown_once(count, threshold)
        standings.append(Standing(str(question.label), count.people, shown, threshold))
    return Pulse(row, is_over, tuple(standings))
