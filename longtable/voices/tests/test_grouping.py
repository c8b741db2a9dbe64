"""Opinion groups of a conversation: worked out beside the web, shown in tables and a picture."""

import json
import re

import click
import pytest
from click.testing import CliRunner
from django.test import Client

from longtable.accounts.models import User
from longtable.config.command_line import collect
from longtable.core.work import run_all
from longtable.voices.analyses.groups import opinion_groups
from longtable.voices.jobs.analysing import find_groups_again
from longtable.voices.models import Analysis, Comment, Confidence, Conversation, Fold, Participant, Vote
from longtable.voices.tests.stage import page, shown
from tests.cast import signed_in

pytestmark = pytest.mark.django_db

PEOPLE = 24


@pytest.fixture
def staff(conrad: User) -> Client:
    return signed_in(Client(), conrad)


@pytest.fixture
def divided(conversation: Conversation) -> list[Comment]:
    """Ten statements. Half the people agree with the first four, half disagree; the last is shared by all."""
    comments = [shown(conversation, f"Statement {number}") for number in range(10)]
    people = Participant.objects.bulk_create(
        Participant(conversation=conversation, language="en") for _ in range(PEOPLE)
    )
    Vote.objects.bulk_create(
        Vote(
            participant=person,
            comment=comment,
            value=1 if place == 9 else ((1 if at % 2 else -1) if place < 4 else (at + place) % 3 - 1),
        )
        for at, person in enumerate(people)
        for place, comment in enumerate(comments)
    )
    return comments


def test_the_page_shows_who_answers_alike_what_all_share_and_what_divides(
    staff: Client, conversation: Conversation, divided: list[Comment]
) -> None:
    address = f"/voices/{conversation.slug}/groups/"
    staff.post(address, {"k": "2", "seed": "1"})
    waiting = Analysis.objects.get()
    assert "0 percent done" in page(staff.get(address))
    fragment = staff.get(f"/voices/themes/analyses/{waiting.pk}/", headers={"HX-Request": "true"})
    assert "<html" not in page(fragment)
    run_all()
    fragment = staff.get(f"/voices/themes/analyses/{waiting.pk}/", headers={"HX-Request": "true"})
    assert fragment.headers["HX-Refresh"] == "true"
    assert staff.get(f"/voices/themes/analyses/{waiting.pk}/").url == address  # type: ignore[attr-defined]
    shown_page = page(staff.get(address))
    assert "24 of 34 people answered enough" not in shown_page  # whoever only spoke answered nothing
    assert "24 of 24 people answered enough, and fall into 2 groups" in shown_page
    assert "Group A: 12 people" in shown_page
    shared = shown_page.partition("What all groups share")[2].partition("What divides them")[0]
    assert "Statement 9" in shared
    dividing = shown_page.partition("What divides them")[2].partition("Group A: 12")[0]
    assert "Statement 0" in dividing
    assert "<circle" in shown_page
    assert shown_page.index("<figure") > shown_page.rindex("Statement ")
    assert "How people spoke" in shown_page


def test_the_page_says_why_so_many_groups(
    staff: Client, conversation: Conversation, divided: list[Comment]
) -> None:
    address = f"/voices/{conversation.slug}/groups/"
    for asked, why in (("", "they differ most clearly"), ("3", "Somebody asked for this number")):
        staff.post(address, {"k": asked})
        run_all()
        shown_page = page(staff.get(address))
        assert why in shown_page
        assert re.search(r"number that was tried: .*\d: -?\d\.\d\d", shown_page)
        assert "stability" in shown_page


def test_what_divides_is_put_to_people_sooner(conversation: Conversation, divided: list[Comment]) -> None:
    find_groups_again()
    run_all()
    numbers = [each.number for each in divided]
    extremity = dict(conversation.comments.values_list("number", "extremity"))
    assert min(extremity[number] for number in numbers[:4]) > extremity[numbers[9]]


def test_the_night_works_out_nothing_twice(conversation: Conversation, divided: list[Comment]) -> None:
    for _ in range(2):
        find_groups_again()
        run_all()
    assert Analysis.objects.filter(kind="groups").count() == 1


def test_those_who_seem_to_be_one_count_once(conversation: Conversation, divided: list[Comment]) -> None:
    fold = Fold.objects.create(conversation=conversation, signs=["same_network"])
    folded = Participant.objects.filter(votes__isnull=False).distinct()[:6]
    Participant.objects.filter(pk__in=[each.pk for each in folded]).update(fold=fold)
    assert opinion_groups(conversation, {}, lambda share: None)["people"] == PEOPLE - 5
    fold.state = Fold.State.UNFOLDED
    fold.save()
    assert opinion_groups(conversation, {}, lambda share: None)["people"] == PEOPLE


def test_groups_can_be_had_without_the_answers_that_nobody_checked(
    conversation: Conversation, divided: list[Comment]
) -> None:
    checked = Participant.objects.filter(votes__isnull=False).distinct()[:13]
    Participant.objects.filter(pk__in=[each.pk for each in checked]).update(confidence=Confidence.CONFIRMED)
    assert opinion_groups(conversation, {"without_open": True}, lambda share: None)["people"] == 13


def test_what_moderators_took_away_decides_nothing_and_is_shown_nowhere(
    staff: Client, conversation: Conversation, divided: list[Comment]
) -> None:
    Comment.objects.filter(pk=divided[0].pk).update(state=Comment.State.NOT_SHOWN)
    found = opinion_groups(conversation, {}, lambda share: None)
    told = json.dumps([found["groups"], found["consensus"], found["divisive"]])
    assert f'"number": {divided[0].number},' not in told
    assert f'"number": {divided[1].number},' in told


def test_too_few_people_are_no_group(staff: Client, conversation: Conversation) -> None:
    shown(conversation)
    staff.post(f"/voices/{conversation.slug}/groups/", {"seed": "0"})
    run_all()
    assert "Too few people" in page(staff.get(f"/voices/{conversation.slug}/groups/"))


def test_the_command_gives_the_same_as_the_page(conversation: Conversation, divided: list[Comment]) -> None:
    command = ["voices", "groups", conversation.slug, "--groups", "2", "--json"]
    verbs = collect(click.Group("longtable"))
    told = json.loads(CliRunner().invoke(verbs, command, catch_exceptions=False).output)
    assert [group["people"] for group in told["groups"]] == [12, 12]
    assert told["seed"] == 0
