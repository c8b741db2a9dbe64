"""Staff read applications and answer them: scoped, noted, against rules only with a reason."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from longtable.accounts.models import Organization, User
from longtable.core.access import Actor, Denied
from longtable.core.models import AuditEntry
from longtable.core.states import IllegalMove
from longtable.councils import actions
from longtable.councils.actions.terms import Mandate, RulesSpeakAgainst, SeatHeld
from longtable.councils.models import Application, Council, Seat, Term
from longtable.councils.tests.stage import apply, council_of, fill, offered, page, rule, seat_on, sit
from longtable.messaging.models import Message
from tests.cast import actor, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(faye: User) -> Actor:
    """State staff."""
    return actor(faye)


@pytest.fixture
def seat(council: Council) -> Seat:
    """The first seat."""
    return council.seats.get(number=1)


def today(**also: Any) -> Mandate:
    return Mandate(starts_on=timezone.localdate(), **also)


def test_an_appointment_is_a_term_and_the_person_is_told_in_their_language(
    by: Actor, council: Council, seat: Seat
) -> None:
    application = offered(by, council, seat, language="es", about={"race_ethnicity": ["hispanic"]})
    term = actions.appoint(by=by, application=application, mandate=today())
    assert (term.seat, term.person, term.about) == (
        seat,
        application.contact.person,
        {"race_ethnicity": ["hispanic"]},
    )
    assert "Le nombraron" in Message.objects.get(notice="councils.appointed").body


def test_nobodys_name_is_published_unless_somebody_says_so(by: Actor, council: Council, seat: Seat) -> None:
    term = actions.appoint(by=by, application=offered(by, council, seat), mandate=today())
    assert not term.is_public


def test_nobody_is_appointed_who_was_not_asked(by: Actor, council: Council, seat: Seat) -> None:
    application = apply(council, seat).application
    with pytest.raises(IllegalMove):
        actions.appoint(by=by, application=application, mandate=today())
    assert not Term.objects.exists()


def test_a_seat_is_not_given_twice(by: Actor, council: Council, seat: Seat) -> None:
    application = offered(by, council, seat)
    sit(seat, until=timezone.localdate() + timedelta(days=90))
    with pytest.raises(SeatHeld):
        actions.appoint(by=by, application=application, mandate=today(despite="We want both"))
    application.refresh_from_db()
    assert application.state == Application.State.OFFERED


def test_who_only_held_over_leaves_when_somebody_follows(by: Actor, council: Council, seat: Seat) -> None:
    before = sit(seat, until=timezone.localdate() - timedelta(days=30))
    actions.appoint(by=by, application=offered(by, council, seat), mandate=today())
    before.refresh_from_db()
    assert (before.ended_on, before.ending) == (timezone.localdate(), Term.Ending.OVER)


def test_one_term_too_many_needs_a_reason_that_is_kept(by: Actor, council: Council, seat: Seat) -> None:
    Council.objects.update(term_limit=1)
    council.refresh_from_db()
    earlier = sit(seat, ended_on=timezone.localdate() - timedelta(days=10), ending=Term.Ending.OVER)
    application = offered(by, council, seat)
    with pytest.raises(RulesSpeakAgainst):
        actions.appoint(by=by, application=application, mandate=today(), same_as=earlier.person)
    application.refresh_from_db()
    term = actions.appoint(
        by=by,
        application=application,
        mandate=today(despite="Nobody else applied"),
        same_as=earlier.person,
    )
    assert term.despite == "Nobody else applied"
    assert AuditEntry.objects.get(verb="councils.term.began").why == "Nobody else applied"


def test_without_an_objection_no_reason_is_kept(by: Actor, council: Council, seat: Seat) -> None:
    mandate = today(despite="just in case")
    assert actions.appoint(by=by, application=offered(by, council, seat), mandate=mandate).despite == ""


def test_whoever_breaks_the_composition_needs_a_reason(by: Actor, council: Council) -> None:
    fill(council, "consumer", "consumer")
    rule(council, "at_least", percent=60, categories=["consumer"])
    actions.seat_member(by=by, seat=seat_on(council, 20, "provider"), name="Dr. Long", mandate=today())
    with pytest.raises(RulesSpeakAgainst) as refused:
        actions.seat_member(by=by, seat=seat_on(council, 21, "provider"), name="Dr. Short", mandate=today())
    assert "would not hold" in refused.value.objections[0].words


def test_who_only_held_over_does_not_count_beside_their_successor(by: Actor, council: Council) -> None:
    over = timezone.localdate() - timedelta(days=1)
    seat = seat_on(council, 20, "provider")
    sit(seat, until=over)
    sit(seat_on(council, 21, "consumer"), name="A B")
    rule(council, "at_most", percent=50, categories=["provider"])
    term = actions.seat_member(by=by, seat=seat, name="Dr. Long", mandate=today())
    assert term.despite == ""


def test_a_kind_answer_reaches_the_person_on_their_page(
    client: Client, by: Actor, council: Council, seat: Seat
) -> None:
    applied = apply(council, seat)
    actions.decline(
        by=by,
        application=applied.application,
        reason=Application.Reason.OTHER_CHOSEN,
        answer="Please come and listen.",
    )
    shown = page(client.get(f"{applied.opened.path}seat/"))
    assert "Somebody else was chosen for this seat." in shown
    assert "Please come and listen." in shown
    assert "reject" not in shown.lower()


def test_the_message_holds_neither_the_reason_nor_the_words(by: Actor, council: Council, seat: Seat) -> None:
    application = apply(council, seat).application
    actions.decline(by=by, application=application, reason="other", answer="You are ill.")
    assert "ill." not in Message.objects.get(notice="councils.declined").body


def test_what_was_sent_again_cannot_be_decided_by_itself(by: Actor, council: Council, seat: Seat) -> None:
    apply(council, seat)
    again = apply(council, seat, why="Again").application
    with pytest.raises(IllegalMove):
        actions.decline(by=by, application=again, reason="other", answer="x")


def test_an_answer_that_was_a_mistake_can_be_taken_back(by: Actor, council: Council) -> None:
    application = apply(council).application
    actions.decline(by=by, application=application, reason="too_many")
    actions.reopen(by=by, application=application)
    assert (application.state, application.decided_at) == (Application.State.RECEIVED, None)


def test_opening_an_application_is_written_down_before_it_is_shown(
    client: Client, faye: User, council: Council
) -> None:
    application = apply(council).application
    answer = signed_in(client, faye).get(f"/councils/families/applications/{application.pk}/")
    assert answer.status_code == 200
    entry = AuditEntry.objects.get(verb="councils.application.opened")
    assert entry.actor_id == str(faye.pk)
    assert entry.subjects.filter(kind="people.person").exists()


def test_the_list_shows_no_whole_name_and_no_words(client: Client, faye: User, council: Council) -> None:
    apply(council)
    shown = page(signed_in(client, faye).get("/councils/families/applications/"))
    assert "Ana R." in shown
    assert "Reyes" not in shown
    assert "my brother" not in shown.lower()


def test_the_regional_team_reads_what_lies_in_its_region(
    client: Client, regina: User, council: Council, elsewhere: Council
) -> None:
    near, far = apply(council).application, apply(elsewhere).application
    browser = signed_in(client, regina)
    assert browser.get(f"/councils/families/applications/{near.pk}/").status_code == 200
    assert browser.get(f"/councils/elsewhere/applications/{far.pk}/").status_code == 404
    with pytest.raises(Denied):
        actions.decline(by=actor(regina), application=far, reason="too_many")


def test_an_application_is_not_found_below_another_council(
    client: Client, faye: User, council: Council, elsewhere: Council
) -> None:
    application = apply(elsewhere).application
    address = f"/councils/families/applications/{application.pk}/"
    assert signed_in(client, faye).get(address).status_code == 404


@pytest.mark.parametrize("who", ["dev", "ben", "adam", "audra", "eve"])
def test_others_read_no_application(
    client: Client, council: Council, who: str, request: pytest.FixtureRequest
) -> None:
    application = apply(council).application
    browser = signed_in(client, request.getfixturevalue(who))
    assert browser.get(f"/councils/families/applications/{application.pk}/").status_code == 403


def test_a_whole_way_over_the_pages(client: Client, faye: User, council: Council, seat: Seat) -> None:
    application = apply(council, seat).application
    browser, here = signed_in(client, faye), f"/councils/families/applications/{application.pk}/"
    browser.post(f"{here}note/", {"text": "Spoke with her."})
    browser.post(f"{here}shortlist/")
    browser.post(f"{here}offer/", {"seat": str(seat.pk)})
    actions.accept_offer(by=Actor.receipt(application.receipt_id), application=_fresh(application))
    day = timezone.localdate().isoformat()
    answer = browser.post(f"{here}appoint/", {"starts_on": day, "counts": "on"}, follow=True)
    assert urlsplit(answer.redirect_chain[-1][0]).path == here
    assert _fresh(application).state == Application.State.APPOINTED
    assert "Spoke with her." in page(answer)
    assert Term.objects.get().seat == seat


def test_an_objection_is_shown_and_nothing_is_lost(client: Client, faye: User, agency: Organization) -> None:
    council = council_of(agency, "limits", seats=1, term_limit=1)
    seat = council.seats.get()
    earlier = sit(seat, ended_on=timezone.localdate() - timedelta(days=3), ending=Term.Ending.OVER)
    application = offered(actor(faye), council, seat)
    data = {
        "starts_on": timezone.localdate().isoformat(),
        "counts": "on",
        "role": "Chair",
        "same_as": str(earlier.person_id),
    }
    here = f"/councils/limits/applications/{application.pk}/appoint/"
    answer = signed_in(client, faye).post(here, data)
    assert answer.status_code == 422
    assert "one term more" in page(answer)
    assert "Chair" in page(answer)
    assert signed_in(client, faye).post(here, data | {"despite": "Nobody else"}).status_code == 302


def _fresh(application: Application) -> Application:
    return Application.objects.get(pk=application.pk)
