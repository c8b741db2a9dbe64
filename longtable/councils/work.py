"""What councils put on people's lists: applications to answer, seats for which somebody is needed."""

from datetime import date, datetime, time

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from longtable.core.access import Actor, Permission
from longtable.core.localized import LocalizedText
from longtable.core.wording import in_every_language
from longtable.councils.models import Application, Council
from longtable.councils.selectors.standing import Place, Standing
from longtable.places.models import Area
from longtable.worklists.actions import add_work, finish_work
from longtable.worklists.clocks import close_of_day
from longtable.worklists.models import WorkItem

ANSWERING, FILLING = "councils.application", "councils.vacancy"


def ask_to_answer(by: Actor, application: Application) -> None:
    """Whoever keeps the council answers within the days that it promises."""
    council = application.council
    if WorkItem.objects.open().about(application).filter(kind=ANSWERING).exists():
        return
    add_work(
        by=by,
        kind=ANSWERING,
        title=in_every_language(
            lambda: _("Answer somebody who would like a seat on: %(council)s") % {"council": council.name}
        ),
        action_label=in_every_language(lambda: _("Read it")),
        url=reverse("councils:application", args=[council.slug, application.pk]),
        organization=council.organization,
        permission=Permission.RUN_COUNCILS,
        area=_area(council),
        subject=application,
        due_at=close_of_day(timezone.now(), council.answer_days),
    )


def stop_asking(by: Actor, application: Application) -> None:
    """It was answered, or taken back."""
    finish_work(by=by, kind=ANSWERING, subject=application, outcome=application.state)


def ask_to_fill(by: Actor, standing: Standing) -> int:
    """Seats that are free, or will be, stand in the lists of those who keep the council; others leave them.

    Returns how many are looked for.
    """
    wanted = {_key(place): place for place in (*standing.free, *standing.coming)}
    subjects = [str(place.seat.pk) for place in standing.places]
    items = WorkItem.objects.open().filter(
        kind=FILLING, subject_kind="councils.seat", subject_id__in=subjects
    )
    for item in items:
        if item.key not in wanted:
            finish_work(by=by, kind=FILLING, subject=(item.subject_kind, item.subject_id))
    for key, place in wanted.items():
        _look_for_somebody(by, place, key)
    return len(wanted)


def _look_for_somebody(by: Actor, place: Place, key: str) -> None:
    council, day = place.council, place.free_on if not place.is_free else None
    add_work(
        by=by,
        kind=FILLING,
        title=_title(place, day),
        detail=council.name,
        action_label=in_every_language(lambda: _("See the seat")),
        url=reverse("councils:seat", args=[council.slug, place.seat.pk]),
        organization=council.organization,
        permission=Permission.RUN_COUNCILS,
        area=_area(council),
        subject=place.seat,
        due_at=_morning(day) if day else None,
        key=key,
    )


def _title(place: Place, day: date | None) -> LocalizedText:
    seat = place.seat.name
    if day is None:
        return in_every_language(lambda: _("Find somebody for an open seat: %(seat)s") % {"seat": seat})
    return in_every_language(
        lambda: (
            _("Find somebody for a seat that is open from %(day)s: %(seat)s")
            % {"seat": seat, "day": date_format(day, "DATE_FORMAT")}
        )
    )


def _key(place: Place) -> str:
    """One for each time that a seat becomes free; told ahead and free already are two."""
    since = place.term.pk if place.term else _last(place)
    return f"seat {place.seat.pk} {since} {'free' if place.is_free else place.free_on}"


def _last(place: Place) -> str:
    last = place.seat.terms.order_by("starts_on").last()
    return str(last.pk) if last else ""


def _area(council: Council) -> Area | None:
    areas = list(council.areas.all())
    return areas[0] if len(areas) == 1 else None


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9)))
