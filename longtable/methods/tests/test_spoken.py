"""Numbers and addresses as a speaker reads them."""

import pytest

from longtable.methods.spoken import Language, count_words, seconds, speak_address, speak_number


@pytest.mark.parametrize(
    ("number", "language", "said"),
    [
        ("+1 919-555-0142", "en", "nine one nine, five five five, zero one four two"),
        ("(919) 555-0142", "es", "nueve uno nueve, cinco cinco cinco, cero uno cuatro dos"),
        ("+525512345678", "en", "five two five, five one two, three four five, six seven eight"),
        ("", "en", ""),
    ],
)
def test_a_number_is_said_digit_by_digit(number: str, language: Language, said: str) -> None:
    assert speak_number(number, language) == said


@pytest.mark.parametrize(
    ("address", "language", "said"),
    [
        ("https://www.example.org/c/rides/", "en", "example dot org slash c slash rides"),
        ("example.org/c/mas-buses", "es", "example punto org barra c barra mas guion buses"),
        ("127.0.0.1:80", "en", "one two seven dot zero dot zero dot one colon eight zero"),
    ],
)
def test_an_address_is_said_as_one_types_it(address: str, language: Language, said: str) -> None:
    assert speak_address(address, language) == said


def test_half_a_minute() -> None:
    assert count_words("one  two\nthree") == 3
    assert seconds("word " * 75, "en") == 30
    assert seconds("palabra " * 82, "es") == 30
