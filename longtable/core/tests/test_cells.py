"""What people write in cells is understood, or refused in words that help to correct it."""

from datetime import date

import pytest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from longtable.core.imports.columns import guess
from longtable.core.imports.kinds import Field, Unfit
from longtable.core.imports.private_columns import why_private
from longtable.core.imports.reading import Choices, is_nothing, moment


@pytest.mark.parametrize(
    "text",
    ["2026-05-04", "5/4/2026", "05.04.26", "May 4, 2026", "4 de mayo de 2026", "4 mayo 2026", "MAY. 4, 2026"],
)
def test_a_day_is_understood_as_people_write_it(text: str) -> None:
    found = timezone.localtime(moment(text, day_first=False))
    assert (found.date(), found.hour) == (date(2026, 5, 4), 12)


def test_the_order_of_day_and_month_is_never_guessed() -> None:
    assert moment("5/4/2026", day_first=True).month == 4
    with pytest.raises(Unfit, match="right order"):
        moment("25/4/2026", day_first=False)


def test_an_hour_is_kept() -> None:
    assert timezone.localtime(moment("2026-05-04 18:30", day_first=False)).hour == 18


@pytest.mark.parametrize(
    "text", ["yesterday", "2999-01-01", "0001-01-01", "2026-02-30", "99/99/9999", "13:00"]
)
def test_what_is_no_day_that_has_come_is_refused(text: str) -> None:
    with pytest.raises(Unfit):
        moment(text, day_first=False)


@pytest.mark.parametrize("text", ["paper", "On Paper", " PAPEL ", "en papel", "tarjeta"])
def test_a_choice_is_known_by_its_code_and_its_names_in_both_languages(text: str) -> None:
    channels = Choices.of(
        [("paper", _("on paper")), ("phone", _("by phone"))], {"paper": ["papel", "tarjeta"]}
    )
    assert channels.read(text) == "paper"


def test_a_slip_is_answered_with_what_was_probably_meant() -> None:
    with pytest.raises(Unfit, match="Did you mean “Robeson”"):
        Choices({"1": ["Robeson"], "2": ["Hoke"]}, {"1": "Robeson", "2": "Hoke"}).read("Robson")


def test_a_name_of_two_codes_stands_for_none() -> None:
    assert Choices({"a": ["same"], "b": ["same"]}).find("same") is None


def test_dashes_and_the_like_say_nothing() -> None:
    assert all(map(is_nothing, ["-", "N/A", " n/a. ", "Ninguno", "?"]))
    assert not is_nothing("no")


@pytest.mark.parametrize(
    "header", ["Phone", "Cell phone number", "Teléfono", "E-mail", "Correo electrónico", "SSN"]
)
def test_a_column_named_for_a_way_to_reach_people_is_left_out(header: str) -> None:
    assert why_private(header, [])


@pytest.mark.parametrize("header", ["By phone or on paper", "Social worker", "Number", "Comment", "Security"])
def test_a_column_that_only_sounds_like_it_may_come_in(header: str) -> None:
    assert not why_private(header, ["1", "2"])


@pytest.mark.parametrize(
    "texts", [["919-555-0142", "(919) 555-0143"], ["ana@example.org", ""], ["123-45-6789", "987-65-4321"]]
)
def test_a_column_full_of_them_is_left_out_whatever_its_name(texts: list[str]) -> None:
    assert why_private("Contact", texts)


def test_words_that_mention_a_number_may_come_in() -> None:
    assert not why_private("Comment", ["Please call my aunt at 919-555-0142, she waits", "ok"])


def test_columns_are_guessed_by_their_names_each_once() -> None:
    fields = [
        Field("text", _("Words"), guesses=["comment", "comentario"]),
        Field("id", _("Number"), guesses=["no"]),
    ]
    assert guess(["Comentario (libre)", "No.", "No answer"], fields) == {
        "Comentario (libre)": "text",
        "No.": "id",
    }
    assert guess(["Comment", "My comment"], fields) == {"Comment": "text"}
