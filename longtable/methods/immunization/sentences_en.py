"""What the engine says in English, by code."""

from typing import Final

SENTENCES: Final = {
    # status of a forecast
    "not_complete": "A dose is still needed.",
    "complete": "The series is complete.",
    "aged_out": "Too old for this series.",
    "immune": "Immune: no dose is needed.",
    "contraindicated": "Must not be given.",
    "not_recommended": "Not recommended now.",
    # status of a dose
    "valid": "This dose counts.",
    "not_valid": "This dose does not count.",
    "extraneous": "This dose was not needed and need not be repeated.",
    "sub_standard": "This dose must be given again: it was expired, or something was wrong with it.",
}
