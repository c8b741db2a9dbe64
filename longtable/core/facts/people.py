"""People in facts: a key that leads nowhere, and an age that is shared by many."""

import base64
import hashlib
import hmac
from datetime import date
from functools import lru_cache

from django.conf import settings

AGE_BANDS: tuple[tuple[int, str], ...] = (
    (0, "0-17"),
    (18, "18-24"),
    (25, "25-49"),
    (50, "50-64"),
    (65, "65-74"),
    (75, "75+"),
)
"""First year of age and code, as health departments publish populations."""


def person_key(dataset: str, person_id: object) -> str:
    """32 hexadecimal digits, the same for one person within ``dataset`` and different in any other.

    HMAC-SHA-256 under a key that is derived for the dataset alone, so that two datasets cannot be
    joined on people, and nobody without the deployment's key can tell whose it is.
    """
    key = _dataset_key(settings.INDEX_KEY, dataset)
    return hmac.new(key, str(person_id).encode(), hashlib.sha256).hexdigest()[:32]


def age_band(born: date, on: date) -> str:
    """Code of the band of somebody ``born`` then, ``on`` that day. Raises ``ValueError`` before birth."""
    if on < born:
        raise ValueError("not born yet")
    years = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    return next(code for first, code in reversed(AGE_BANDS) if years >= first)


@lru_cache(maxsize=64)
def _dataset_key(index_key: str, dataset: str) -> bytes:
    master = base64.urlsafe_b64decode(index_key)
    return hmac.new(master, f"facts\0{dataset}".encode(), hashlib.sha256).digest()
