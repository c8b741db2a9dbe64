"""Of a council's meeting behind closed doors everybody may know that it is and why, and nothing of it."""

from contextlib import closing
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from longtable.accounts.models import Organization, User
from longtable.core.access import Actor, Denied
from longtable.core.files import store
from longtable.councils.tests.stage import council_of, sit
from longtable.gatherings import actions
from longtable.gatherings.actions import hold_places, invite
from longtable.gatherings.actions.after import evaluate
from longtable.gatherings.actions.asking import ask
from longtable.gatherings.actions.meetings import Terms
from longtable.gatherings.actions.showing import Paper, Speaker
from longtable.gatherings.models import Gathering, Invitation, Registration
from longtable.gatherings.models.registrations import Channel
from longtable.gatherings.tests.stage import (
    STAGE,
    drafted,
    in_days,
    page,
    session_of,
    session_plan,
    sign_up,
    words,
)
from tests.cast import actor, signed_in

pytestmark = pytest.mark.django_db

LINK, SECRET = "https://meet.example/closed", "Dismissal of the director"
GROUND = "G.S. 143-318.11(a)(6)"
ADDRESS = "/gatherings/closed-door/"


@pytest.fixture
def closed(agency: Organization) -> Gathering:
    """It begins in two hours, holds something of everything, and its doors are closed."""
    council = council_of(agency, "families", seats=3, is_open_meeting=True)
    sit(council.seats.get(number=1), name="Member One")
    starts = in_days(1 / 12)
    gathering = drafted(
        agency,
        "closed-door",
        kind=Gathering.Kind.MEETING,
        council=council,
        way=Gathering.Way.BOTH,
        online_url=LINK,
        dial_in="919-555-0199",
        starts_at=starts,
        sessions=[
            session_plan("one", starts_at=starts, title=words(SECRET)),
            session_plan("two", seats=None, starts_at=starts, title=words(SECRET)),
        ],
    )
    actions.publish_gathering(by=STAGE, gathering=gathering)
    actions.add_panelist(by=STAGE, gathering=gathering, speaker=Speaker(name=SECRET))
    paper = ContentFile(b"%PDF-1.7 secret", name="secret.pdf")
    actions.add_material(by=STAGE, gathering=gathering, paper=Paper(words(SECRET), "en", file=paper))
    return gathering


def shut(gathering: Gathering) -> Gathering:
    """The council decides to meet behind closed doors."""
    terms = Terms(words(SECRET), is_open=False, closed_ground=GROUND)
    actions.set_terms(by=STAGE, gathering=gathering, terms=terms)
    return gathering


def public_paths(gathering: Gathering) -> list[str]:
    """Everything of it that a visitor can ask for."""
    return [
        *(ADDRESS, "/gatherings/", "/gatherings/calendar/", "/gatherings/feed.ics", "/gatherings/feed.json"),
        *(f"{ADDRESS}questions/", f"{ADDRESS}evaluation/", f"{ADDRESS}findings/", f"{ADDRESS}drawing/"),
        *(f"{ADDRESS}register/", f"{ADDRESS}minutes/", "/get-involved/families/", "/get-involved/", "/"),
        f"{ADDRESS}materials/{gathering.materials.get().pk}/",
        *("/api/gatherings/closed-door", f"/search/?q={SECRET}", "/calendar/"),
    ]


def test_the_doors_hold_on_every_page_feed_and_interface(client: Client, closed: Gathering) -> None:
    shut(closed)
    actions.write_minutes(by=STAGE, gathering=closed, minutes=words(SECRET))
    for path in public_paths(closed):
        answer = client.get(path)
        read = b"".join(answer).decode(errors="replace") if answer.streaming else answer.content.decode()
        assert SECRET not in read, path
        assert LINK not in read, path
        assert "555-0199" not in read, path


def test_while_they_are_open_all_of_that_is_read(client: Client, closed: Gathering) -> None:
    """So the test above can fail."""
    actions.set_terms(by=STAGE, gathering=closed, terms=Terms(words(SECRET)))
    read = page(client.get(ADDRESS))
    assert read.count(SECRET) >= 4
    assert LINK in read


def test_that_it_takes_place_and_why_the_doors_are_closed_stands_there(
    client: Client, closed: Gathering
) -> None:
    read = page(client.get(ADDRESS)) if shut(closed) else ""
    assert GROUND in read
    assert "behind closed doors" in read
    assert "Sign up" not in read


def test_nobody_signs_up_holds_asks_or_judges(client: Client, closed: Gathering) -> None:
    shut(closed)
    visitor = Actor.visitor()
    with pytest.raises(Denied):
        sign_up(closed)
    with pytest.raises(Denied):
        hold_places(by=visitor, gathering=closed, sessions=[session_of(closed)], size=1, visit="x")
    with pytest.raises(Denied):
        ask(by=visitor, gathering=closed, form_key=uuid4(), text="Who?", language="en")
    Gathering.objects.update(starts_at=in_days(-0.1), ends_at=in_days(-0.05))
    over = Gathering.objects.get()
    with pytest.raises(Denied):
        evaluate(by=visitor, gathering=over, voter="x", language="en", answers={})
    for path, sent in (("questions/", {"text": "Who?"}), ("hold/", {"size": "1"}), ("register/", {})):
        assert client.post(f"{ADDRESS}{path}", sent).status_code == 404, path


def test_who_signed_up_before_they_closed_does_not_get_in_and_the_invited_do(
    client: Client, closed: Gathering, faye: User
) -> None:
    stranger = sign_up(closed, contact="stranger@example.org")
    Registration.objects.update(reached_at=in_days(0))
    assert LINK in page(client.get(f"{stranger.opened.path}gathering/"))
    shut(closed)
    paper = closed.materials.get()
    own = page(client.get(f"{stranger.opened.path}gathering/"))
    assert LINK not in own
    assert SECRET not in own
    assert client.get(f"{stranger.opened.path}gathering/materials/{paper.pk}/").status_code == 404
    by_staff = sign_up(closed, by=actor(faye), contact="counsel@example.org", channel=Channel.PHONE)
    assert LINK in page(Client().get(f"{by_staff.opened.path}gathering/"))
    invite(by=actor(faye), gathering=closed, name="Judge", contact="judge@example.org", language="en")
    invited = sign_up(closed, contact="judge@example.org", invitation=Invitation.objects.get())
    assert LINK in page(Client().get(f"{invited.opened.path}gathering/"))


def test_minutes_that_were_published_on_purpose_can_be_read(client: Client, closed: Gathering) -> None:
    shut(closed)
    file = store(by=STAGE, content=ContentFile(b"%PDF-1.7 x"), name="m.pdf", kinds={"pdf"})
    closed.meeting.minutes_file = file
    closed.meeting.save()
    assert client.get(f"{ADDRESS}minutes/").status_code == 404
    actions.publish_minutes(by=STAGE, gathering=closed)
    with closing(client.get(f"{ADDRESS}minutes/")) as shown:
        assert shown.status_code == 200


def test_staff_see_everything(closed: Gathering, faye: User) -> None:
    shut(closed)
    assert SECRET in page(signed_in(Client(), faye).get("/convening/closed-door/meeting/"))
