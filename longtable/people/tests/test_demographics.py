"""Questions about oneself: optional, several answers welcome, and silence is not a no."""

import pytest
from django.utils.translation import override
from pytest_django import Settings

from longtable.people.demographics import (
    QUESTIONS,
    UnknownQuestion,
    allowed_questions,
    bridged_1997,
    clean_answers,
    demographics_form,
    spoken,
)


def test_race_and_ethnicity_is_one_question_with_seven_categories() -> None:
    assert [option.code for option in QUESTIONS["race_ethnicity"].options] == [
        "american_indian",
        "asian",
        "black",
        "hispanic",
        "middle_eastern",
        "pacific_islander",
        "white",
    ]


@pytest.mark.parametrize("asked", QUESTIONS.values(), ids=lambda asked: asked.code)
def test_every_word_of_it_is_there_in_both_languages(asked) -> None:  # type: ignore[no-untyped-def]
    for words in (asked.words, *(option.words for option in asked.every_option())):
        assert not words.missing(["en", "es"])


def test_what_can_endanger_somebody_is_not_asked_unless_switched_on(settings: Settings) -> None:
    hidden = {"sexual_orientation", "gender_identity", "religion"}
    assert hidden.isdisjoint(each.code for each in allowed_questions())
    with pytest.raises(UnknownQuestion):
        demographics_form(["religion"])
    settings.DEMOGRAPHICS_ALSO = ["religion"]
    assert "religion" in {each.code for each in allowed_questions()}


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({}, {}),
        ({"race_ethnicity": []}, {}),
        ({"race_ethnicity": ["white", "black"]}, {"race_ethnicity": ["black", "white"]}),
        ({"race_ethnicity": ["asian.hmong"]}, {"race_ethnicity": ["asian", "asian.hmong"]}),
        ({"race_ethnicity": ["black", "declined"]}, {"race_ethnicity": ["declined"]}),
        ({"race_ethnicity": ["martian"]}, {}),
        ({"race_ethnicity": "black"}, {"race_ethnicity": ["black"]}),
        ({"sex": ["female", "male"]}, {"sex": ["female"]}),
        ({"age_band": "25_44"}, {}),
    ],
)
def test_answers_are_cleaned(given: dict, kept: dict) -> None:
    """The last line: what was not asked is not kept."""
    assert clean_answers(["race_ethnicity", "sex"], given) == kept


def test_the_form_is_optional_and_refuses_nothing() -> None:
    form = demographics_form(["race_ethnicity", "sex"])({"race_ethnicity": ["hispanic", "x"], "sex": "y"})
    assert form.is_valid()
    assert form.answers() == {"race_ethnicity": ["hispanic"]}
    assert demographics_form(["sex"])({}).is_valid()


def test_the_form_speaks_the_language_of_the_page() -> None:
    form = demographics_form(["sex"])()
    with override("es"):
        page = form.as_div()
    assert "¿Cuál es su sexo?" in page
    assert "Prefiero no decirlo" in page


def test_details_are_offered_only_when_asked_for() -> None:
    assert "Lumbee" not in demographics_form(["race_ethnicity"])().as_div()
    assert "Lumbee" in demographics_form(["race_ethnicity"], details=True)().as_div()


def test_answers_can_be_read_aloud() -> None:
    assert spoken("race_ethnicity", ["white", "asian"]) == ["Asian", "White"]
    assert spoken("race_ethnicity", ["declined"]) == ["Prefer not to say"]
    assert spoken("race_ethnicity", []) == []


@pytest.mark.parametrize(
    ("codes", "hispanic", "race"),
    [
        (None, "unknown", "unknown"),
        (["declined"], "unknown", "unknown"),
        (["hispanic", "hispanic.mexican"], "yes", "unknown"),
        (["hispanic", "white"], "yes", "white"),
        (["middle_eastern"], "no", "white"),
        (["middle_eastern", "white"], "no", "white"),
        (["asian", "black"], "no", "multiple"),
        (["pacific_islander", "pacific_islander.tongan"], "no", "pacific_islander"),
    ],
)
def test_the_categories_of_1997(codes: list[str] | None, hispanic: str, race: str) -> None:
    assert (bridged_1997(codes).hispanic, bridged_1997(codes).race) == (hispanic, race)
