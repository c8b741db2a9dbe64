"""One spelling for a number or an address, and just enough of it shown."""

import pytest

from longtable.people.contacts import (
    ContactKind,
    NotAContact,
    index_of,
    kind_of,
    mask_email,
    mask_phone,
    normalise_email,
    normalise_phone,
    shown_phone,
)


@pytest.mark.parametrize("typed", ["919-555-0142", "(919) 555 0142", "1 919 555 0142", "+1.919.555.0142"])
def test_a_number_is_known_however_it_is_typed(typed: str) -> None:
    assert normalise_phone(typed) == "+19195550142"


def test_a_number_of_another_country_keeps_its_code() -> None:
    assert normalise_phone("+52 55 1234 5678") == "+525512345678"


def test_a_number_that_is_costly_to_text_is_refused() -> None:
    with pytest.raises(NotAContact):
        normalise_phone("+881 6 1234 5678")  # a satellite telephone


@pytest.mark.parametrize("typed", ["", "555", "call me", "919-555-0142-0142-0142"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(NotAContact):
        normalise_phone(typed)


def test_an_address_is_known_in_capitals_too() -> None:
    assert normalise_email("  Ana@Example.ORG ") == "ana@example.org"


@pytest.mark.parametrize("typed", ["ana@", "ana example.org", "@example.org"])
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(NotAContact):
        normalise_email(typed)


def test_one_box_takes_either() -> None:
    assert kind_of("ana@example.org") == ContactKind.EMAIL
    assert kind_of("919 555 0142") == ContactKind.PHONE


def test_the_index_says_nothing_of_the_number() -> None:
    index = index_of("919-555-0142")
    assert index == index_of("+1 (919) 555-0142")
    assert len(index) == 64
    assert "0142" not in index


def test_a_number_is_shown_as_people_here_write_it() -> None:
    assert shown_phone("+19195550142") == "(919) 555-0142"
    assert shown_phone("+525512345678") == "+52 55 1234 5678"
    assert shown_phone("") == ""


def test_masks_show_enough_for_the_owner() -> None:
    assert mask_phone("+19195554821") == "•••• 4821"
    assert mask_email("ana@example.org") == "a•••@example.org"
    assert mask_phone("") == mask_email("") == ""
