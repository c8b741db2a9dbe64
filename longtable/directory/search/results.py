"""Makes results of candidates: the rows of a page, why each was found, when it is open, how fresh it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import get_language

from longtable.directory.models import Listing, Service, ServiceCapacity
from longtable.directory.search import hours, reasons
from longtable.directory.search.answers import Near, Question, Result
from longtable.directory.search.candidates import Candidate
from longtable.directory.search.questions import Understood
from longtable.places.models import Area

PROVIDER = ("organization__organization", "organization__survivor__organization")


@dataclass(frozen=True)
class Telling:
    """What the reasons are told from: the question as it was understood, and where it was asked."""

    question: Question
    understood: Understood
    near: Near | None
    state: Area | None
    now: datetime

    def results(self, candidates: Sequence[Candidate]) -> list[Result]:
        """Results in the same order; what is not published any more is left out. Three queries."""
        rows = Listing.objects.filter(pk__in=[each.id for each in candidates])
        listings = {row.pk: row for row in rows.select_related("site", "location__area")}
        current = Prefetch(
            "capacities", ServiceCapacity.objects.current(self.now), to_attr="current_capacities"
        )
        published = Service.objects.published().filter(pk__in=[each.service_id for each in candidates])
        services = {row.pk: row for row in published.select_related(*PROVIDER).prefetch_related(current)}
        return [
            self._result(services[each.service_id], listings[each.id], each)
            for each in candidates
            if each.id in listings and each.service_id in services
        ]

    def _result(self, service: Service, listing: Listing, candidate: Candidate) -> Result:
        local = timezone.localtime(self.now).replace(tzinfo=None)
        state = hours.state_at(listing.hours, local)
        miles = candidate.miles_from(self.near.point) if self.near and self.near.kind != "county" else None
        capacities: list[ServiceCapacity] = service.current_capacities  # type: ignore[attr-defined]
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
            capacity=capacities[0] if capacities else None,
        )

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
        return reasons.area_reason(listing, near.area, self.state)
