"""Keys at work: what identifies a person is unreadable without them, and still findable.

``encrypt`` uses AES-256-GCM with the key's id in the ciphertext, so that a new key can be put in
front and old rows re-encrypted in their own time (``longtable people rotate-keys``).
``blind_index`` is an HMAC-SHA-256 of a normalised value under another key: equal values can be
found, and nothing can be read from it. ``token_hash`` is the same for secrets of high entropy.
"""

import base64
import hmac
import os
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import models
from django.db.models import lookups


class Undecryptable(Exception):
    """The ciphertext was changed, or its key is not among ``LONGTABLE_ENCRYPTION_KEYS``."""


@lru_cache
def _ring(keys: tuple[str, ...]) -> dict[str, AESGCM]:
    ring: dict[str, AESGCM] = {}
    for entry in keys:
        key_id, _, key = entry.partition(":")
        if key_id in ring:
            raise ImproperlyConfigured(f"Two encryption keys are called {key_id!r}")
        try:
            ring[key_id] = AESGCM(base64.urlsafe_b64decode(key))
        except ValueError as error:
            raise ImproperlyConfigured(f"The encryption key {key_id!r} is not 32 bytes in base64") from error
    if not ring:
        raise ImproperlyConfigured("LONGTABLE_ENCRYPTION_KEYS names no key")
    return ring


def key_ids() -> frozenset[str]:
    """Ids of all keys that values here may be under."""
    return frozenset(_ring(tuple(settings.ENCRYPTION_KEYS)))


def current_key_id() -> str:
    """Id of the key that new values are written with: the first one."""
    return next(iter(_ring(tuple(settings.ENCRYPTION_KEYS))))


def encrypt(text: str, *, context: str) -> str:
    """``key id $ base64(nonce + ciphertext)``. ``context`` (the column) is bound to the value, so
    that a ciphertext moved into another column does not decrypt."""
    key_id = current_key_id()
    nonce = os.urandom(12)
    sealed = _ring(tuple(settings.ENCRYPTION_KEYS))[key_id].encrypt(nonce, text.encode(), context.encode())
    return f"{key_id}${base64.urlsafe_b64encode(nonce + sealed).decode()}"


def decrypt(sealed: str, *, context: str) -> str:
    """The text that was given to :func:`encrypt`. Raises :class:`Undecryptable`."""
    key_id, _, body = sealed.partition("$")
    cipher = _ring(tuple(settings.ENCRYPTION_KEYS)).get(key_id)
    if cipher is None:
        raise Undecryptable(f"No key {key_id!r} here")
    try:
        raw = base64.urlsafe_b64decode(body)
        return cipher.decrypt(raw[:12], raw[12:], context.encode()).decode()
    except (InvalidTag, ValueError) as error:
        raise Undecryptable(f"The value in {context} was changed or belongs elsewhere") from error


def key_id_of(sealed: str) -> str:
    """Id of the key that a ciphertext was written with."""
    return sealed.partition("$")[0]


def blind_index(value: str, *, purpose: str) -> str:
    """64 hexadecimal digits, equal for equal ``value`` and ``purpose``; empty for an empty value."""
    return derive(value, purpose=purpose).hex() if value else ""


def derive(secret: str, *, purpose: str) -> bytes:
    """32 bytes that follow from ``secret`` and the index key alone, and do not lead back to it."""
    key = base64.urlsafe_b64decode(settings.INDEX_KEY)
    return hmac.digest(key, f"{purpose}\0{secret}".encode(), "sha256")


def token_hash(secret: str) -> str:
    """How a tracking link, code or API key is stored."""
    return blind_index(secret, purpose="token")


class EncryptedTextField(models.TextField):
    """A text column that is readable only with the keys. It cannot be searched: keep a blind index.

    Only ``""`` and ``None`` stand as they are, so that one can ask which rows are empty.
    """

    @property
    def _context(self) -> str:
        return f"{self.model._meta.label_lower}.{self.attname}"

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        return value if not value else decrypt(value, context=self._context)

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if isinstance(value, str) and value:
            value = encrypt(value, context=self._context)
        return super().get_db_prep_save(value, connection)

    def get_lookup(self, lookup_name: str) -> Any:
        """Only ``isnull`` and equality with nothing: any other comparison would never be true."""
        return {"isnull": lookups.IsNull, "exact": _IsEmpty}.get(lookup_name)


class _IsEmpty(lookups.Exact):
    """``field=""``, or the empty value of a kind of field that is no plain text."""

    def get_prep_lookup(self) -> Any:
        if self.rhs:
            raise FieldError("An encrypted column cannot be searched: keep a blind index beside it")
        return ""
