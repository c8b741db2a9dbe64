"""Columns that are never brought in: numbers and addresses by which a person could be reached or found."""

import re
from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _

from longtable.methods import personal_data
from longtable.methods.folding import fold

_FILLERS = {"number", "no", "num", "numero", "de", "del", "your", "su", "home", "work", "address", "contact"}
_NAMES: dict[str, set[str]] = {
    "phone": {"phone", "telephone", "tel", "cell", "cellphone", "mobile", "celular", "telefono", "movil"}
    | {"whatsapp", "phones", "telefonos", "cel"},
    "email": {"email", "mail", "e", "correo", "electronico", "emails"},
    "ssn": {"ssn", "social", "security", "seguro", "itin", "nss"},
}
_ALONE_IT_MEANS_NOTHING = {"e", "social", "security", "seguro", "electronico"}
_SHARE = 0.5
"""Of the cells that were looked at."""


def why_private(header: str, samples: Sequence[str], *, but: Collection[str] = ()) -> str:
    """Why this column is left out, in plain words for the person who brought it; empty if it may come in.

    ``but`` names kinds that may: "phone", "email".
    """
    found = _by_name(header) or _by_content(samples)
    if found in but:
        return ""
    if found == "phone":
        return _("These look like phone numbers. They are never imported here.")
    if found == "email":
        return _("These look like e-mail addresses. They are never imported here.")
    if found:
        return _("These look like Social Security numbers. They are never imported here.")
    return ""


def _by_name(header: str) -> str:
    words = set(re.findall("[a-z]+", fold(header).text)) - _FILLERS
    for kind, names in _NAMES.items():
        if words and words <= names and words - _ALONE_IT_MEANS_NOTHING:
            return kind
        if kind == "ssn" and words in ({"social", "security"}, {"seguro", "social"}):
            return kind
    return ""


def _by_content(samples: Sequence[str]) -> str:
    filled = [text for text in samples if text]
    if not filled:
        return ""
    kinds = [_kind_of(text) for text in filled]
    for kind in ("phone", "email", "ssn"):
        if kinds.count(kind) >= max(1, len(filled) * _SHARE):
            return kind
    return ""


def _kind_of(text: str) -> str:
    """The kind of personal data that is nearly all of ``text``."""
    for finding in personal_data.find(text):
        if len(finding.text) >= 0.8 * len(text):
            return "ssn" if finding.kind == "id_number" else finding.kind
    return ""
