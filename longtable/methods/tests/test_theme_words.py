"""Words: what is listed is found; what looks alike in two languages is joined only when it is the same."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

import pytest

from longtable.methods.themes.joining import cognate_root, join
from longtable.methods.themes.reading import read, stem
from longtable.methods.themes.stop_words import STOP_WORDS
from longtable.methods.themes.word_list import WordList, entries, word_list

LINES = (files("longtable.methods.themes") / "joint_words.txt").read_text(encoding="utf-8").splitlines()
ENTRIES = list(entries(LINES))


def keys(text: str) -> list[str]:
    """What is counted of `text` when the same words were also said in the other language."""
    return [term.key for term in join([read(text)])[0]]


def test_no_entry_of_the_list_stands_twice() -> None:
    stands = Counter((language, entry) for _, language, entry in ENTRIES)
    assert [entry for entry, times in stands.items() if times > 1] == []


def test_no_two_meanings_have_one_name() -> None:
    assert len({meaning for meaning, _, _ in ENTRIES}) == len({meaning.name for meaning, _, _ in ENTRIES})


def test_every_meaning_has_words_of_both_languages() -> None:
    spoken = Counter(meaning.name for meaning, language in {(m, language) for m, language, _ in ENTRIES})
    assert [name for name, languages in spoken.items() if languages != 2] == []


def test_no_entry_is_a_word_that_is_never_read() -> None:
    unread = [
        entry
        for _, language, entry in ENTRIES
        for word in entry.split("_")
        if word in STOP_WORDS[language] and not word.endswith("*")
    ]
    assert unread == []


def test_every_entry_means_what_its_line_says() -> None:
    found = word_list()
    wrong = [
        (entry, meaning.name)
        for meaning, language, entry in ENTRIES
        if "_" not in entry and found.find(entry.rstrip("*"), language) != meaning
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("the bus stop", "la parada del autobús"),
        ("a dentist for my tooth", "un dentista para mi muela"),
        ("mental health", "salud mental"),
        ("health insurance", "seguro médico"),
        ("food stamps", "estampillas de comida"),
        ("vaccinations", "vacunación"),
        ("apointment", "sita"),
        ("HOSPITAL", "ospital"),
    ],
)
def test_words_of_one_meaning_have_one_key(english: str, spanish: str) -> None:
    assert set(keys(english)) & set(keys(spanish))


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("embarrassed", "embarazada"),
        ("library", "librería"),
        ("soap", "sopa"),
        ("rope", "ropa"),
        ("carpet", "carpeta"),
        ("exit", "éxito"),
        ("once", "once"),
    ],
)
def test_false_friends_are_not_joined(english: str, spanish: str) -> None:
    both = join([read(f"the {english} is here and there"), read(f"la {spanish} está aquí y allá")])
    assert not {term.key for term in both[0]} & {term.key for term in both[1]}


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("communication", "comunicación"),
        ("transportation", "transportación"),
        ("Smithfield", "Smithfield"),
        ("cholesterol", "colesterol"),
        ("diversity", "diversidad"),
        ("allergic", "alérgico"),
    ],
)
def test_cognates_and_names_need_no_list(english: str, spanish: str) -> None:
    both = join([read(f"the {english} is here and there"), read(f"la {spanish} está aquí y allá")])
    assert {term.key for term in both[0]} & {term.key for term in both[1]}


def test_the_longest_beginning_decides() -> None:
    found = WordList(["[a]", "car* | carro*", "[b]", "card* | tarjeta*"])
    assert [found.find(word, "en").field for word in ("cars", "cards", "tarjetas")] == ["a", "b", "b"]


def test_a_word_of_both_languages_means_what_it_means_in_the_text() -> None:
    found = WordList(["[food]", "bread | pan", "[kitchen]", "pan | sarten*"])
    assert found.find("pan", "es").field == "food"
    assert found.find("pan", "en").field == "kitchen"


@pytest.mark.parametrize(
    ("words", "language"),
    [("waiting waited waits", "en"), ("esperando esperaron esperamos", "es"), ("clínicas clínica", "es")],
)
def test_inflections_share_a_stem(words: str, language: str) -> None:
    assert len({stem(word, language) for word in words.split()}) == 1


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("There is no doctor", "en"),
        ("No hay doctor", "es"),
        ("¿Doctor?", "es"),
        ("doctor", ""),
        ("", ""),
        ("My kids no tienen doctor and I am tired of it", "en"),
    ],
)
def test_a_text_has_the_language_of_its_function_words(text: str, language: str) -> None:
    assert read(text).language == language


def test_links_numbers_and_function_words_say_nothing() -> None:
    assert read("I would go to https://example.org/bus at 10, me@example.org 👍").words == ()


def test_cognates_have_a_common_root() -> None:
    assert cognate_root("comunicacion") == cognate_root("communication") == "comunic"
