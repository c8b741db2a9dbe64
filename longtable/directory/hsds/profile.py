"""Our additions to HSDS: a taxonomy whose terms mark the ``attribute`` rows that hold them.

HSDS lets anybody hang a term and a value on any row. What we know and HSDS has no column for travels so:

======================  ==================================  ==============  ==============================
term (code)             ``link_type``                       ``label``       ``value``
======================  ==================================  ==============  ==============================
``translation``         the field                           language code   the text in that language
``translation_state``   the field                           language code   JSON: origin, stale, missing
code of an `Addition`   the field                           (empty)         the value, see ``values.py``
``led_by``, ``serves``  ``communities``                     (empty)         code of the community
``status_unknown``      ``status``                          (empty)         ``true``: 'inactive' is made up
``available_unknown``   ``available``                       (empty)         ``true``: the number is made up
``value``               as it is                            as it is        a value without a term
======================  ==================================  ==============  ==============================
"""

import uuid

NAMESPACE = uuid.UUID("5f0f4ae0-6d0c-5c5e-9e58-0b0a4d5f7f31")
"""All ids that we work out, and that have to be the same everywhere and always, are made from this."""

TAXONOMY_ID = uuid.uuid5(NAMESPACE, "taxonomy")
TAXONOMY_NAME = "Longtable profile of HSDS"
TAXONOMY_VERSION = "1"
TAXONOMY_DESCRIPTION = "What Longtable adds to HSDS 3.1. Each term marks attributes that hold one kind of it."

UNIT_ID = uuid.uuid5(NAMESPACE, "unit")
UNIT_NAME = "place"
"""HSDS wants a unit for every capacity; this one stands where nobody said what is counted."""

NOBODY_ID = uuid.uuid5(NAMESPACE, "organization")
NOBODY_NAME = "Organization not known"
"""HSDS wants an organization for every service in CSV; this one stands where a source lost it."""

TERMS: dict[str, str] = {
    "translation": "The text of a field in another language.",
    "translation_state": "Who wrote the text of a field, and whether it is up to date.",
    "status_unknown": "Nobody said whether the service is running; 'inactive' stands in for that.",
    "available_unknown": "Nobody counted what is available; the number only says whether there is any.",
    "value": "A value without a term.",
    "as_given": "Text of the source, where what it means had to be worked out.",
    "led_by": "A community by which the organization says that it is led.",
    "serves": "A community that the organization says it serves.",
    "organization_kind": "What kind of organization it is.",
    "mission": "What the organization is for, in its own words.",
    "values": "What the organization holds to, in its own words.",
    "county": "Code of the county or state.",
    "assured_at": "The moment at which somebody last said that all of it is right.",
    "assured_by_organization": "Whether the organization itself said so.",
    "changed_at": "The moment of the last change.",
    "position_is_rough": "The position is the middle of a ZIP code or town.",
    "interpreters_on_site": "Languages of interpreters who are there.",
    "parking": "There is free parking.",
    "bus_line": "Bus that stops nearby.",
    "step_free": "One can get in without steps.",
    "cold_chain": "Can keep food or vaccine cold.",
    "indoor_waiting": "One can wait inside.",
    "slug": "Short name of the taxonomy.",
    "synonyms": "Other words for the term, lists by language code.",
    "capacity_state": "open, waitlist or full.",
    "expires_at": "When it is no longer to be believed.",
    "said_at": "The moment of the change.",
    "change_set": "Changes that were made together have the same.",
    "change_state": "live, or undone since.",
}
"""Codes of the terms, and what each means."""


def term_id(code: str) -> uuid.UUID:
    """Id of one of our terms."""
    return uuid.uuid5(NAMESPACE, f"term:{code}")


CODES: dict[uuid.UUID, str] = {term_id(code): code for code in TERMS}
"""The other way round: ids of our terms to their codes."""


def attribute_id(table: str, row: uuid.UUID, code: str, field: str = "", label: str = "") -> uuid.UUID:
    """Id of the attribute that holds an addition: the same in every export."""
    return uuid.uuid5(NAMESPACE, f"attribute:{table}:{row}:{code}:{field}:{label}")
