"""How much speaks for two records being of one person. It only puts pairs before staff, who decide.

The comparison is that of ``methods.linkage`` (Fellegi and Sunter): each field weighs for or against. What
is compared at all is bounded by the blind indexes: records of one holder that share a number, an address,
or a family name. docs/duplicates.md says how well it does, and how well the engine does with more fields.
"""

from typing import TYPE_CHECKING, Final

from longtable.methods.linkage.people import Record, any_of, digits, name
from longtable.methods.linkage.weighing import Weights, compare
from longtable.people.names import folded_name

if TYPE_CHECKING:
    from longtable.people.models import Person

COMPARED: Final = [
    name("given_name"),
    name("family_name"),
    digits("birth_date"),
    name("address"),
    any_of("phone"),
    any_of("email"),
]

WEIGHTS: Final = Weights(
    {  # different, alike, a slip of the pen, the same
        "given_name": (-4.0, -1.0, 3.0, 5.0),
        "family_name": (-3.0, 0.0, 4.0, 6.0),
        "birth_date": (-5.0, 3.0, 10.0),
        "address": (-0.5, 1.0, 4.0, 5.0),
        "phone": (-0.5, 7.0),
        "email": (-0.5, 9.0),
    },
    prior=-9.0,
)
"""In bits; a bit doubles the odds. Judged, and the same everywhere: a holder's records are too few to learn
from. A birth date is rarer than a name; households share telephones, twins share a birth date."""

ENOUGH: Final = 0.5
"""Records that share a family name alone are put before staff from this probability on."""


def score(one: Record, other: Record) -> float:
    """0 to 1: how likely both are of one person, were nothing else known."""
    return float(WEIGHTS.probabilities(COMPARED, compare([one, other], [(0, 1)], COMPARED))[0])


def record_of(person: "Person") -> Record:
    """What of a record is compared, folded. Contact details are compared by their blind indexes alone."""
    points = [
        point for point in person.contact_points.all() if point.retired_at is None and point.value_index
    ]
    return {
        "given_name": folded_name(person.given_name),
        "family_name": folded_name(person.family_name),
        "birth_date": person.birth_date.replace("-", ""),
        "address": folded_name(person.address),
        "phone": " ".join(point.value_index for point in points if point.kind == "phone"),
        "email": " ".join(point.value_index for point in points if point.kind == "email"),
    }
