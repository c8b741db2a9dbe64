"""What councils are about, as data, for the list of seats and for who wants to be told. Edit here only."""

from collections.abc import Iterable

from longtable.core.localized import LocalizedText

TOPICS: dict[str, LocalizedText] = {
    "medicaid": LocalizedText.of(en="Medicaid", es="Medicaid"),
    "mental_health": LocalizedText.of(
        en="Mental health and substance use", es="Salud mental y consumo de sustancias"
    ),
    "disability": LocalizedText.of(en="Living with a disability", es="Vivir con una discapacidad"),
    "brain_injury": LocalizedText.of(en="Brain injury", es="Lesión cerebral"),
    "children": LocalizedText.of(en="Children and families", es="Niños, niñas y familias"),
    "aging": LocalizedText.of(en="Growing older", es="Envejecer"),
    "food": LocalizedText.of(en="Food", es="Alimentos"),
    "housing": LocalizedText.of(en="Housing", es="Vivienda"),
    "rides": LocalizedText.of(en="Rides to care", es="Transporte para ir al médico"),
    "rural": LocalizedText.of(en="Health in rural places", es="Salud en zonas rurales"),
    "fairness": LocalizedText.of(en="A fair chance at health", es="Igualdad de oportunidades de salud"),
    "prevention": LocalizedText.of(en="Staying well", es="Mantenerse con buena salud"),
}

SUPPORTS: dict[str, LocalizedText] = {
    "online": LocalizedText.of(
        en="You can join by video or phone", es="Puede participar por video o teléfono"
    ),
    "interpreter": LocalizedText.of(en="A free interpreter", es="Intérprete gratis"),
    "sign_language": LocalizedText.of(en="Sign language", es="Lengua de señas"),
    "rides": LocalizedText.of(en="A ride there and back", es="Transporte de ida y vuelta"),
    "travel": LocalizedText.of(en="Travel costs are paid back", es="Se reembolsa el viaje"),
    "child_care": LocalizedText.of(en="Child care, or its cost", es="Cuidado de niños, o su costo"),
    "meals": LocalizedText.of(en="A meal", es="Comida"),
    "step_free": LocalizedText.of(en="No steps", es="Sin escalones"),
    "training": LocalizedText.of(en="Somebody shows you how it works", es="Alguien le explica cómo funciona"),
}
"""What makes it possible to take part: given by a council, needed by a person."""


def words_of(codes: Iterable[str], vocabulary: dict[str, LocalizedText]) -> list[LocalizedText]:
    """The words of these codes in the order of the vocabulary; unknown ones are left out."""
    wanted = set(codes)
    return [words for code, words in vocabulary.items() if code in wanted]
