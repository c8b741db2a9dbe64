"""Readers say what is wrong with a service, and are told what became of that."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid5

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.attempts import count_attempt
from longtable.core.audit import record
from longtable.core.models import Receipt
from longtable.core.receipts import OpenReceipt, give_receipt
from longtable.directory import work
from longtable.directory.models import Report, Service
from longtable.directory.models.reports import REPORT_STATES
from longtable.directory.notices import REPORT_ANSWERED, REPORT_KEPT, REPORTS
from longtable.directory.policies import may_keep, may_report, may_review
from longtable.messaging.actions import notify
from longtable.methods.danger import find_danger
from longtable.people.actions import leave_contact
from longtable.people.contacts import index_of

FROM_ONE_NETWORK = 20
ABOUT_ONE_SERVICE = 50
TO_ONE_CONTACT = 5
"""Reports in an hour from one network, in a day about one service, and messages in a day to one contact."""


@dataclass(frozen=True)
class Told:
    """What a reader says. ``contact`` is a number or an address, if they want to hear from us."""

    problem: str
    correction: str = ""
    text: str = ""
    contact: str = ""


@dataclass(frozen=True)
class Kept:
    """A report, and the receipt by which its sender follows it."""

    report: Report
    opened: OpenReceipt


@action
def report_error(
    *, by: Actor, service: Service, told: Told, language: str, form_key: UUID, network: str
) -> Kept:
    """Somebody who keeps the entry will look at it, and the reader can see what becomes of it.

    Sent twice with the same form and words, it is one report. Raises ``NotAContact`` and ``TooManyAttempts``.
    """
    require(by, may_report(by))
    words = "\n".join((str(service.pk), told.problem, told.correction, told.text, told.contact))
    opened = give_receipt(uuid5(form_key, words))
    Receipt.objects.select_for_update().get(pk=opened.receipt.pk)  # sent twice at one moment, one waits
    if there := Report.objects.filter(receipt=opened.receipt).first():
        return Unchanged(Kept(there, opened))  # type: ignore[return-value]
    hour, day = timedelta(hours=1), timedelta(days=1)
    count_attempt("report an error", network, limit=FROM_ONE_NETWORK, window=hour)
    count_attempt("report an error about", str(service.pk), limit=ABOUT_ONE_SERVICE, window=day)
    contact = None
    if told.contact:
        count_attempt("report contact", index_of(told.contact), limit=TO_ONE_CONTACT, window=day)
        contact = leave_contact(by=by, value=told.contact, language=language, topics=(REPORTS,))
    report = Report.objects.create(
        service=service,
        receipt=opened.receipt,
        problem=told.problem,
        correction=told.correction,
        text=told.text,
        language=language,
        danger=bool(find_danger(f"{told.correction}\n{told.text}")),
        contact=contact,
    )
    work.ask_to_look(Actor.system("directory.reporting"), report)
    if contact:
        notify(
            by=Actor.system("directory.reporting"),
            notice=REPORT_KEPT,
            to=contact,
            context={"url": f"{opened.url}report/?lang={language}"},
            key=f"directory report kept {report.pk}",
        )
    record(by, "directory.report.sent", report, service)
    return Kept(report, opened)


@action
def answer_report(*, by: Actor, report: Report, outcome: str, answer: str = "") -> Report:
    """Whoever keeps the entry says what came of a report, and its sender is told.

    Raises ``IllegalMove`` when somebody else answered it meanwhile.
    """
    require(by, may_answer(by, report))
    REPORT_STATES.move(report, outcome, answered_at=timezone.now(), answer=answer[:1000])
    work.end_look(by, report)
    if report.contact:
        with translation.override(report.language):
            told = f"{_OUTCOMES[outcome]()} {answer}".strip()
            service = str(report.service.name)
        notify(
            by=Actor.system("directory.reporting"),
            notice=REPORT_ANSWERED,
            to=report.contact,
            context={"service": service, "outcome": told, "url": _page(report)},
            key=f"directory report answered {report.pk}",
        )
    record(by, "directory.report.answered", report, report.service, fields=["state"])
    return report


def may_answer(by: Actor, report: Report) -> bool:
    """Whoever keeps the entry, or decides about it where the service is given."""
    entry = report.service.organization
    area = work.area_of(report.service)
    area_id = area.pk if area else None
    if entry is not None and may_keep(by, entry_id=entry.pk, area_id=entry.area_id):
        return True
    return may_review(by, entry_id=entry.pk if entry else None, area_id=area_id)


def _page(report: Report) -> str:
    path = reverse("directory:service", args=[report.service_id])
    return f"{settings.PUBLIC_URL}{path}?lang={report.language}"


_OUTCOMES: dict[str, Callable[[], str]] = {
    Report.State.CORRECTED: lambda: _("You were right: it is corrected. Thank you."),
    Report.State.WAS_RIGHT: lambda: _("We looked: it was right. Thank you for asking."),
    Report.State.NOT_FOUND: lambda: _("We could not find out. Please call before you go."),
}
