"""Campaign letters fold with whatever a sender changes in them; what somebody else means never does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from longtable.methods.copies import find_copies

ENGLISH = (
    "Dear Commissioners, I am writing to ask you to keep the Smithfield clinic open. "
    "My family depends on it for vaccines and check-ups. "
    "Without it we would drive 45 minutes to the next doctor. "
    "Please do not close it."
)
SPANISH = (
    "Estimados comisionados: les escribo para pedirles que mantengan abierta la clínica de Smithfield. "
    "Mi familia depende de ella para las vacunas y los chequeos. "
    "Sin ella tendríamos que manejar 45 minutos hasta el próximo doctor. "
    "Por favor, no la cierren."
)
OTHER_LETTER = (
    "Dear Commissioners, the Smithfield clinic has been understaffed since last year. "
    "I have waited for my check-up for months and the phone is never answered. "
    "Hire another nurse and a doctor who speaks Spanish, please."
)
OTRA_CARTA = (
    "Estimados comisionados: en la clínica de Smithfield falta personal desde el año pasado. "
    "Llevo meses esperando mi chequeo y nadie contesta el teléfono. "
    "Contraten a otra enfermera y a un doctor que hable español."
)


def is_copy(text: str, of: str) -> bool:
    return find_copies([of, text]) == [0, 0]


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH + " Sincerely, María López, 12 Oak Street, Smithfield NC 27577",
        ENGLISH.replace("Dear Commissioners", "To whom it may concern"),
        ENGLISH.replace("Smithfield", "Johnston County"),
        ENGLISH.upper().replace(".", "!!"),
        ENGLISH.replace("depends", "depnds").replace("doctor", "docter"),
        ENGLISH.replace(". ", "\n\n"),
        "Please do not close it. Without it we would drive 45 minutes to the next doctor. "
        "My family depends on it for vaccines and check-ups. "
        "I am writing to ask you to keep the Smithfield clinic open.",
        ENGLISH + " I have lived here for 30 years.",
    ],
)
def test_a_changed_frame_name_county_or_order_is_still_the_same_letter(text: str) -> None:
    assert is_copy(text, of=ENGLISH)


@pytest.mark.parametrize(
    "text",
    [
        SPANISH.replace("á", "a").replace("í", "i").replace("ó", "o"),
        SPANISH.replace("Smithfield", "el condado de Johnston"),
        SPANISH.replace("Estimados comisionados: les", "Les"),
        SPANISH.replace("vacunas", "bacunas"),
        SPANISH + " Atentamente, María López, Calle Roble 12",
    ],
)
def test_the_same_in_spanish(text: str) -> None:
    assert is_copy(text, of=SPANISH)


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        (ENGLISH.replace("do not close", "close"), ENGLISH),
        (ENGLISH.replace("do not close", "don't open").replace("open. My", "closed. My"), ENGLISH),
        (ENGLISH.replace("45", "90"), ENGLISH),
        (SPANISH.replace("no la cierren", "ciérrenla"), SPANISH),
        (SPANISH.replace("45", "15"), SPANISH),
        (ENGLISH.replace("45", "sixty"), ENGLISH.replace("45", "forty")),
        (SPANISH.replace("45", "sesenta"), SPANISH.replace("45", "cuarenta")),
        (OTHER_LETTER, ENGLISH),
        (OTRA_CARTA, SPANISH),
        (SPANISH, ENGLISH),
    ],
)
def test_the_opposite_another_figure_and_another_letter_are_voices_of_their_own(
    text: str, letter: str
) -> None:
    assert find_copies([letter, text]) == [0, 1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "I support the plan of the county to build a new health center on Main Street.",
            "I oppose the plan of the county to build a new health center on Main Street.",
        ),
        (
            "We need more buses in the evening so that people can get home from work.",
            "We need fewer buses in the evening so that people can get home from work.",
        ),
        (
            "I am strongly opposed to the new health center that the county plans on Main Street.",
            "I am strongly supportive of the new health center that the county plans on Main Street.",
        ),
        (
            "Les pido que mantengan los fondos para las parteras de nuestro condado este año y el que viene.",
            "Les pido que eliminen los fondos para las parteras de nuestro condado este año y el que viene.",
        ),
        (
            "Vote yes on the bond for the new school clinics in our county this fall.",
            "Vote no on the bond for the new school clinics in our county this fall.",
        ),
        (
            "Estoy a favor de que el condado construya un centro de salud en la calle principal.",
            "Estoy en contra de que el condado construya un centro de salud en la calle principal.",
        ),
    ],
)
def test_for_and_against_in_the_same_words_are_two_voices(one: str, other: str) -> None:
    assert find_copies([one, other]) == [0, 1]


@pytest.mark.parametrize(
    "text", ["I agree", "More buses, please!", "Estoy de acuerdo", "", "   ", "👍👍", "..."]
)
def test_what_many_people_say_in_a_few_words_is_never_a_copy(text: str) -> None:
    assert find_copies([text] * 3) == [0, 1, 2]


def test_a_sentence_of_eight_words_is_a_copy_only_when_it_is_the_same() -> None:
    sentence = "Our county needs a bus to the hospital"
    assert find_copies([sentence, sentence.upper() + "!", sentence.replace("bus", "van")]) == [0, 0, 2]


def test_the_original_is_the_earliest_and_never_itself_a_copy() -> None:
    texts = [
        "I agree",
        ENGLISH,
        OTHER_LETTER,
        ENGLISH + " Ben",
        SPANISH,
        ENGLISH + " Ana",
        OTHER_LETTER + " Eve",
    ]
    assert find_copies(texts) == [0, 1, 2, 1, 4, 1, 2]


def test_small_changes_do_not_lead_from_one_letter_to_another() -> None:
    words = ENGLISH.split()
    others = OTHER_LETTER.split()
    chain = [" ".join(others[:at] + words[at:]) for at in range(0, len(words) + 1, 3)]
    assert len(set(find_copies([*chain, OTHER_LETTER]))) > 1


def test_how_alike_copies_must_be_can_be_said() -> None:
    signed = ENGLISH + " Sincerely, María López, 12 Oak Street, Smithfield NC 27577"
    assert find_copies([ENGLISH, signed], alike=0.95) == [0, 1]


def test_nothing_has_no_copies() -> None:
    assert find_copies([]) == []


def test_very_long_texts_are_compared_too() -> None:
    long = " ".join(
        f"Sentence {chr(97 + at % 26)}{at} says something about our streets." for at in range(300)
    )
    assert find_copies([long, long + " Ana", long[: len(long) // 3]]) == [0, 0, 2]


@given(
    st.lists(st.sampled_from([ENGLISH, SPANISH, OTHER_LETTER, ENGLISH + " Ana", "I agree", "…"]), max_size=8)
)
def test_an_original_is_its_own_and_stands_before_its_copies(texts: list[str]) -> None:
    answer = find_copies(texts)
    assert answer == find_copies(texts)
    assert all(original <= place and answer[original] == original for place, original in enumerate(answer))
