"""What people are told of what was arranged: each in their language, and nobody else can read it."""

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from longtable.accounts.models import User
from longtable.core.localized import LocalizedText, SecretLocalizedTextField
from longtable.core.secrets import encrypt
from longtable.gatherings.actions.assignments import Job, edit_assignment, gather_needs, move_assignment
from longtable.gatherings.models import Assignment, Gathering
from longtable.gatherings.parties import Guest
from longtable.gatherings.saying import in_their_language
from longtable.gatherings.selectors.needs import needs_of
from longtable.gatherings.tests.live_stage import letters
from longtable.gatherings.tests.stage import page, sign_up
from tests.cast import actor, signed_in

WORDS = LocalizedText.of(en="A van comes at nine.", es="Una camioneta llega a las nueve.")


def column() -> SecretLocalizedTextField:
    """Of a table that has one."""
    field = Assignment._meta.get_field("words")
    assert isinstance(field, SecretLocalizedTextField)
    return field


def test_both_languages_come_back_and_nothing_can_be_read_on_the_way() -> None:
    stored = column().get_db_prep_save(WORDS, connection)
    assert "nueve" not in stored
    assert column().from_db_value(stored, None, connection) == WORDS


def test_no_words_are_no_ciphertext() -> None:
    assert column().get_db_prep_save(LocalizedText(), connection) == ""
    assert column().from_db_value("", None, connection) == LocalizedText()


def test_words_from_before_there_were_languages_are_in_the_house_s_own() -> None:
    stored = encrypt("12 and a half", context="gatherings.assignment.words")
    read = column().from_db_value(stored, None, connection)
    assert read.show().text == "12 and a half"
    assert list(read.versions) == [settings.LANGUAGE_CODE]
    assert column().to_python("12") == LocalizedText.of(**{settings.LANGUAGE_CODE: "12"})


@pytest.mark.django_db
def test_each_gets_the_words_of_their_language(summit: Gathering, ben: User) -> None:
    job = _rides(summit, ben)
    edit_assignment(by=actor(ben), assignment=job, job=Job("Van", words=WORDS))
    move_assignment(by=actor(ben), assignment=job, to="confirmed")
    told = {each.language: each.body for each in letters("gatherings.need_confirmed")}
    assert "A van comes at nine." in told["en"]
    assert "Una camioneta llega a las nueve." in told["es"]
    assert "A van" not in told["es"]


@pytest.mark.django_db
def test_staff_write_both_and_see_whose_language_is_missing(
    client: Client, summit: Gathering, ben: User
) -> None:
    job = _rides(summit, ben)
    staff, address = signed_in(client, ben), f"/convening/summit/needs/{job.pk}/"
    staff.post(address, {"provider": "Van", "words_en": "A van comes at nine.", "words_es": ""})
    assert "1 person reads Spanish" in page(staff.get(address))
    staff.post(address, {"provider": "Van", "words_en": WORDS.show("en").text, "words_es": "A las nueve."})
    assert "reads Spanish" not in page(staff.get(address))
    job.refresh_from_db()
    assert job.words.show("es").text == "A las nueve."


def test_words_of_another_language_say_which_one_it_is() -> None:
    assert in_their_language(LocalizedText.of(en="At nine."), "es").endswith("At nine.")
    assert in_their_language(LocalizedText.of(en="At nine."), "es") != "At nine."
    assert in_their_language(LocalizedText.of(es="A las nueve."), "en") == "In Spanish: A las nueve."


def test_a_machine_s_words_are_sent_to_nobody_before_a_person_approved_them() -> None:
    proposed = LocalizedText.of(en="At nine.").propose("es", "En nueve.")
    assert "En nueve." not in in_their_language(proposed, "es")
    approved = proposed.approve("es", by="Ben", at="2026-11-22T10:00:00-05:00")
    assert in_their_language(approved, "es") == "En nueve."
    assert in_their_language(LocalizedText().propose("es", "En nueve."), "es") == ""


def _rides(summit: Gathering, ben: User) -> Assignment:
    """Ana, who reads Spanish, and Wade, who reads English, ask for a ride."""
    sign_up(summit, Guest("Ana Reyes", needs=["ride"]), language="es")
    sign_up(summit, Guest("Wade", needs=["ride"]), contact="wade@example.org")
    wanted = needs_of(summit).wanted[0]
    return gather_needs(
        by=actor(ben),
        gathering=summit,
        need="ride",
        language="",
        session=wanted.session,
        attendees=wanted.people,
    )
