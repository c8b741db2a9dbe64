"""Themes: the same subject is one theme in both languages, and odd texts never end the work."""

from __future__ import annotations

from longtable.methods.themes import suggest

PAIRS = [
    ("I have no ride to the doctor, the bus does not come", "No hay camión para ir a la clínica"),
    ("The bus is always late", "Necesito un aventón al hospital"),
    ("Insulin is too expensive", "La insulina está carísima"),
    ("I cannot afford my medicine", "No puedo pagar mis medicinas"),
]
TEXTS = [text for pair in PAIRS for text in pair]


def test_the_same_subject_is_one_theme_in_both_languages() -> None:
    found = suggest(TEXTS, n_themes=2)
    assert found.labels == [0, 0, 0, 0, 1, 1, 1, 1]
    assert "bus" in found.terms[0]
    assert "camión" in found.terms[0]
