"""Pages of partners: what is sent from them, what they say when something is off, and in which language."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from longtable.accounts.models import Organization, User
from longtable.core.panels import panels_for, pieces_for
from longtable.directory.models import OrganizationEntry, Service
from longtable.partnerships import actions
from longtable.partnerships.models import Agreement, PulseRound, ServiceTrust
from longtable.partnerships.terms import Promised
from longtable.partnerships.tests.conftest import Draft, Log
from tests.cast import actor, signed_in

pytestmark = pytest.mark.django_db


def send(browser: Client, agreement: Agreement, part: str, **sent: object) -> int:
    """Send one form of an agreement's page; the status of the answer."""
    address = reverse("partnerships:part", args=[agreement.pk, part])
    return browser.post(address, {f"{part}-{name}": value for name, value in sent.items()}).status_code


def test_an_agreement_is_drafted_from_a_partners_page(
    client: Client, faye: User, agency: Organization, partner: Organization, entry: OrganizationEntry
) -> None:
    browser = signed_in(client, faye)
    address = f"{reverse('partnerships:new')}?with={partner.pk}"
    form = browser.get(address).context["form"]
    assert form.initial["parties"] == [partner.pk]
    sent = {
        "form_key": form["form_key"].value(),
        "title_en": "Rides",
        "title_es": "Viajes",
        "kind": "mou",
        "parties": [agency.pk, partner.pk],
        "keeper": agency.pk,
        "remind_days": 60,
    }
    assert browser.post(address, sent | {"parties": [agency.pk]}).status_code == 422
    assert browser.post(address, sent).status_code == 302
    assert list(Agreement.objects.get().parties.values_list("organization", flat=True)) == [
        agency.pk,
        partner.pk,
    ]


def test_pieces_are_sent_from_its_page(client: Client, faye: User, draft: Draft) -> None:
    agreement, browser = draft(), signed_in(client, faye)
    giver, receiver = (party.pk for party in agreement.parties.all())
    gift = {"what_en": "Boxes", "what_es": "Cajas", "giver": giver, "measure": "units", "per": "week"}
    assert send(browser, agreement, "gift", **gift) == 422  # how many?
    assert send(browser, agreement, "gift", **gift, amount="40") == 302
    flow = {"giver": giver, "receiver": receiver, "which": "ZIP", "purpose": "To see where"}
    assert send(browser, agreement, "data", **flow, legal_basis="") == 422
    assert send(browser, agreement, "data", **flow, legal_basis="No personal data") == 302
    assert send(browser, agreement, "duties", party=giver, words_en="Pays", words_es="Paga") == 302
    assert send(browser, agreement, "point", point="dose", where="Section 4") == 302
    pdf = SimpleUploadedFile("mou.pdf", b"%PDF-1.4\n%%EOF\n")
    assert send(browser, agreement, "document", file=pdf) == 302
    assert send(browser, agreement, "nonsense") == 404
    page = browser.get(reverse("partnerships:agreement", args=[agreement.pk])).content.decode()
    for words in ("<strong>40</strong>", "No personal data", "Pays", "Section 4"):
        assert words in page


def test_a_step_that_cannot_be_done_says_so(client: Client, faye: User, draft: Draft) -> None:
    agreement, browser = draft(), signed_in(client, faye)
    address = reverse("partnerships:step", args=[agreement.pk, "renew"])
    assert browser.post(address, {}).status_code == 422
    agreement.refresh_from_db()
    assert agreement.state == Agreement.State.DRAFT


def test_the_document_is_for_its_parties(client: Client, dev: User, faye: User, in_force: Agreement) -> None:
    pdf = SimpleUploadedFile("mou.pdf", b"%PDF-1.4\n%%EOF\n")
    actions.attach_document(by=actor(faye), agreement=in_force, upload=pdf)
    answer = signed_in(client, dev).get(reverse("partnerships:document", args=[in_force.pk]))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]


def test_a_new_colleague_reads_the_whole_story(
    client: Client, faye: User, partner: Organization, in_force: Agreement, log: Log
) -> None:
    log(promises=[Promised("Send the form", timezone.localdate() - timedelta(days=1))], person="Rosa")
    page = signed_in(client, faye).get(reverse("partnerships:partner", args=[partner.pk])).content.decode()
    for words in (
        "hello@neighbors.example",
        "Fresh food",
        "Send the form",
        "late",
        "Rosa",
        "They need a van",
    ):
        assert words in page


def test_pages_speak_spanish(client: Client, faye: User, in_force: Agreement) -> None:
    address = reverse("partnerships:agreement", args=[in_force.pk])
    page = signed_in(client, faye).get(address, {"lang": "es"})
    assert page.headers["Content-Language"] == "es"
    assert "cajas de verduras" in page.content.decode()


def test_partners_are_asked_from_a_page(
    client: Client, faye: User, agency: Organization, in_force: Agreement
) -> None:
    browser = signed_in(client, faye)
    form = browser.get(reverse("partnerships:ask")).context["form"]
    sent = {"form_key": form["form_key"].value(), "asked_by": agency.pk}
    for _ in range(2):
        assert browser.post(reverse("partnerships:ask"), sent).status_code == 302
    assert PulseRound.objects.count() == 1


def test_slips_are_printed_while_people_are_asked(client: Client, dev: User, pantry: Service) -> None:
    browser, place = signed_in(client, dev), [pantry.pk]
    assert browser.get(reverse("partnerships:slips", args=place)).status_code == 404
    browser.post(reverse("partnerships:service", args=place))
    page = browser.get(reverse("partnerships:slips", args=place)).content.decode()
    assert page.count("<svg") >= 8
    browser.post(reverse("partnerships:service", args=place), {"close": "1"})
    assert not ServiceTrust.objects.get().is_open


def test_what_was_opened_stands_on_an_organizations_page(
    faye: User, entry: OrganizationEntry, in_force: Agreement
) -> None:
    visitor = actor(faye).visitor()
    assert panels_for("directory.organization", visitor, [entry])[entry.pk] == []
    actions.open_to_public(by=actor(faye), agreement=in_force, parts=["title"])
    (shown,) = panels_for("directory.organization", visitor, [entry])[entry.pk]
    assert shown.template == "partnerships/panels/organization.html"


def test_today_tells_what_ends_soon(faye: User, dev: User, eve: User, in_force: Agreement) -> None:
    def told(user: User) -> list[str]:
        shown = [piece.template for piece in pieces_for("web.today", actor(user))]
        return [template for template in shown if template.startswith("partnerships/")]

    assert told(faye) == []
    soon = timezone.localdate() + timedelta(days=20)
    Agreement.objects.update(ends_on=soon, remind_on=soon - timedelta(days=90))
    assert told(faye) == told(dev) == ["partnerships/panels/today.html"]
    assert told(eve) == []
