"""Text in several languages knows which of its versions a person may trust."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from longtable.core.localized import LocalizedText, LocalizedTextField, Origin

HELLO = LocalizedText.of(en="Hello", es="Hola")


@pytest.mark.parametrize(
    ("text", "wanted", "words", "language", "fell_back"),
    [
        (HELLO, "es", "Hola", "es", False),
        (HELLO, "es-mx", "Hola", "es", False),
        (LocalizedText.of(en="Hello"), "es", "Hello", "en", True),
        (LocalizedText.of(es="Hola"), "en", "Hola", "es", True),
        (LocalizedText.of(fr="Bonjour"), "es", "Bonjour", "fr", True),
        (LocalizedText(), "es", "", "es", False),
    ],
)
def test_it_says_which_language_it_fell_back_to(
    text: LocalizedText, wanted: str, words: str, language: str, fell_back: bool
) -> None:
    shown = text.show(wanted)
    assert (shown.text, shown.language, shown.fell_back) == (words, language, fell_back)


def test_it_speaks_the_language_of_the_page() -> None:
    with override("es"):
        assert str(HELLO) == "Hola"
    with override("en"):
        assert str(HELLO) == "Hello"


def test_an_empty_version_is_not_shown() -> None:
    assert LocalizedText.from_json({"es": {"text": ""}, "en": {"text": "Hello"}}).show("es").text == "Hello"


def test_it_is_true_when_it_says_anything() -> None:
    assert HELLO
    assert not LocalizedText()
    assert not LocalizedText.of(en="", es="")


def test_editing_one_language_makes_the_others_stale() -> None:
    edited = HELLO.edit("en", "Good morning")
    assert edited.missing(["en", "es"]) == ["es"]
    assert edited.edit("es", "Buenos días").missing(["en", "es"]) == ["en"]


def test_saving_the_same_words_changes_nothing() -> None:
    assert HELLO.edit("en", "Hello") is HELLO


def test_an_edit_leaves_the_original_as_it_was() -> None:
    HELLO.edit("en", "Good morning")
    assert HELLO.show("en").text == "Hello"


def test_a_machines_words_are_not_trusted_before_somebody_stands_behind_them() -> None:
    proposed = LocalizedText.of(en="Hello").propose("es", "Hola")
    assert proposed.show("es").text == "Hola"
    assert proposed.missing(["en", "es"]) == ["es"]
    approved = proposed.approve("es", by="Faye", at="2026-01-05T09:00:00-05:00")
    assert approved.missing(["en", "es"]) == []
    assert approved.versions["es"].origin == Origin.MACHINE


def test_approval_ends_staleness() -> None:
    stale = HELLO.edit("en", "Good morning")
    assert stale.approve("es", by="Faye", at="now").missing(["en", "es"]) == []


def test_a_machine_that_writes_again_is_not_approved_again() -> None:
    approved = LocalizedText.of(en="Hello").propose("es", "Hola").approve("es", by="Faye", at="now")
    assert approved.propose("es", "Buenas").missing(["es"]) == ["es"]


def test_a_language_that_is_not_there_is_missing() -> None:
    assert HELLO.missing(("en", "es", "vi")) == ["vi"]


def test_what_is_stored_comes_back_the_same() -> None:
    text = HELLO.edit("en", "Hi").propose("vi", "Xin chào").approve("vi", by="Faye", at="now")
    assert LocalizedText.from_json(text.as_json()) == text


def test_nothing_that_is_at_its_default_is_stored() -> None:
    assert HELLO.as_json()["en"] == {"text": "Hello", "origin": "human"}


def test_a_field_that_must_say_something_refuses_silence() -> None:
    with pytest.raises(ValidationError):
        LocalizedTextField().validate(LocalizedText(), None)
    LocalizedTextField(blank=True).validate(LocalizedText(), None)
