"""Examples of agreements, talks and questions of trust for the laws of the house."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.utils import timezone

from longtable.accounts.models import Organization, User
from longtable.core.access import Actor
from longtable.core.files import store
from longtable.core.localized import LocalizedText
from longtable.core.secrets import token_hash
from longtable.directory.models import OrganizationEntry, Service
from longtable.partnerships.models import (
    Agreement,
    Alignment,
    DataFlow,
    Gift,
    LoggedContact,
    Party,
    Promise,
    PulseLetter,
    PulseRound,
    PulseTally,
    ServiceTrust,
    TrustWords,
)
from longtable.partnerships.selectors.trust import code_of
from longtable.partnerships.terms import Flow, Given, Promised, Spoken, Terms
from longtable.places.models import Area

WORDS = LocalizedText.of(en="Example", es="Ejemplo")
LETTER = "abcdefghijklmnopqrstuv"


def _organization(name: str) -> Organization:
    return Organization.objects.get(name=name)


def _entry(organization: Organization, area: Area | None = None) -> OrganizationEntry:
    now = timezone.now()
    fresh = {"area": area, "published_at": now, "changed_at": now}
    entry, _made = OrganizationEntry.objects.get_or_create(organization=organization, defaults=fresh)
    return entry


def _somebody(area: str | None) -> Organization:
    """An organization that nobody in the cast works for, unpublished, perhaps in a county."""
    found = Organization.objects.create(name=f"Example {uuid4().hex[:6]}", kind="community")
    if area:
        OrganizationEntry.objects.create(
            organization=found, area=Area.objects.get(name=area), changed_at=timezone.now()
        )
    return found


def _agreement(keeper: Organization, other: Organization, state: str = "draft") -> Agreement:
    agreement = Agreement.objects.create(
        title=WORDS,
        kind="mou",
        keeper=keeper,
        state=state,
        state_since=timezone.now(),
        starts_on=date(2026, 1, 1),
        ends_on=date(2090, 1, 1),
        file=store(by=Actor.system("example"), content=b"Example", name="example.txt", kinds={"text"}),
    )
    first, second = (
        Party.objects.create(agreement=agreement, organization=each, order=order)
        for order, each in enumerate((keeper, other))
    )
    Gift.objects.create(agreement=agreement, giver=first, receiver=second, what=WORDS)
    DataFlow.objects.create(
        agreement=agreement, giver=first, receiver=second, data="x", purpose="x", legal_basis="x"
    )
    Alignment.objects.create(party=first, mission="Example", said_by="Example", said_at=timezone.now())
    return agreement


def _contact(ours: Organization, partner: Organization) -> LoggedContact:
    return LoggedContact.objects.create(
        ours=ours,
        partner=partner,
        way="call",
        outcome="talked",
        at=timezone.now(),
        by=User.objects.get(name="Faye"),
    )


def _promise(contact: LoggedContact) -> Promise:
    return Promise.objects.create(contact=contact, side="ours", what="Example", due_on=date(2090, 1, 1))


def _service(organization: Organization, area: Area | None = None) -> Service:
    now = timezone.now()
    entry = _entry(organization, area)
    OrganizationEntry.objects.filter(pk=entry.pk).update(published_at=now)
    service = Service.objects.create(organization=entry, name=WORDS, published_at=now, changed_at=now)
    ServiceTrust.objects.create(service=service, code_hash=token_hash(code_of(service)))
    return service


def _letter() -> PulseLetter:
    asked = PulseRound.objects.create(
        asked_by=_organization("Department of Health"),
        opened_at=timezone.now(),
        closes_on=timezone.localdate() + timedelta(days=9),
    )
    PulseTally.objects.create(round=asked, question="open", answer="yes")
    return PulseLetter.objects.create(
        round=asked, organization=_organization("Good Neighbors"), token_hash=token_hash(LETTER)
    )


def routes() -> dict[str, dict[str, Any]]:
    """A draft, a talk with a promise and a service that people are asked about, of Dev's organization."""
    partner, other = _organization("Good Neighbors"), _somebody(None)
    agreement, contact = _agreement(partner, other), _contact(partner, other)
    service, one = _service(partner, Area.objects.get(name="Alder")), {"agreement_id": agreement.pk}
    _letter()
    return {
        "partnerships:pulse_answer": {"token": LETTER},
        "partnerships:service_answer": {"code": code_of(service)},
        "partnerships:service": {"service_id": service.pk},
        "partnerships:slips": {"service_id": service.pk},
        "partnerships:agreement": one,
        "partnerships:edit": one,
        "partnerships:document": one,
        "partnerships:step": {**one, "step": "send"},
        "partnerships:part": {**one, "part": "remark"},
        "partnerships:remove_gift": {**one, "row_id": Gift.objects.get(agreement=agreement).pk},
        "partnerships:remove_flow": {**one, "row_id": DataFlow.objects.get(agreement=agreement).pk},
        "partnerships:contact": {"contact_id": contact.pk},
        "partnerships:promise": {"promise_id": _promise(contact).pk},
        "partnerships:partner": {"organization_id": partner.pk},
        "partnerships:log": {"organization_id": other.pk},
        "partnerships:call": {"organization_id": other.pk},
    }


def arguments() -> dict[str, dict[str, Any]]:
    """What the actions are called with. Answers come as nobody: whoever is signed in is refused."""
    agency, partner = _organization("Department of Health"), _organization("Good Neighbors")
    agreement = _agreement(agency, partner)
    giver, receiver = agreement.parties.all()
    contact = _contact(agency, partner)
    terms = {"terms": Terms(WORDS, "mou", agency, [agency, partner])}
    one = {"agreement": agreement}
    where = {"partner": partner, "ours": agency}
    spoken = {"spoken": Spoken("call", "talked", timezone.now())}
    trust = ServiceTrust.objects.get(service=_service(_somebody("Alder")))
    return {
        "partnerships.draft_agreement": terms,
        "partnerships.edit_agreement": {**one, **terms},
        "partnerships.set_responsibilities": {"party": giver, "words": WORDS},
        "partnerships.add_gift": {"given": Given(giver, WORDS, receiver)},
        "partnerships.remove_gift": {"gift": agreement.gifts.get()},
        "partnerships.add_flow": {"flow": Flow(giver, receiver, "x", "x", "x")},
        "partnerships.remove_flow": {"flow": agreement.flows.get()},
        "partnerships.attach_document": {**one, "upload": ContentFile(b"x", name="x.pdf")},
        "partnerships.sign_agreement": {"party": giver},
        "partnerships.open_to_public": {**one, "parts": ["kind"]},
        "partnerships.log_contact": {**where, **spoken},
        "partnerships.correct_contact": {"contact": contact, **spoken},
        "partnerships.make_promise": {"contact": contact, "promised": Promised("x", date(2090, 1, 1))},
        "partnerships.say_promise_kept": {"promise": _promise(contact)},
        "partnerships.let_promise_go": {"promise": _promise(contact)},
        "partnerships.plan_call": {**where, "owner": User.objects.get(name="Faye")},
        "partnerships.open_pulse": {"asked_by": agency},
        "partnerships.answer_pulse": {"letter": _letter_again(), "answers": {"open": "yes"}},
        "partnerships.ask_about_service": {"service": trust.service},
        "partnerships.answer_about_service": {"trust": trust, "answer": "yes"},
    }


def _letter_again() -> PulseLetter:
    return PulseLetter.objects.first() or _letter()


def scopes() -> dict[str, dict[str, dict[str, Any]]]:
    """Partners, agreements, talks and services within and beyond one's reach."""
    good, open_hands = _organization("Good Neighbors"), _organization("Open Hands")
    near, far = _somebody("Alder"), _somebody("Cedar")
    agreements = {
        "own organization": _agreement(good, _somebody(None)),
        "other organization": _agreement(open_hands, _somebody(None)),
        "own region": _agreement(open_hands, near),
        "other region": _agreement(open_hands, far),
    }
    contacts = {
        "own organization": _contact(good, _somebody(None)),
        "other organization": _contact(open_hands, _somebody(None)),
        "own region": _contact(open_hands, near),
        "other region": _contact(open_hands, far),
    }
    services = {
        "own organization": _service(good),
        "other organization": _service(_somebody(None)),
        "own region": _service(_somebody("Alder")),
        "other region": _service(_somebody("Cedar")),
    }
    partners = {
        "own organization": good,
        "other organization": _somebody(None),
        "own region": near,
        "other region": far,
    }
    one = {place: {"agreement_id": each.pk} for place, each in agreements.items()}
    there = {place: {"organization_id": each.pk} for place, each in partners.items()}
    asked = {place: {"service_id": each.pk} for place, each in services.items()}
    return {
        **{f"partnerships:{name}": one for name in ("agreement", "edit", "document")},
        "partnerships:step": {place: {**each, "step": "send"} for place, each in one.items()},
        "partnerships:part": {place: {**each, "part": "remark"} for place, each in one.items()},
        "partnerships:remove_gift": {
            place: {"agreement_id": each.pk, "row_id": each.gifts.get().pk}
            for place, each in agreements.items()
        },
        "partnerships:remove_flow": {
            place: {"agreement_id": each.pk, "row_id": each.flows.get().pk}
            for place, each in agreements.items()
        },
        "partnerships:contact": {place: {"contact_id": each.pk} for place, each in contacts.items()},
        "partnerships:promise": {
            place: {"promise_id": _promise(each).pk} for place, each in contacts.items()
        },
        **{f"partnerships:{name}": there for name in ("partner", "log", "call")},
        **{f"partnerships:{name}": asked for name in ("service", "slips")},
    }


def lists() -> dict[str, Callable[[int], None]]:
    """The pages of partnerships that list things."""
    names = ("list", "agreements", "map", "trust")
    return {f"partnerships:{name}": _more for name in names}


def _more(count: int) -> None:
    agency, alder = _organization("Department of Health"), Area.objects.get(name="Alder")
    for _number in range(count):
        partner = _somebody(None)
        service = _service(partner, alder)
        TrustWords.objects.create(service=service, words="x", language="en", month=date(2026, 1, 1))
        ServiceTrust.objects.filter(service=service).update(yes=30)
        _agreement(agency, partner, "in_force")
        _contact(agency, partner)
        _entry(_somebody(None), alder)
