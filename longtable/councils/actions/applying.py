"""What somebody without an account can do: apply, say yes to an offer, choose a stipend, take it back."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID, uuid5

from django.conf import settings
from django.utils import timezone

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.attempts import is_too_often
from longtable.core.audit import record
from longtable.core.receipts import OpenReceipt, give_receipt
from longtable.core.secrets import blind_index
from longtable.core.work import emit
from longtable.councils.models import Application, Council, Seat, StipendChoice
from longtable.councils.notices import APPLICATION
from longtable.councils.policies import may_answer_for, may_apply
from longtable.councils.stipends import WARNING, ways_offered
from longtable.messaging.actions import notify
from longtable.people.actions import leave_contact
from longtable.people.demographics import Answers, clean_answers
from longtable.people.names import folded_name
from longtable.places.models import Area

LETTERS_A_DAY = 5
"""Messages that one number or address gets because somebody applied with it: a family may share it."""


@dataclass(frozen=True)
class Letter:
    """What somebody writes to get a seat. Everything but ``why`` may be left out."""

    why: str
    experience: str = ""
    needs: Iterable[str] = ()
    needs_words: str = ""
    availability: str = ""
    conflicts: str = ""
    about: Answers = field(default_factory=dict)


@dataclass(frozen=True)
class Applied:
    """An application, and the receipt that shows what becomes of it."""

    application: Application
    opened: OpenReceipt


class NotOffered(Exception):
    """There is nothing to say yes to, or this way of paying is not offered, or the warning was not read."""


@action
def apply(
    *,
    by: Actor,
    council: Council,
    seat: Seat | None,
    form_key: UUID,
    name: str,
    contact: str,
    letter: Letter,
    language: str,
    area: Area | None = None,
    words: str = "",
) -> Applied:
    """Somebody would like a seat, and is sent the link to their page. Sent twice, it is one application.

    The same person writing again for the same seat gets an answer like the first time, so that nobody learns
    whether somebody applied; staff see both and decide on the first. ``words``: to what was agreed about the
    contact. Raises ``NotAContact``.
    """
    require(by, may_apply(council, seat))
    sent = uuid5(form_key, "\n".join((str(council.pk), str(seat and seat.pk), name, contact, letter.why)))
    opened = give_receipt(sent)
    if there := Application.objects.filter(form_key=sent).first():
        return Unchanged(Applied(there, opened))  # type: ignore[return-value]
    Council.objects.select_for_update().get(pk=council.pk)  # two at once are one after the other
    point = leave_contact(
        by=by,
        value=contact,
        name=name,
        language=language,
        area=area,
        held_by=council.organization,
        topics=(APPLICATION,),
        words=words,
    )
    who = blind_index(f"{point.value_index} {folded_name(name)}", purpose="seat application")
    earlier = Application.objects.waiting().filter(council=council, seat=seat, who=who).first()
    application = Application.objects.create(
        council=council,
        seat=seat,
        receipt=opened.receipt,
        contact=point,
        who=who,
        language=language,
        area=area,
        state=Application.State.SENT_AGAIN if earlier else Application.State.RECEIVED,
        first=earlier,
        form_key=sent,
        **_columns(council, letter),
    )
    record(by, "councils.application.sent", application, council)
    emit("councils.application.sent", application_id=str(application.pk))
    if not is_too_often("seat application", point.value_index, limit=LETTERS_A_DAY):
        notify(
            by=Actor.system("councils"),
            notice="councils.application_received",
            to=point,
            context={
                "council": council.name.show(language).text,
                "url": f"{settings.PUBLIC_URL}{path_of(opened)}",
            },
            key=f"application received {application.pk}",
        )
    return Applied(application, opened)


@action
def withdraw(*, by: Actor, application: Application) -> Application:
    """Whoever applied takes it back: their words are removed, and only that they applied stays."""
    require(by, may_answer_for(by, application))
    if application.state == Application.State.WITHDRAWN:
        return Unchanged(application)  # type: ignore[return-value]
    Application.lifecycle.move(
        application,
        Application.State.WITHDRAWN,
        decided_at=timezone.now(),
        **dict.fromkeys(("why", "experience", "needs_words", "availability", "conflicts"), ""),
        needs=[],
        about={},
    )
    record(by, "councils.application.withdrawn", application, fields=["state"])
    emit("councils.application.settled", application_id=str(application.pk))
    return application


@action
def choose_stipend(
    *, by: Actor, application: Application, way: str, language: str, has_read: bool
) -> StipendChoice:
    """Somebody says how they want to be paid, having read what it may cost them. It can be changed later.

    Raises :class:`NotOffered` for a way that the council does not offer, and without having read.
    """
    require(by, may_answer_for(by, application))
    if way not in ways_offered(application.council) or not has_read:
        raise NotOffered
    if (there := application.stipend) and there.way == way:
        return Unchanged(there)  # type: ignore[return-value]
    choice = StipendChoice.objects.create(
        application=application, way=way, warning=WARNING.show(language).text, language=language
    )
    record(by, "councils.stipend.chosen", application, fields=["way"])
    return choice


@action
def accept_offer(*, by: Actor, application: Application) -> Application:
    """Whoever was offered a seat says yes. Raises :class:`NotOffered`, also for the second time."""
    require(by, may_answer_for(by, application))
    if application.state != Application.State.OFFERED:
        raise NotOffered
    Application.lifecycle.move(application, Application.State.ACCEPTED)
    record(by, "councils.offer.accepted", application, fields=["state"])
    emit("councils.offer.accepted", application_id=str(application.pk))
    return application


def path_of(opened: OpenReceipt) -> str:
    """Path of the tracking page of a receipt that was given here."""
    return f"{opened.path}seat/"


def _columns(council: Council, letter: Letter) -> dict[str, object]:
    about = clean_answers(council.about_you, letter.about)
    return {**vars(letter), "needs": list(letter.needs), "about": about}
