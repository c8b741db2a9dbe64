"""How one may pay for a service: the ways that a form offers, and words for those that a source names.

HSDS before 3.0 had a table of them; now they travel as attributes of the service, one for each way.
"""

import re
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

LINK_TYPE = "payments_accepted"
"""What marks such an attribute, as the transformation of HSDS 1 and 2 calls it."""

PAYMENTS = {
    "cash": _("cash"),
    "card": _("credit or debit card"),
    "check": _("check"),
    "ebt": _("EBT (food stamps)"),
    "wic": _("WIC"),
    "medicaid": _("Medicaid"),
    "medicare": _("Medicare"),
    "insurance": _("private insurance"),
}

_ALSO = {
    "checks": "check",
    "credit card": "card",
    "credit cards": "card",
    "credit/debit card": "card",
    "debit card": "card",
    "snap": "ebt",
    "private insurance": "insurance",
}


def code_of(value: str) -> str:
    """Our code of one way, however a source writes it; empty when it is none of ours."""
    plain = " ".join(value.split()).casefold()
    return plain if plain in PAYMENTS else _ALSO.get(plain, "")


def names_of(values: Iterable[str]) -> list[str]:
    """Names in the reader's language, each once; a way that is none of ours as the source wrote it."""
    ways = [way.strip() for value in values for way in re.split(r"[,;]", value)]
    return list(dict.fromkeys(str(PAYMENTS.get(code_of(way), way)) for way in ways if way))
