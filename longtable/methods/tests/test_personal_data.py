"""Personal data: what is pointed at, what only looks like it, and what a masked comment says."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from longtable.methods.personal_data import Finding, find, mask

# What was typed -> what is pointed at.
FOUND: list[tuple[str, str, str]] = [
    ("Call me at 919-555-0123", "phone", "919-555-0123"),
    ("my cell is (910) 555-0187.", "phone", "(910) 555-0187"),
    ("text 9105550187 any time", "phone", "9105550187"),
    ("1-919-555-0123 after five", "phone", "1-919-555-0123"),
    ("my number is 555-0142", "phone", "555-0142"),
    ("WhatsApp +52 55 5123 4567", "phone", "+52 55 5123 4567"),
    ("Mi teléfono es el 919 555 0123", "phone", "919 555 0123"),
    ("llámeme al 336.555.0199", "phone", "336.555.0199"),
    ("write to maria.lopez@example.org please", "email", "maria.lopez@example.org"),
    ("mi correo es ana_p+nc@correo.example.com.", "email", "ana_p+nc@correo.example.com"),
    ("marial at gmail dot com", "email", "marial at gmail dot com"),
    ("marial arroba gmail punto com", "email", "marial arroba gmail punto com"),
    ("my social is 123-45-6789", "ssn", "123-45-6789"),
    ("SSN 123 45 6789", "ssn", "123 45 6789"),
    ("mi seguro social es 123456789", "ssn", "123456789"),
    ("I live at 123 Main St", "address", "123 Main St"),
    ("I live at 1408 N. Pine Hollow Road, Apt 4B in town", "address", "1408 N. Pine Hollow Road, Apt 4B"),
    ("come to 44 oak street", "address", "44 oak street"),
    ("4521 NC Hwy 711 is my house", "address", "4521 NC Hwy 711"),
    ("PO Box 551, Lumberton", "address", "PO Box 551"),
    ("Vivo en la calle 5 #123", "address", "calle 5 #123"),
    ("vivo en Avenida Juárez 45", "address", "Avenida Juárez 45"),
    ("Vivo en 200 W 5th Street", "address", "200 W 5th Street"),
    ("vivo en 88 Elm Ave apartamento 3", "address", "88 Elm Ave apartamento 3"),
    ("I was born on March 4, 1980 in Dunn", "birth_date", "March 4, 1980"),
    ("DOB: 03/04/1980", "birth_date", "03/04/1980"),
    ("my birthday is 4 May", "birth_date", "4 May"),
    ("Nací el 4 de marzo de 1980", "birth_date", "4 de marzo de 1980"),
    ("fecha de nacimiento: 04-03-1980", "birth_date", "04-03-1980"),
    ("my Medicaid ID is 900123456K", "id_number", "900123456K"),
    ("Medicare number 1EG4-TE5-MK73", "id_number", "1EG4-TE5-MK73"),
    ("case number 12345678 was closed", "id_number", "12345678"),
    ("mi número de Medicaid es 900-12-3456-K", "id_number", "900-12-3456-K"),
    ("número de caso 7654321", "id_number", "7654321"),
    ("póliza XJ-4455667", "id_number", "XJ-4455667"),
    ("my A number is A-123456789", "id_number", "A-123456789"),
    ("Hi, my name is Maria Lopez and I need a ride", "name", "Maria Lopez"),
    ("my name is maria and i need a ride", "name", "maria"),
    ("My name's Ann O’Neil", "name", "Ann O’Neil"),
    ("Dr. Smith never called", "name", "Smith"),
    ("Nurse Kelly Jones was kind", "name", "Kelly Jones"),
    ("my son Javier waited a year", "name", "Javier"),
    ("My case worker Linda Jones left", "name", "Linda Jones"),
    ("Me llamo Rosa María de la Cruz", "name", "Rosa María de la Cruz"),
    ("mi nombre es pedro y vivo lejos", "name", "pedro"),
    ("mi doctora, la Dra. Pérez, se fue", "name", "Pérez"),
    ("la señora Gómez me ayudó", "name", "Gómez"),
    ("mi hija Lupita no tiene cita", "name", "Lupita"),
    ("mi vecino Juan Carlos Ruiz", "name", "Juan Carlos Ruiz"),
    ("find me @maria_lopez88", "handle", "@maria_lopez88"),
    ("my insta: marialopez", "handle", "marialopez"),
    ("mi instagram es rosa.nc", "handle", "rosa.nc"),
    (
        "see https://portal.example.org/patient?id=44519",
        "link",
        "https://portal.example.org/patient?id=44519",
    ),
    ("facebook.com/maria.lopez.77", "link", "facebook.com/maria.lopez.77"),
]

FALSE_FRIENDS = """
    It was better in 2024
    From 2019-2020 nobody came
    A visit costs $1,200
    It costs $919.555 or so
    41 people waited outside
    I-95 floods every spring
    Call 911 and wait
    988 answered in Spanish
    Abren de 8 a 5
    They billed CPT 99213
    The clinic closes at 5:30
    Our ZIP is 28358
    We are in 28358-1234
    Medicaid expansion helped 600000 people
    Medicaid in 2024 changed
    My case was closed
    My name is not on the list
    my name is always misspelled
    Mi nombre no está en la lista
    mi nombre es difícil de escribir
    The doctor never called
    The so-called Bypass is not one
    Nobody @work asked us
    My doctor is kind
    Mi doctora no habla español
    Mi hijo tiene asma
    My son has asthma
    My mother, who is 81, cannot drive
    2 people were standing in the street
    We need 3 more doctors on Main Street
    The 4 lane road is dangerous
    Highway 74 needs a bus
    La calle 5 está oscura
    En la calle Main hay 3 baches
    la avenida Central 3 veces al año se inunda
    The bus comes every 45 minutes
    I was born in Robeson County
    Nací en Oaxaca
    born in 1980
    Open 24/7 since 10/21
    Room 204-1200 is cold
    Vaccines for ages 5-11 and 12-17
    Ask for form DMA-5008
    See https://www.ncdhhs.gov/vaccines
    Insurance is too expensive
    El seguro no cubre nada
    50/50 chance @ best
    I give it 10 out of 10
    The rate went from 3.5 to 4.25 percent
    COVID-19 took 1,000,000 lives
    1. rides 2. food 3. rent
    Hay 120 familias en el parque
    I work 7 days a week
    Section 8 housing has a 3 year list
    Social services is on the third floor
    Dr visits cost too much
    Mi familia y yo somos de Veracruz
    Our teacher was wonderful
    Se necesitan 2 intérpretes
    Son 12 millas a la clínica
    H.R. 1234 and Senate Bill 711
    Pfizer or Moderna, I do not care
"""


@pytest.mark.parametrize(("typed", "kind", "what"), FOUND)
def test_personal_data_is_pointed_at(typed: str, kind: str, what: str) -> None:
    assert [(finding.kind, finding.text) for finding in find(typed)] == [(kind, what)]


@pytest.mark.parametrize("typed", [line.strip() for line in FALSE_FRIENDS.split("\n") if line.strip()])
def test_false_friends_are_left_alone(typed: str) -> None:
    assert find(typed) == ()


def test_a_masked_comment_reads_on_in_english() -> None:
    typed = "My name is Maria Lopez, call 919-555-0123 or maria@example.org."
    assert mask(typed, find(typed), "en") == "My name is [name], call [phone number] or [e-mail address]."


def test_a_masked_comment_reads_on_in_spanish() -> None:
    typed = "Me llamo Rosa Cruz, vivo en 123 Main St, mi teléfono es 919-555-0123."
    masked = mask(typed, find(typed), "es")
    assert masked == "Me llamo [nombre], vivo en [dirección], mi teléfono es [número de teléfono]."


@pytest.mark.parametrize("language", ["en", "es"])
def test_nothing_is_left_to_find_in_a_masked_comment(language: str) -> None:
    for typed, _, _ in FOUND:
        assert find(mask(typed, find(typed), language)) == ()


def test_a_finding_of_another_text_is_refused() -> None:
    with pytest.raises(ValueError, match="not in this text"):
        mask("Call me", [Finding("phone", 0, 4, "9195")], "en")


@given(st.text(st.characters() | st.sampled_from("0123456789-.@ #()+Aa"), max_size=80))
def test_findings_stand_in_the_text_and_never_overlap(typed: str) -> None:
    end = 0
    for finding in find(typed):
        assert typed[finding.start : finding.end] == finding.text
        assert finding.start >= end
        end = finding.end
    mask(typed, find(typed), "en")


@pytest.mark.parametrize(
    "hostile",
    [
        "a.",
        "a@",
        "1 A ",
        "Calle A ",
        "919-",
        "my name is ",
        "Medicaid id id ",
        "http://a",
        "Dr. Aa Bb ",
        "1 ",
        "(",
        "case ",
    ],
)
def test_hostile_text_is_read_in_linear_time(hostile: str) -> None:
    started = time.process_time()
    find(hostile * (10_000 // len(hostile)))
    assert time.process_time() - started < 1
