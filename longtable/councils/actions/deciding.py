"""What staff do with an application: note, look closely, offer, appoint, or say kindly why not."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from longtable.core.access import Actor, action, require
from longtable.core.audit import record
from longtable.core.work import emit
from longtable.councils.actions.terms import Mandate, take_seat
from longtable.councils.models import Application, ApplicationNote, Seat, Term
from longtable.councils.policies import may_run
from longtable.messaging.actions import notify
from longtable.people.models import Person


@action
def add_note(*, by: Actor, application: Application, text: str) -> ApplicationNote:
    """Staff note something for each other; the applicant reads it only when they ask for all we know."""
    require(by, may_run(by, application.council.organization_id, application.council.area_ids()))
    note = ApplicationNote.objects.create(
        application=application, text=text, by_id=by.id if by.is_member else None
    )
    record(by, "councils.application.noted", application, note)
    return note


@action
def shortlist(*, by: Actor, application: Application) -> Application:
    """The application is looked at closely, and the applicant sees that it is."""
    require(by, may_run(by, application.council.organization_id, application.council.area_ids()))
    Application.lifecycle.move(application, Application.State.SHORTLISTED)
    record(by, "councils.application.shortlisted", application, fields=["state"])
    return application


@action
def offer(*, by: Actor, application: Application, seat: Seat) -> Application:
    """The applicant is asked whether they want this seat, and told what being paid may mean for them."""
    require(
        by,
        may_run(by, application.council.organization_id, application.council.area_ids())
        and seat.council_id == application.council_id,
    )
    Application.lifecycle.move(application, Application.State.OFFERED, seat=seat)
    record(by, "councils.application.offered", application, seat, fields=["state", "seat"])
    _tell(application, "councils.offered")
    return application


@action
def appoint(*, by: Actor, application: Application, mandate: Mandate, same_as: Person | None = None) -> Term:
    """The applicant takes the seat that they were offered. ``same_as``: who sat here before and is the same.

    What they told about themselves goes with them. Raises ``SeatHeld``, and ``RulesSpeakAgainst`` unless the
    mandate says why all the same; ``IllegalMove`` for who was not offered a seat.
    """
    require(by, may_run(by, application.council.organization_id, application.council.area_ids()))
    seat = application.seat
    _settle(by, application, Application.State.APPOINTED)
    assert seat is not None, "only who was offered a seat can be appointed"
    told = Mandate(**{**vars(mandate), "area": application.area, "about": application.about})
    term = take_seat(by, seat, same_as or application.contact.person, told, application)
    _tell(application, "councils.appointed")
    return term


@action
def decline(*, by: Actor, application: Application, reason: str, answer: str = "") -> Application:
    """The applicant hears, in their language and with a reason, that it could not be this seat."""
    require(by, may_run(by, application.council.organization_id, application.council.area_ids()))
    _settle(by, application, Application.State.DECLINED, reason=reason, answer=answer)
    _tell(application, "councils.declined")
    return application


@action
def reopen(*, by: Actor, application: Application) -> Application:
    """An answer was a mistake: the application waits again."""
    require(by, may_run(by, application.council.organization_id, application.council.area_ids()))
    Application.lifecycle.move(
        application, Application.State.RECEIVED, reason="", answer="", decided_at=None, decided_by=None
    )
    record(by, "councils.application.reopened", application, fields=["state"])
    emit("councils.application.sent", application_id=str(application.pk))
    return application


def _settle(by: Actor, application: Application, after: str, **also: Any) -> None:
    who = by.id if by.is_member else None
    Application.lifecycle.move(application, after, decided_at=timezone.now(), decided_by_id=who, **also)
    record(by, f"councils.application.{after}", application, fields=["state", *also])
    emit("councils.application.settled", application_id=str(application.pk))


def _tell(application: Application, notice: str) -> None:
    """Tell the applicant, in their language; where there is more to read stands on their page."""
    language = application.language
    seat = application.seat.name.show(language).text if application.seat else ""
    council = application.council.name.show(language).text
    notify(
        by=Actor.system("councils"),
        notice=notice,
        to=application.contact,
        language=language,
        context={
            "seat": seat or council,
            "council": council,
            "url": f"{settings.PUBLIC_URL}{reverse('councils:enter')}",
        },
        key=f"{notice} {application.pk} {application.decided_at or application.seat_id}",
        subjects=[application],
    )
