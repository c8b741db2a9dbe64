"""Names for rows, links and codes: ordered ids inside, unguessable ones outside."""

import base64
import secrets
import time
import uuid

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, so that a code can be read aloud and written by hand."""

_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V", "-": "", " ": ""})


def uuid7() -> uuid.UUID:
    """A time-ordered UUID (RFC 9562, version 7, its third method): new rows land at the end of an index.

    Python has its own from 3.14 on; until then these twelve lines are all that is needed.
    """
    milliseconds, nanoseconds = divmod(time.time_ns(), 1_000_000)
    value = (milliseconds & (1 << 48) - 1) << 80
    value |= 0x7 << 76
    value |= (nanoseconds << 12) // 1_000_000 << 64  # the fraction of the millisecond keeps the order
    value |= 0b10 << 62
    value |= secrets.randbits(62)
    return uuid.UUID(int=value)


def token_from(digest: bytes) -> str:
    """The secret of a link: the first 128 bits of ``digest`` in 22 URL-safe characters."""
    return base64.urlsafe_b64encode(digest[:16]).rstrip(b"=").decode()


def code_from(digest: bytes) -> str:
    """A secret that a person can copy by hand: the first 50 bits of ``digest``, 10 Crockford characters."""
    bits = int.from_bytes(digest[:7], "big") >> 6
    return "".join(CROCKFORD[bits >> shift & 31] for shift in range(45, -1, -5))


def show_code(code: str) -> str:
    """``K7QM2XWT9A`` -> ``K7QM-2XWT-9A``."""
    return "-".join(part for part in (code[:4], code[4:8], code[8:]) if part)


def read_code(typed: str) -> str | None:
    """The code a person meant, or ``None`` when it cannot be one.

    Small letters, spaces, dashes and the usual misreadings (O for 0, I or L for 1) are forgiven.
    """
    code = typed.strip().upper().translate(_MISREAD)
    return code if len(code) == 10 and all(letter in CROCKFORD for letter in code) else None
