"""Counties as people type them on a telephone."""

import pytest

from longtable.methods.place_names import place_meant

NAMES = {
    "37155": "Robeson",
    "37093": "Hoke",
    "37129": "New Hanover",
    "37145": "Person",
    "37047": "Columbus",
    "37165": "Scotland",
    "37095": "Hyde",
    "37099": "Jackson",
    "37103": "Jones",
    "37105": "Lee",
    "37109": "Lincoln",
    "37177": "Tyrrell",
}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Robeson", "37155"),
        ("robeson co.", "37155"),
        ("condado de Robeson", "37155"),
        ("Vivo en el condado de Robeson, gracias", "37155"),
        ("I live in Robeson county NC", "37155"),
        ("Robson", "37155"),
        ("Robinson", None),
        ("Róbeson", "37155"),
        ("37155", "37155"),
        ("new hanover", "37129"),
        ("Newhanover", "37129"),
        ("Tyrell", "37177"),
        ("hoke", "37093"),
        ("Hoke o Robeson", None),
        ("Lee", "37105"),
        ("28358", None),
        ("Mecklenburg", None),
        ("no", None),
        ("", None),
        ("the bus to the clinic never comes on time and every person waits", None),
    ],
)
def test_what_is_meant(text: str, code: str | None) -> None:
    assert place_meant(text, NAMES) == code


def test_one_name_of_two_counties_is_neither() -> None:
    assert place_meant("Lee", {"1": "Lee", "2": "Lee"}) is None
