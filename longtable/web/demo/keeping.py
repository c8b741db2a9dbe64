"""How the example's entries are kept true: asked about, changed, reported, and who takes people now."""

from uuid import UUID, uuid5

from django.utils import timezone

from longtable.core.access import Actor
from longtable.core.localized import LocalizedText
from longtable.directory import rows
from longtable.directory.actions import confirming
from longtable.directory.actions.capacity import Saying, say_capacity
from longtable.directory.actions.editing import Edit, change_entry
from longtable.directory.actions.reporting import Told, answer_report, report_error
from longtable.directory.models import Contact, OrganizationEntry, Service
from longtable.web.demo.cast import Cast

KEYS = UUID("0d6f5a3e-51c4-4b9e-8f0a-7a1c2e9b4d10")
"""Ids of what is sent follow from it, so that every demo is the same."""

CONTACTS = {"food_bank": ("Odessa Wilkes", "en"), "rio": ("Hermana Inés Peralta", "es")}
"""Who is asked whether an entry is still right, and in which language."""


def keep_true(cast: Cast, entries: dict[str, OrganizationEntry]) -> None:
    """Dev keeps the food bank's entry; the church is asked by letter; a reader found something wrong."""
    OrganizationEntry.objects.update(reviewed_at=timezone.now())
    for key, (name, language) in CONTACTS.items():
        Contact.objects.create(
            organization=entries[key],
            name=name,
            email=f"{key}-desk@longtable.example",
            is_asked=True,
            is_public=False,
            language=language,
        )
    services = list(Service.objects.published().filter(organization=entries["food_bank"]).order_by("id"))
    _say_who_is_taken(cast, services)
    _send_changes(cast, entries["food_bank"], services[0])
    confirming.ask(by=Actor.system("directory.asking"), entry=entries["rio"])
    _report(cast, services)


def _say_who_is_taken(cast: Cast, services: list[Service]) -> None:
    sayings = (Saying("open", available=34, maximum=60, unit="boxes", remind=True), Saying("waitlist"))
    for service, saying in zip(services, sayings, strict=False):
        say_capacity(by=cast.actor("dev"), service=service, saying=saying)


def _send_changes(cast: Cast, entry: OrganizationEntry, service: Service) -> None:
    """One line shows at once, the other waits for somebody who looks."""
    told = {
        "alert": LocalizedText.of(
            en="Closed on the day after Thanksgiving.", es="Cerrado el día después de Acción de Gracias."
        ),
        "eligibility_description": LocalizedText.of(
            en="Anybody who says that they need food. No papers.",
            es="Quien diga que necesita comida. Sin papeles.",
        ),
    }
    values = {name: text.as_json() for name, text in told.items()}
    edit = Edit("service", service.pk, values, rows.seen(service, values))
    change_entry(by=cast.actor("dev"), entry=entry, edits=[edit])


def _report(cast: Cast, services: list[Service]) -> None:
    """One is answered, the other stands on Dev's list."""
    reports = (
        Told("phone", "910-555-0119", "The number rings at a private home."),
        Told("hours", "", "Fui el martes a las 9 y estaba cerrado."),
    )
    for number, told in enumerate(reports):
        kept = report_error(
            by=Actor.visitor(),
            service=services[number % len(services)],
            told=told,
            language="en" if number == 0 else "es",
            form_key=uuid5(KEYS, f"report {number}"),
            network="198.51.100.7",
        )
        if number == 0:
            answer_report(
                by=cast.actor("dev"),
                report=kept.report,
                outcome="was_right",
                answer="We called: it is our kitchen, where Ms. Wilkes answers.",
            )
