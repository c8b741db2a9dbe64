"""What people write in many ways: words of names in both languages, and parts of addresses."""

from __future__ import annotations

from typing import Final


def _spellings(table: str) -> dict[str, str]:
    """``word: spelling, spelling`` on each line, as spelling -> word."""
    lines = (line.split(":") for line in table.strip().splitlines())
    return {spelling.strip(): word.strip() for word, spellings in lines for spelling in spellings.split(",")}


LEGAL_FORMS: Final = frozenset(
    ("inc", "incorporated", "llc", "llp", "pllc", "corp", "corporation", "ltd", "pc", "pa", "nfp", "npo")
)
SMALL_WORDS: Final = frozenset(
    {"the", "a", "an", "of", "for", "and", "at", "in", "on", "to"}
    | {"de", "del", "la", "las", "el", "los", "y", "e", "en", "para", "por"}
)

NAME_WORDS: Final = _spellings(
    """
    african methodist episcopal: ame
    agency: agencia
    association: assn, assoc
    baptist: bapt
    center: ctr, centre, centro
    child: children, nino, nina
    church: ch, iglesia
    city: ciudad
    clinic: clinica
    community: comm, comunidad, comunitaria, comunitario
    community health center: chc
    council: consejo
    county: co, condado
    department: dept, departamento
    department social service: dss
    domestic violence: dv
    elementary: elem
    family: familia
    farmworker: campesino, campesina
    first: primero, primera
    food: comida, alimento
    food bank: foodbank
    health: salud
    hispanic: hispano, hispana
    hospital: hosp
    international: intl
    ministry: ministerio
    mount: mt
    national: natl
    organization: org, organizacion
    pantry: despensa
    project: proyecto
    recreation: rec
    rehabilitation: rehab
    school: escuela
    service: svc, servicio
    st: saint, street
    tribe: tribal
    university: univ, universidad
    volunteer fire department: vfd
    """
)
"""Spelling, in the singular, to the words that it stands for."""

STREET_WORDS: Final = _spellings(
    """
    ave: avenue, av, aven
    blvd: boulevard, boul
    cir: circle, circ, cr
    ct: court
    dr: drive
    ext: extension
    hwy: highway
    ln: lane
    mt: mount
    pkwy: parkway
    pl: place
    plz: plaza
    rd: road
    rte: route
    sq: square
    st: street, str, saint
    ter: terrace
    trl: trail
    wy: way
    n: north
    s: south
    e: east
    w: west
    ne: northeast
    nw: northwest
    se: southeast
    sw: southwest
    1st: first
    2nd: second
    3rd: third
    4th: fourth
    5th: fifth
    6th: sixth
    7th: seventh
    8th: eighth
    9th: ninth
    10th: tenth
    """
)

SHARED_HOSTS: Final = frozenset(
    {"facebook.com", "m.facebook.com", "instagram.com", "twitter.com", "x.com", "youtube.com", "linktr.ee"}
    | {"sites.google.com", "gmail.com", "yahoo.com", "hotmail.com", "outlook.com", "aol.com"}
)
"""Where pages and mail of many stand: to have it in common says nothing."""
