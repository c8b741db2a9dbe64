"""Who works with whom in the example: agreements as far as they have come, talks, promises and trust.

Everything happens through the actions that real people use; then days are moved into the past.
"""

import tomllib
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils import timezone

from longtable.accounts.models import Organization
from longtable.core.access import Actor
from longtable.core.localized import LocalizedText
from longtable.directory.models import OrganizationEntry, Service
from longtable.partnerships import actions
from longtable.partnerships.models import Agreement, LoggedContact, Party, Promise, TrustWords
from longtable.partnerships.protection import Shown, shown_once
from longtable.partnerships.selectors.trust import count_of
from longtable.partnerships.terms import Flow, Given, Promised, Spoken, Terms
from longtable.releases.selectors import default_policy
from longtable.web.demo.cast import Cast

FILE = Path(__file__).parent / "partnerships.toml"
MACHINE = Actor.system("demo")


def work_together(cast: Cast, entries: dict[str, OrganizationEntry]) -> None:
    """Agree, talk, promise and ask; ``entries`` are those of the directory by their keys."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    who = {**cast.organizations, **{key: entry.organization for key, entry in entries.items()}}
    for each in told["also"]:
        who[each["key"]] = Organization.objects.create(name=each["name"], kind=each["kind"])
    for each in told["agreements"]:
        _agree(cast, who, each)
    for each in told["contacts"]:
        _talk(cast, who, each)
    for each in told["trust"]:
        _trust(cast, who, each)
    actions.open_pulse(by=cast.actor(told["pulse"]["by"]), asked_by=who[told["pulse"]["asked_by"]])
    actions.remind_of_ends(by=MACHINE, today=timezone.localdate())


def _agree(cast: Cast, who: dict[str, Organization], told: dict[str, Any]) -> None:
    ends_on = _day(told["ends_in"]) if "ends_in" in told else None
    agreement = actions.draft_agreement(
        by=MACHINE,
        terms=Terms(
            title=LocalizedText.of(**told["title"]),
            purpose=LocalizedText.of(**told.get("purpose", {})),
            kind=told["kind"],
            keeper=who[told["keeper"]],
            owner=cast.users.get(told.get("owner", "")),
            parties=[who[key] for key in told["parties"]],
            ends_on=ends_on,
        ),
    )
    parties = {
        key: agreement.parties.select_related("agreement").get(organization=who[key])
        for key in told["parties"]
    }
    _fill(agreement, parties, told)
    _move(agreement, parties, told, ends_on)
    for each in told.get("said", ()):
        actions.state_alignment(
            by=cast.actor(each["by"]) if "by" in each else MACHINE,
            party=agreement.parties.select_related("agreement").get(pk=parties[each["of"]].pk),
            mission=each.get("mission", ""),
            values=each.get("values", ""),
            language=each.get("language", "en"),
            said_by=each.get("who", ""),
        )
    for each in told.get("remarks", ()):
        organization = who[each["organization"]]
        actions.remark(
            by=cast.actor(each["by"]), agreement=agreement, organization=organization, words=each["words"]
        )


def _fill(agreement: Agreement, parties: dict[str, Party], told: dict[str, Any]) -> None:
    for each in told.get("gifts", ()):
        money, units = each.get("dollars"), each.get("units")
        amount = money or units
        given = Given(
            giver=parties[each["from"]],
            receiver=parties.get(each.get("to", "")),
            what=LocalizedText.of(**each["what"]),
            measure="money" if money else "units" if units else "none",
            amount=Decimal(amount) if amount else None,
            per=each.get("per", "once"),
        )
        actions.add_gift(by=MACHINE, given=given)
    for each in told.get("flows", ()):
        flow = Flow(
            giver=parties[each["from"]],
            receiver=parties[each["to"]],
            data=each["data"],
            purpose=each["purpose"],
            legal_basis=each["basis"],
        )
        actions.add_flow(by=MACHINE, flow=flow)
    for each in told.get("duties", ()):
        words = LocalizedText.of(**each["words"])
        actions.set_responsibilities(by=MACHINE, party=parties[each["of"]], words=words)
    for point, where in told.get("stated", {}).items():
        actions.mark_point(by=MACHINE, agreement=agreement, point=point, where=where)


def _move(
    agreement: Agreement, parties: dict[str, Party], told: dict[str, Any], ends_on: date | None
) -> None:
    goal = told["come_to"]
    if goal == "draft":
        return
    actions.send_to_partner(by=MACHINE, agreement=agreement)
    if goal == "with_partner":
        return
    began = _day(-told["started"])
    for party in agreement.parties.select_related("agreement", "organization"):
        actions.sign_agreement(
            by=MACHINE,
            party=party,
            name="A. Example",
            title="Director",
            signed_on=began - timedelta(days=14),
        )
    agreement.refresh_from_db()
    actions.put_in_force(by=MACHINE, agreement=agreement, starts_on=began, ends_on=ends_on)
    if "public" in told:
        actions.open_to_public(by=MACHINE, agreement=agreement, parts=told["public"])
    if goal == "ended":
        actions.end_agreement(by=MACHINE, agreement=agreement, why=told["why"])
    since = timezone.now() - timedelta(days=told["started"])
    Agreement.objects.filter(pk=agreement.pk).update(state_since=since)


def _talk(cast: Cast, who: dict[str, Organization], told: dict[str, Any]) -> None:
    morning = timezone.localtime().replace(hour=10, minute=20, second=0, microsecond=0)
    at = morning - timedelta(days=told["days_ago"])
    names = ("way", "outcome", "person", "words")
    spoken = Spoken(at=at, **{name: told.get(name, "") for name in names})
    promised = [
        Promised(each["what"], _day(each["due_in"]), each["side"]) for each in told.get("promises", ())
    ]
    contact = actions.log_contact(
        by=cast.actor(told["by"]),
        partner=who[told["partner"]],
        ours=who[told["ours"]],
        spoken=spoken,
        promises=promised,
    )
    LoggedContact.objects.filter(pk=contact.pk).update(created_at=at)
    for each in told.get("promises", ()):
        if each.get("kept"):
            promise = Promise.objects.get(contact=contact, what=each["what"])
            actions.say_promise_kept(by=MACHINE, promise=promise)


def _trust(cast: Cast, who: dict[str, Organization], told: dict[str, Any]) -> None:
    service = Service.objects.published().filter(organization=who[told["organization"]].pk).first()
    if service is None:
        return
    by = cast.actor(told["by"]) if "by" in told else MACHINE
    trust = actions.ask_about_service(by=by, service=service)
    trust.yes, trust.no, trust.not_sure = told["yes"], told["no"], told["not_sure"]
    shown: Shown = shown_once(count_of(trust), default_policy().threshold)
    trust.shown_people, trust.shown_yes, trust.shown_few = shown.people, shown.yes, shown.few
    trust.save()
    last_month = (timezone.localdate().replace(day=1) - timedelta(days=1)).replace(day=1)
    TrustWords.objects.bulk_create(
        TrustWords(service=service, month=last_month, **each) for each in told.get("words", ())
    )


def _day(ahead: int) -> date:
    return timezone.localdate() + timedelta(days=ahead)
