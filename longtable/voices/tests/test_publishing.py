"""Counts about groups of people leave the house only in a release, protected together."""

import pytest
from django.test import Client

from longtable.accounts.models import User
from longtable.core.access import Actor
from longtable.core.work import run_all
from longtable.places.models import Area
from longtable.releases.actions import publish_release
from longtable.releases.models import Cell, Release
from longtable.voices.actions import leave_contact
from longtable.voices.models import Conversation, Participant, Vote
from longtable.voices.selectors import figures
from longtable.voices.tests.stage import join, page, shown
from tests.cast import AreaFactory, actor, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(faye: User) -> Client:
    return signed_in(Client(), faye)


@pytest.fixture
def crowd(conversation: Conversation, alder: Area) -> list[Area]:
    """60 people of Alder, 40 of Birch, 3 of Cypress; 30 agree with all, 40 disagree with all."""
    places = [alder, AreaFactory(name="Birch"), AreaFactory(name="Cypress")]
    conversation.areas.set(places)
    people = Participant.objects.bulk_create(
        Participant(conversation=conversation, language="en", area=area)
        for area, number in zip(places, (60, 40, 3), strict=True)
        for _ in range(number)
    )
    comments = [shown(conversation, f"Statement {number}") for number in range(8)]
    Vote.objects.bulk_create(
        Vote(participant=person, comment=comment, value=1 if at < 30 else -1)
        for at, person in enumerate(people[:70])
        for comment in comments
    )
    Participant.objects.filter(comments__isnull=False).update(area=alder)
    return places


def prepare(staff: Client, conversation: Conversation) -> str:
    address = f"/voices/{conversation.slug}/publish/"
    staff.post(address, {"go": "1"})
    run_all()
    return page(staff.get(address))


def cells(release: Release, table: str) -> dict[str, Cell]:
    found = Cell.objects.filter(table__release=release, table__name=table)
    return {" ".join(cell.coordinates): cell for cell in found}


def test_a_small_county_is_hidden_with_another_and_the_total_stands(
    staff: Client, conversation: Conversation, crowd: list[Area]
) -> None:
    prepare(staff, conversation)
    release = Release.objects.get()
    places = cells(release, "place")
    assert places["all"].value == 111  # as anybody can read on the conversation's page
    assert places[crowd[2].code].state == "suppressed"
    hidden = [cell for cell in places.values() if cell.state == "suppressed"]
    assert len(hidden) >= 2
    assert all(cell.value is None for cell in hidden)


def test_groups_are_published_with_everybodys_answers(
    staff: Client, conversation: Conversation, crowd: list[Area]
) -> None:
    prepare(staff, conversation)
    release = Release.objects.get()
    assert sorted(cell.value or 0 for cell in cells(release, "group").values()) == [0, 30, 40, 70]
    answers = cells(release, "answers")
    assert answers["1 all agrees"].value == 30
    assert answers["1 A disagrees"].value == 40


def test_a_statement_of_which_few_are_not_sure_holds_no_release_up(
    staff: Client, conversation: Conversation, crowd: list[Area]
) -> None:
    somebody = Participant.objects.filter(votes__isnull=False).earliest("pk")
    unsure = conversation.comments.filter(text__in=[f"Statement {number}" for number in range(4)])
    somebody.votes.filter(comment__in=unsure).update(value=Vote.Value.PASS)
    prepare(staff, conversation)
    told_of = {int(each.split()[0]) for each in cells(Release.objects.get(), "answers")}
    assert told_of
    assert told_of.isdisjoint(unsure.values_list("number", flat=True))


def test_a_person_looks_at_it_before_anybody_reads_it(
    staff: Client, conversation: Conversation, crowd: list[Area], faye: User
) -> None:
    shown_page = prepare(staff, conversation)
    release = Release.objects.get()
    assert f"/releases/{release.pk}/" in shown_page
    assert release.slug not in page(Client().get(f"/c/{conversation.slug}/said/"))
    publish_release(by=actor(faye), release=release)
    assert f"/published/{release.slug}/" in page(Client().get(f"/c/{conversation.slug}/said/"))


def test_too_few_people_publish_nothing(staff: Client, conversation: Conversation, alder: Area) -> None:
    Participant.objects.create(conversation=conversation, language="en", area=alder)
    Participant.objects.create(conversation=conversation, language="es")
    assert "Nothing can be published yet" in prepare(staff, conversation)
    assert not Release.objects.exists()


def test_who_may_not_publish_prepares_nothing(conrad: User, conversation: Conversation) -> None:
    response = signed_in(Client(), conrad).post(f"/voices/{conversation.slug}/publish/", {"go": "1"})
    assert response.status_code in (403, 404)
    assert not conversation.analyses.exists()


def test_who_came_two_ways_counts_once_and_stops_no_release(
    staff: Client, conversation: Conversation, crowd: list[Area]
) -> None:
    first, second = (join(conversation).participant for _ in range(2))
    for each in (first, second):
        leave_contact(
            by=Actor.receipt(each.receipt_id), participant=each, value="910 555 0142", language="en"
        )
    Participant.objects.filter(pk=second.pk).update(channel="paper")
    prepare(staff, conversation)
    channels = cells(Release.objects.get(), "channel")
    assert channels["all"].value == 112
    assert channels["several"].state == "suppressed"


def test_who_lives_elsewhere_is_not_found_by_subtracting(
    staff: Client, conversation: Conversation, crowd: list[Area]
) -> None:
    """Anybody reads on the conversation's page how many people took part in all."""
    Participant.objects.create(conversation=conversation, language="en", area=AreaFactory(name="Dogwood"))
    prepare(staff, conversation)
    places = cells(Release.objects.get(), "place")
    assert places["all"].value == figures(conversation)["people"] == 112
    assert places["unknown:other_answer"].state == "suppressed"


def test_with_and_without_the_open_ones_is_published_together(
    staff: Client, conversation: Conversation, crowd: list[Area]
) -> None:
    some = Participant.objects.filter(area=crowd[1]).values("pk")[:25]
    Participant.objects.filter(pk__in=list(some.values_list("pk", flat=True))).update(confidence="confirmed")
    prepare(staff, conversation)
    found = cells(Release.objects.get(), "confidence")
    assert {code: cell.value for code, cell in found.items()} == {"confirmed": 25, "open": 86, "all": 111}


def test_a_statement_that_few_answered_does_not_keep_the_rest_from_being_published(
    staff: Client, conversation: Conversation, crowd: list[Area]
) -> None:
    """Three of all are not sure, and anybody reads so: their groups cannot be hidden, nor be told."""
    second = Vote.objects.filter(comment__number=2)
    second.filter(pk__in=list(second.values_list("pk", flat=True)[29:32])).update(value=0)
    prepare(staff, conversation)
    answers = cells(Release.objects.get(), "answers")
    assert {code.split(" ")[0] for code in answers} >= {"1", "3"}
    assert "2" not in {code.split(" ")[0] for code in answers}
