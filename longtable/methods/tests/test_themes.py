"""Themes: the same subject is one theme in both languages, and odd texts never end the work."""

from __future__ import annotations

import random
import time

import pytest

from longtable.methods.tests.labelled import THEMES, labelled, score
from longtable.methods.themes import Suggestion, meaning, suggest

COMMENTS = labelled()
HALVES = {
    "seen": [comment for comment in COMMENTS if not comment.is_held_out],
    "held out": [comment for comment in COMMENTS if comment.is_held_out],
}
SUBJECTS = {
    "rides": (("bus", "ride", "route", "driver"), ("autobús", "aventón", "ruta", "chofer")),
    "food": (("food", "groceries", "pantry", "vegetables"), ("comida", "despensa", "mandado", "verduras")),
    "rent": (("rent", "landlord", "apartment", "eviction"), ("renta", "casero", "apartamento", "desalojo")),
    "teeth": (("dentist", "teeth", "tooth", "cavity"), ("dentista", "dientes", "muela", "caries")),
}
FRAMES = {
    "en": ("We need {} and {} here", "The {} is bad and so is the {}", "My mother asks for {}, not for {}"),
    "es": ("Necesitamos {} y {} aquí", "El {} está mal y también {}", "Mi mamá pide {}, no {}"),
}


def planted(texts: int) -> tuple[list[str], list[str]]:
    """Texts in both languages in turn, and what each is about."""
    drawn = random.Random(1)
    said, about = [], []
    for at in range(texts):
        subject = list(SUBJECTS)[at % len(SUBJECTS)]
        language = at // len(SUBJECTS) % 2
        words = drawn.sample(SUBJECTS[subject][language], 2)
        said.append(drawn.choice(FRAMES["en" if language == 0 else "es"]).format(*words))
        about.append(subject)
    return said, about


def is_whole(found: Suggestion, texts: list[str]) -> bool:
    """Whether every part fits every other."""
    themes = range(len(found.terms))
    return (
        len(found.labels) == len(found.strength) == len(found.languages) == len(texts)
        and len(found.examples) == len(found.terms)
        and set(found.labels) - {-1} == set(themes)
        and all(type(label) is int for label in found.labels)
        and all(0 <= strength <= 1 for strength in found.strength)
        and all(found.labels[place] == theme for theme in themes for place in found.examples[theme])
        and all(found.terms[theme] and found.examples[theme] for theme in themes)
    )


@pytest.mark.parametrize("half", HALVES)
def test_without_the_embedding_labelled_comments_find_their_themes(half: str) -> None:
    comments = HALVES[half]
    reached = score(comments, suggest([c.text for c in comments], n_themes=THEMES, join="words"))
    assert reached.v_measure > 0.58
    assert reached.rand > 0.28
    assert reached.pairs > 0.65
    assert reached.split == 0
    assert reached.without_theme < 0.1


@pytest.mark.skipif(not meaning.is_installed(), reason="the optional extra `embedding` is not installed")
@pytest.mark.parametrize("half", HALVES)
def test_with_the_embedding_nearly_all_pairs_are_together(half: str) -> None:
    comments = HALVES[half]
    reached = score(comments, suggest([c.text for c in comments], n_themes=THEMES, join="embedding"))
    assert reached.v_measure > 0.62
    assert reached.pairs > 0.88
    assert reached.split == 0


def test_languages_that_are_kept_apart_share_no_theme() -> None:
    comments = HALVES["seen"]
    reached = score(comments, suggest([c.text for c in comments], n_themes=THEMES, join=None))
    assert reached.split > 0.8
    assert reached.pairs < 0.1


@pytest.mark.parametrize("join", ["words", "auto"])
@pytest.mark.parametrize("n_themes", [4, None])
def test_planted_subjects_are_found_whole_in_both_languages(join: str, n_themes: int | None) -> None:
    texts, about = planted(120)
    found = suggest(texts, n_themes=n_themes, join=join)
    assert is_whole(found, texts)
    assert 4 <= len(found.terms) <= 6
    of_each = [
        {s for s, label in zip(about, found.labels, strict=True) if label == theme} for theme in range(4)
    ]
    assert all(len(subjects) == 1 for subjects in of_each[:4])


def test_a_theme_is_named_in_the_words_of_both_languages() -> None:
    texts, about = planted(160)
    found = suggest(texts, n_themes=4, join="words")
    names = found.terms[found.labels[about.index("rides")]]
    assert {"ride", "aventón", "driver", "chofer"} <= set(names)


def test_examples_of_a_theme_are_in_every_language_that_speaks_of_it() -> None:
    texts, _ = planted(160)
    found = suggest(texts, n_themes=4)
    assert all({found.languages[place] for place in places} == {"en", "es"} for places in found.examples)


def test_a_subject_of_one_language_is_a_theme_of_its_own() -> None:
    texts, _ = planted(80)
    only_spanish = [
        "Extraño los tamales y la quinceañera de mi pueblo",
        "La quinceañera con tamales, qué lindo",
    ] * 8
    found = suggest(texts + only_spanish, n_themes=5, join="words")
    assert len(set(found.labels[80:])) == 1
    assert not set(found.labels[80:]) & set(found.labels[:80])


@pytest.mark.parametrize("join", [None, "words", "auto"])
def test_the_same_texts_and_seed_give_the_same_themes(join: str | None) -> None:
    texts = [comment.text for comment in HALVES["seen"]]
    assert suggest(texts, n_themes=9, seed=5, join=join) == suggest(texts, n_themes=9, seed=5, join=join)


def test_misspelt_words_stretched_letters_and_missing_accents_are_understood() -> None:
    texts, _ = planted(80)
    wild = ["the DENTISST and my tooooth", "la karies y el dentista", "no ai autobus ni rruta", "bus dirver"]
    found = suggest(texts + wild, n_themes=4, join="words")
    teeth, rides = found.labels[3], found.labels[0]
    assert found.labels[80:] == [teeth, teeth, rides, rides]


ODD = {
    "nothing": [],
    "one text": ["The bus is late"],
    "empty texts": ["", "   ", "\n"],
    "emoji": ["👍👍", "😀", "🚌🚌🚌"],
    "function words": ["the of and", "y de la que", "I am", "no"],
    "numbers and links": ["988", "https://example.org/a?b=c", "me@example.org", "24/7"],
    "identical texts": ["More buses for the clinic"] * 30,
    "one word": ["bus"] * 3 + ["food"] * 3,
    "other languages": [
        "Le bus est toujours en retard",
        "我们需要更多的公交车",
        "Нам нужен автобус",
        "Chúng tôi cần xe buýt",
        "نحتاج حافلة",
        "Nou bezwen otobis",
    ],
    "a very long text": ["bus clinic food " * 30_000, "bus", "comida"],
    "odd characters": ["\x00\ud800", "a\u0301\u0301\u0301", "’’’", "___", "ǅ ß ﬁ"],
    "without accents and capitals": ["AUTOBÚS", "autobus", "Autobús", "BUS"],
}


@pytest.mark.parametrize("n_themes", [None, 1, 3, 50])
@pytest.mark.parametrize("join", [None, "words", "auto"])
@pytest.mark.parametrize("texts", ODD.values(), ids=ODD)
def test_odd_texts_never_end_the_work(texts: list[str], join: str | None, n_themes: int | None) -> None:
    assert is_whole(suggest(texts, n_themes=n_themes, join=join), texts)


@pytest.mark.parametrize("kind", ["nothing", "empty texts", "emoji", "function words", "numbers and links"])
def test_texts_that_say_nothing_have_no_theme(kind: str) -> None:
    found = suggest(ODD[kind])
    assert found.labels == [-1] * len(ODD[kind])
    assert found.terms == []


def test_identical_texts_are_one_theme() -> None:
    assert suggest(ODD["identical texts"]).labels == [0] * 30


def test_there_are_never_more_themes_than_asked_for() -> None:
    texts, _ = planted(80)
    assert [len(suggest(texts, n_themes=count, join="words").terms) for count in (1, 2, 3)] == [1, 2, 3]


def test_fewer_than_one_theme_cannot_be_asked_for() -> None:
    with pytest.raises(ValueError, match="1 or more"):
        suggest(["bus"], n_themes=0)


def test_a_seed_does_not_change_how_many_themes_there_are() -> None:
    texts, _ = planted(40)
    assert len({len(suggest(texts, seed=seed, join="words").terms) for seed in (0, 1)}) == 1


@pytest.mark.slow
def test_ten_thousand_comments_take_less_than_a_minute_of_the_processor() -> None:
    drawn = random.Random(1)
    texts = [" ".join(c.text for c in drawn.sample(COMMENTS, 2)) for _ in range(10_000)]
    start = time.process_time()
    found = suggest(texts)
    assert time.process_time() - start < 60
    assert is_whole(found, texts)
