"""Names for rows, links and codes: ordered ids inside, unguessable ones outside."""

import secrets
import time
import uuid

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, so that a code can be read aloud and written by hand."""

_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V", "-": "", " ": ""})


def uuid7() -> uuid.UUID:
    """A time-ordered UUID (RFC 9562, version 7): new rows land at the end of an index.

    Python has its own from 3.14 on; until then these twelve lines are all that is needed.
    """
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & (1 << 48) - 1) << 80
    value |= 0x7 << 76
    value |= secrets.randbits(12) << 64
    value |= 0b10 << 62
    value |= secrets.randbits(62)
    return uuid.UUID(int=value)


def new_token() -> str:
    """A secret for a link, 128 random bits in 22 URL-safe characters."""
    return secrets.token_urlsafe(16)


def new_code() -> str:
    """A secret that a person can copy by hand: 10 Crockford characters, 50 random bits."""
    return "".join(secrets.choice(CROCKFORD) for _ in range(10))


def show_code(code: str) -> str:
    """``K7QM2XWT9A`` -> ``K7QM-2XWT-9A``."""
    return "-".join(part for part in (code[:4], code[4:8], code[8:]) if part)


def read_code(typed: str) -> str | None:
    """The code a person meant, or ``None`` when it cannot be one.

    Small letters, spaces, dashes and the usual misreadings (O for 0, I or L for 1) are forgiven.
    """
    code = typed.strip().upper().translate(_MISREAD)
    return code if len(code) == 10 and all(letter in CROCKFORD for letter in code) else None
