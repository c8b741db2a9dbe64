"""Notes and chats are taken apart by line and by speaker."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from longtable.methods.chat_lines import Spoken, at_a_table, in_a_chat, same_name


@pytest.mark.parametrize(
    ("notes", "spoken"),
    [
        ("3: The bus.\n\nIt is far.", [Spoken("3", "The bus."), Spoken("", "It is far.")]),
        (
            "03) Sí.\n2 buses a day are not enough",
            [Spoken("3", "Sí."), Spoken("", "2 buses a day are not enough")],
        ),
        ("4:\n", []),
    ],
)
def test_a_seat_stands_before_the_words(notes: str, spoken: list[Spoken]) -> None:
    assert at_a_table(notes) == spoken


@pytest.mark.parametrize(
    ("line", "name", "words"),
    [
        ("Ana: The bus is late.", "Ana", "The bus is late."),
        ("14:02:11 From Ana López to Everyone: The bus is late.", "Ana López", "The bus is late."),
        ("14:02:11 De Ana López para Todos: Tarda.", "Ana López", "Tarda."),
        ("[9:15 AM] Ana López: The bus is late.", "Ana López", "The bus is late."),
        ("09:15:22\t Ana:\tThe bus is late.", "Ana", "The bus is late."),
        ("Ana: It opens at 10:30.", "Ana", "It opens at 10:30."),
        ("María de la Cruz: Sí: dos.", "María de la Cruz", "Sí: dos."),
    ],
)
def test_a_message_of_a_chat_has_a_name(line: str, name: str, words: str) -> None:
    assert in_a_chat(line) == [Spoken(name, words)]


def test_a_line_without_a_name_goes_on_with_the_message_before() -> None:
    pasted = "14:02 From Ana to Everyone:\n\tIt is late.\nSee https://a.example/bus\n14:03\nAt 10:30 it came."
    assert in_a_chat(pasted) == [Spoken("Ana", "It is late. See https://a.example/bus At 10:30 it came.")]


def test_before_the_first_name_it_is_nobodys() -> None:
    assert in_a_chat("It is far.\nAna: Yes.") == [Spoken("", "It is far."), Spoken("Ana", "Yes.")]


def test_a_sentence_with_a_colon_is_no_name() -> None:
    pasted = "Ana: Yes.\nwhat I wanted to say to you all is: no"
    assert in_a_chat(pasted) == [Spoken("Ana", "Yes. what I wanted to say to you all is: no")]


def test_the_same_name_is_known_again() -> None:
    assert same_name("Ana  LÓPEZ (she/her)") == same_name("ana lópez")


@given(some.text(max_size=300))
def test_no_words_are_invented(pasted: str) -> None:
    for spoken in (*in_a_chat(pasted), *at_a_table(pasted)):
        assert spoken.words.split() != []
        assert set(spoken.words) <= set(pasted) | {" "}


def test_a_long_row_of_times_is_read_at_once() -> None:
    assert in_a_chat("10:00.11 " * 500) == []
    assert in_a_chat("10:00.11 " * 500 + "Ana: Yes.") == [Spoken("Ana", "Yes.")]
