"""Names as they are compared."""

import pytest

from longtable.people.names import folded_name, likeness, split_name, surname_birth_index, surname_index


@pytest.mark.parametrize(
    ("one", "other"),
    [("Peña", "PENA"), ("O'Brien", "obrien"), ("García-López", "Garcia Lopez"), ("Nguyễn", "nguyen")],
)
def test_one_name_in_two_spellings_is_one(one: str, other: str) -> None:
    assert folded_name(one) == folded_name(other)
    assert surname_index(one) == surname_index(other)


def test_a_name_and_a_birth_date_need_both() -> None:
    assert surname_birth_index("Peña", "") == surname_birth_index("", "1980-01-02") == ""
    assert surname_birth_index("Peña", "1980-01-02") != surname_birth_index("Peña", "1980-01-03")


@pytest.mark.parametrize(
    ("typed", "given", "family"),
    [
        ("Ana Pérez", "Ana", "Pérez"),
        ("  Ana  María Pérez ", "Ana María", "Pérez"),
        ("Ana", "Ana", ""),
        ("", "", ""),
    ],
)
def test_a_name_typed_into_one_box(typed: str, given: str, family: str) -> None:
    assert split_name(typed) == (given, family)


def test_a_misspelt_name_reads_alike_and_another_does_not() -> None:
    assert likeness("Hernandes", "Rosa Hernández") > 0.6
    assert likeness("rosa hernandez", "Rosa Hernández") == 1
    assert likeness("Smith", "Rosa Hernández") < 0.2
    assert likeness("", "Rosa") == likeness("Rosa", "") == 0
