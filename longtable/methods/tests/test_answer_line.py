"""A line of signs is read as the sheet says, or refused with the place where it cannot be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from longtable.methods.answer_line import Misread, WrongLength, read_line, write_line

VALUES = {"a": 1, "d": -1, "n": 0, "?": 0}
SIGNS = {1: "a", -1: "d", 0: "n"}


@pytest.mark.parametrize(
    ("line", "answers"),
    [
        ("a d n - a", [1, -1, 0, None, 1]),
        ("adn-a", [1, -1, 0, None, 1]),
        ("  A,D;N / – . ", [1, -1, 0, None, None]),
        ("", [None] * 5),
        ("-----", [None] * 5),
    ],
)
def test_spaces_and_capitals_are_forgiven(line: str, answers: list[int | None]) -> None:
    assert read_line(line, VALUES, 5) == answers


def test_an_unknown_sign_is_named_with_its_place() -> None:
    with pytest.raises(Misread) as refused:
        read_line("a d x", VALUES, 3)
    assert (refused.value.place, refused.value.sign) == (2, "x")


@pytest.mark.parametrize("line", ["a d", "a d n a"])
def test_a_sign_too_few_or_too_many_is_never_guessed(line: str) -> None:
    with pytest.raises(WrongLength) as refused:
        read_line(line, VALUES, 3)
    assert refused.value.wanted == 3


@given(some.lists(some.sampled_from([1, -1, 0, None]), max_size=30))
def test_what_is_written_is_read_again(answers: list[int | None]) -> None:
    assert read_line(write_line(answers, SIGNS), VALUES, len(answers)) == answers
