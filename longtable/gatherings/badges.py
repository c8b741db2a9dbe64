"""The code on a badge and in a message, by which somebody is found at the door."""

from uuid import UUID

from longtable.core.ids import code_from
from longtable.core.secrets import derive, token_hash


def badge_code(form_key: UUID, number: int) -> str:
    """Ten characters for person ``number`` of the registration that was sent with this form.

    They follow from the form, so that the page can show them again, and only their hash is stored.
    """
    return code_from(derive(f"{form_key.hex} {number}", purpose="badge"))


def badge_hash(code: str) -> str:
    """How :func:`badge_code` is stored with an attendee."""
    return token_hash(code)
