"""Themes and near-copies: how well labelled comments find their themes, and what 10,000 comments cost."""

import random
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeVar

from bench.report import Table
from longtable.methods.copies import find_copies
from longtable.methods.tests.labelled import THEMES, labelled, score
from longtable.methods.themes import meaning, suggest

Answer = TypeVar("Answer")

MANY = 10_000
LETTER = (
    "Dear Commissioners, I am writing to ask you to keep our clinic open. My family depends on it. "
    "Without it we would drive an hour to the next doctor. Please do not close it."
)


def measure() -> Iterator[Table]:
    """First the scores, then the times."""
    yield _scores()
    yield _times()


def _scores() -> Table:
    table = Table(
        "Themes of the labelled comments, seed 0",
        [
            "half, joined by",
            "themes",
            "V-measure",
            "ARI",
            "NMI",
            "pairs together",
            "split by language",
            "without",
        ],
    )
    comments = labelled()
    halves = {
        "seen": [comment for comment in comments if not comment.is_held_out],
        "held out": [comment for comment in comments if comment.is_held_out],
        "both": comments,
    }
    for half, chosen in halves.items():
        for join in _ways():
            for n_themes in (THEMES, None):
                found = suggest([comment.text for comment in chosen], n_themes=n_themes, join=join)
                reached = score(chosen, found)
                figures = (reached.v_measure, reached.rand, reached.information)
                shares = (reached.pairs, reached.split, reached.without_theme)
                table.add(
                    f"{half}, {join or 'nothing'}",
                    f"{len(found.terms)}, {'given' if n_themes else 'found'}",
                    *(f"{figure:.2f}" for figure in figures),
                    *(f"{share:.0%}" for share in shares),
                )
    return table


def _times() -> Table:
    table = Table(f"{MANY:,} made-up comments", ["", "CPU seconds", "found"])
    comments = _made_up(MANY)
    for join in _ways():
        for n_themes in (20, None):
            seconds, found = _timed(partial(suggest, comments, n_themes=n_themes, join=join))
            asked = "20 themes" if n_themes else "themes, however many"
            table.add(
                f"{asked}, joined by {join or 'nothing'}", f"{seconds:.1f}", f"{len(found.terms)} themes"
            )
    drawn = random.Random(2)
    letters = [f"{LETTER} {drawn.choice(comments)[:30]}" for _ in range(MANY // 4)]
    mixed = comments[len(letters) :] + letters
    drawn.shuffle(mixed)
    seconds, originals = _timed(partial(find_copies, mixed))
    table.add("near-copies, a quarter one letter", f"{seconds:.1f}", f"{len(set(originals)):,} voices")
    return table


def _ways() -> tuple[str | None, ...]:
    return (None, "words", "embedding") if meaning.is_installed() else (None, "words")


def _timed(work: Callable[[], Answer]) -> tuple[float, Answer]:
    start = time.process_time()
    answer = work()
    return time.process_time() - start, answer


def _made_up(count: int) -> list[str]:
    """Labelled comments, some two in one, each with a few words exchanged for words of others."""
    drawn = random.Random(1)
    known = [comment.text for comment in labelled()]
    words = [word for text in known for word in text.split()]
    texts = []
    for _ in range(count):
        text = " ".join(drawn.sample(known, drawn.choice((1, 1, 2)))).split()
        for _ in range(drawn.randrange(1, 6)):
            text[drawn.randrange(len(text))] = drawn.choice(words)
        texts.append(" ".join(text))
    return texts
