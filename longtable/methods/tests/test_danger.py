"""Danger: what is certain, what is a mention, what is an idiom, in both languages and many spellings."""

from __future__ import annotations

import csv
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from longtable.methods import danger
from longtable.methods.danger import Danger, find_danger
from longtable.methods.folding import fold
from longtable.methods.tests import danger_sentences as table


def sentences(block: str) -> list[str]:
    return [line.strip() for line in block.split("\n") if line.strip()]


def is_certain(sentence: str) -> bool:
    return any(found.certain for found in find_danger(sentence))


@pytest.mark.parametrize(("language", "kind"), table.DANGER)
def test_every_dangerous_sentence_is_certain_and_of_its_kind(language: str, kind: str) -> None:
    told = sentences(table.DANGER[language, kind])
    assert [s for s in told if not is_certain(s)] == []
    assert [s for s in told if kind not in {found.kind for found in find_danger(s)}] == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_words_about_the_subject_are_a_mention_only(language: str) -> None:
    told = sentences(table.MENTIONED[language])
    assert [s for s in told if not find_danger(s) or is_certain(s)] == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_idioms_and_everyday_troubles_are_no_danger(language: str) -> None:
    assert {s: found for s in sentences(table.HARMLESS[language]) if (found := find_danger(s))} == {}


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_is_known_to_be_missed_is_written_down(language: str) -> None:
    assert [s for s in sentences(table.MISSED[language]) if is_certain(s)] == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_table_has_at_least_sixty_sentences_each_way(language: str) -> None:
    dangerous = [
        s for (spoken, _), block in table.DANGER.items() if spoken == language for s in sentences(block)
    ]
    assert len(set(dangerous)) >= 60
    assert len(set(sentences(table.HARMLESS[language]))) >= 60


@pytest.mark.parametrize(("language", "found", "wrongly"), [("en", 17, 0), ("es", 18, 3)])
def test_the_docstring_tells_the_truth(language: str, found: int, wrongly: int) -> None:
    assert sum(map(is_certain, sentences(table.UNSEEN_DANGER[language]))) == found
    assert sum(map(is_certain, sentences(table.UNSEEN_HARMLESS[language]))) == wrongly


def test_a_finding_points_at_the_words_as_they_were_typed() -> None:
    text = "Hoy, ME  QUIERO\u200b MOOORÍR, de verdad"
    (found,) = find_danger(text)
    assert found == Danger("self_harm", "ME  QUIERO\u200b MOOORÍR", 5, 24, certain=True)
    assert text[found.start : found.end] == found.phrase


@pytest.mark.parametrize(
    "disguised",
    [
        "I’m going to KILL myself",
        "kill\nmyself",
        "k.i.l.l myself",
        "kill-myself",
        "ki\u200dll my\u00adself",
        "ｋｉｌｌ myself",
    ],
)
def test_disguises_do_not_hide_danger(disguised: str) -> None:
    assert is_certain(disguised)


def test_a_language_narrows_the_search() -> None:
    assert find_danger("me quiero morir", "en") == ()
    assert find_danger("me quiero morir", "es") == find_danger("me quiero morir")


def test_several_dangers_are_told_in_reading_order() -> None:
    found = find_danger("My husband hits me and I want to kill myself")
    assert [danger.kind for danger in found] == ["abuse", "self_harm"]


@given(st.text(st.characters() | st.sampled_from("kilmysef \u200b\u0301\ud800"), max_size=80))
def test_any_text_at_all_is_read(text: str) -> None:
    for found in find_danger(text):
        assert text[found.start : found.end] == found.phrase


@given(st.text(st.sampled_from("kiLlá \u0301\u200b.'_1"), max_size=60))
def test_folding_keeps_the_place_of_every_character(text: str) -> None:
    folded = fold(text)
    assert len(folded.places) == len(folded.text)
    assert list(folded.places) == sorted(set(folded.places))


def test_trying_phrases_by_first_letter_finds_what_trying_all_would() -> None:
    lines = [line for block in danger.PHRASES.values() for line in sentences(block)]
    plain = re.compile(rf"\b(?:{'|'.join(danger._expression(line) for line in lines)})")
    for block in [*table.DANGER.values(), *table.MENTIONED.values(), *table.HARMLESS.values()]:
        for sentence in sentences(block):
            assert bool(plain.search(fold(sentence).text)) == bool(find_danger(sentence)), sentence


@pytest.mark.parametrize(
    "hostile", ["i a", "he was ", "me quiero ", "k i l ", "a", "el que ya ", "someone a_", "si a a a "]
)
def test_hostile_text_is_read_in_linear_time(hostile: str) -> None:
    started = time.process_time()
    find_danger(hostile * (20_000 // len(hostile)))
    assert time.process_time() - started < 1


@pytest.mark.corpora
def test_real_public_comments_are_not_held(corpora: Path) -> None:
    bodies: list[str] = []
    for path in sorted((corpora / "data" / "polis").glob("*/comments.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            bodies += [row["comment-body"] for row in csv.DictReader(file)]
    assert len(bodies) == 1542
    assert [body for body in bodies if is_certain(body)] == []
    assert sum(1 for body in bodies if find_danger(body)) == 3
