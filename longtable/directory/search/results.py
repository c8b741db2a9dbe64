"""Makes results of candidates: the rows of a page, why each was found, when it is open, how fresh it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

from longtable.core.among import listed
from longtable.core.asked import Asked
from longtable.directory.models import Listing, Service, ServiceCapacity
from longtable.directory.models.capacity import WITHOUT_EXPIRY
from longtable.directory.models.offered import published
from longtable.directory.search import hours, reasons
from longtable.directory.search.answers import Near, Question, Result
from longtable.directory.search.candidates import Candidate
from longtable.directory.search.points import miles_between
from longtable.directory.search.questions import Understood

JOINED = (
    *("site", "location__area"),
    *("service__organization__organization", "service__organization__survivor__organization"),
)
SHOWN = (
    *("latitude", "longitude", "title", "giver", "needs", "hints", "words", "is_free", "hours"),
    *(f"service__{name}" for name in ("name", "description", "status", "minimum_age", "maximum_age")),
    *(f"service__{name}" for name in ("assured_at", "assured_by_organization")),
    *("service__organization__published_at", "service__organization__organization__name"),
    *("service__organization__survivor__published_at",),
    *("service__organization__survivor__organization__name",),
    *("site__description", "location__name", "location__location_type", "location__position_is_rough"),
    *("location__latitude", "location__longitude", "location__area__name"),
)
"""What a result is told from: a fifth of all columns, and to read them all takes half as long again."""

_rows_of = Asked(
    lambda ids: (
        Listing.objects.filter(published("service__"), pk__among=ids).select_related(*JOINED).only(*SHOWN)
    ),
    ids=str,
)
_said_of = Asked(
    lambda services, now, since: (
        ServiceCapacity.objects.believed(now, since).filter(service__among=services).only("service", "state")
    ),
    services=str,
    now=datetime,
    since=datetime,
)


@dataclass(frozen=True)
class Telling:
    """What the reasons are told from: the question as it was understood, and where it was asked."""

    question: Question
    understood: Understood
    near: Near | None
    now: datetime

    def results(self, candidates: Sequence[Candidate]) -> list[Result]:
        """Results in the same order; what is not published any more is left out.

        One query, and one more where somebody said whether they take people.
        """
        listings = {row.pk: row for row in _rows_of(ids=listed(each.id for each in candidates))}
        said = [each.service_id for each in candidates if each.capacity]
        since = self.now - WITHOUT_EXPIRY
        told = _said_of(services=listed(said), now=self.now, since=since) if said else []
        capacities = {row.service_id: row for row in told}
        shown = [listings[each.id] for each in candidates if each.id in listings]
        return [self._result(row, capacities.get(row.service_id)) for row in shown]

    def _result(self, listing: Listing, capacity: ServiceCapacity | None) -> Result:
        service = listing.service
        local = timezone.localtime(self.now).replace(tzinfo=None)
        state = hours.state_at(listing.hours, local)
        miles = self._miles(listing)
        return Result(
            service=service,
            site=listing.site,
            location=listing.location,
            organization=service.provider,
            miles=miles,
            is_open=state.is_open,
            opens_next=reasons.opening(state, local),
            why=self._why(service, listing, miles, reasons.open_reason(state, local)),
            fresh=reasons.fresh(service, self.now),
            capacity=capacity,
        )

    def _miles(self, listing: Listing) -> float | None:
        """How far it is; None where one of the two has no position."""
        point = self.near.point if self.near and self.near.kind != "county" else None
        if point is None or listing.latitude is None or listing.longitude is None:
            return None
        return miles_between(point, (listing.latitude, listing.longitude))

    def _why(self, service: Service, listing: Listing, miles: float | None, is_open: str) -> list[str]:
        question = self.question
        told = reasons.match_reasons(self.understood, listing)
        if question.needs:
            told.append(reasons.need_reason(question.needs, listing))
        told += [self._where(listing, miles), is_open]
        language = question.language or get_language() or ""
        if question.language or language.split("-")[0] != settings.LANGUAGE_CODE:
            told.append(reasons.language_reason(language, listing))
        if listing.is_free:
            told.append(reasons.free())
        if question.age is not None:
            told.append(reasons.age_reason(service))
        return list(dict.fromkeys(each for each in told if each))

    def _where(self, listing: Listing, miles: float | None) -> str:
        near = self.near
        if near is None:
            return ""
        if miles is not None:
            place = "" if near.kind == "point" else near.label
            exact = listing.location and listing.location.latitude is not None
            is_rough = not exact or listing.location.position_is_rough  # type: ignore[union-attr]
            return reasons.distance_reason(miles, place, is_rough=bool(is_rough))
        return reasons.area_reason(listing, near.area)
