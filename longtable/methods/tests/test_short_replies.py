"""Short replies as people type them: what counts, and what must never count by itself."""

import pytest

from longtable.methods.short_replies import (
    Meaning,
    choice_and_words,
    count_words,
    meaning_of,
    says_nothing,
)

ANSWERS = (Meaning.AGREE, Meaning.DISAGREE, Meaning.UNSURE)


@pytest.mark.parametrize(
    "text", ["1", " 1. ", "Sí", "si", "¡SÍ!", "siii", "De acuerdo", "yes", "Yep!", "👍🏽", "claro que sí"]
)
def test_agreeing(text: str) -> None:
    assert meaning_of(text, ANSWERS) == Meaning.AGREE


@pytest.mark.parametrize(
    "text", ["2", "No", "nooo", "No estoy de acuerdo.", "en desacuerdo", "disagree", "I don’t agree", "👎"]
)
def test_disagreeing(text: str) -> None:
    assert meaning_of(text, ANSWERS) == Meaning.DISAGREE


@pytest.mark.parametrize("text", ["3", "no sé", "No se", "not sure", "idk", "depende", "más o menos", "🤷‍♀️"])
def test_not_being_sure(text: str) -> None:
    assert meaning_of(text, ANSWERS) == Meaning.UNSURE


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?",
        "4",
        "12",
        "ok",
        "sí, pero no siempre",
        "no gracias",
        "No, gracias.",
        "2 buses no bastan",
        "si no hay bus",
        "👍👎",
        "yes and no",
        "no hay",
        "1 or 2",
    ],
)
def test_what_is_no_clear_answer_is_none(text: str) -> None:
    assert meaning_of(text, ANSWERS) is None


@pytest.mark.parametrize(
    ("text", "among", "meant"),
    [
        ("MÁS", (Meaning.MORE,), Meaning.MORE),
        ("more", (Meaning.MORE,), Meaning.MORE),
        ("no, gracias", (Meaning.ENOUGH,), Meaning.ENOUGH),
        ("Prefiero no decir", (Meaning.SKIP,), Meaning.SKIP),
        ("LLÁMENME", (Meaning.CALL,), Meaning.CALL),
        ("Call me please", (Meaning.CALL,), Meaning.CALL),
        ("call centers never answer", (Meaning.CALL,), None),
        ("aviso", (Meaning.NEWS,), Meaning.NEWS),
        ("¡Muchas gracias!", (Meaning.THANKS,), Meaning.THANKS),
    ],
)
def test_other_wishes(text: str, among: tuple[Meaning, ...], meant: Meaning | None) -> None:
    assert meaning_of(text, among) == meant


def test_a_number_set_off_from_words_is_both() -> None:
    for text in ("1. Y los domingos no hay.", "1, y los domingos no hay", "1\nY los domingos no hay"):
        both = choice_and_words(text)
        assert both is not None
        assert both.meaning == Meaning.AGREE
        assert both.words.casefold().startswith("y los domingos")


@pytest.mark.parametrize(
    "text", ["2 buses no bastan", "2.5 miles to the clinic", "3", "1.", "10, por lo menos", "4. nada"]
)
def test_a_number_within_words_is_words(text: str) -> None:
    assert choice_and_words(text) is None


def test_counting() -> None:
    assert count_words("El bus no llega") == 4
    assert [says_nothing(text) for text in ("?", "7", "...", "a", "😡", "caro")] == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]
