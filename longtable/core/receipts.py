"""Giving and reading tracking links and codes, for people without an account."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from longtable.core.attempts import count_attempt
from longtable.core.ids import new_code, new_token, read_code, show_code
from longtable.core.models import Receipt
from longtable.core.secrets import token_hash


@dataclass(frozen=True)
class NewReceipt:
    """The only moment at which the secrets are known: they are shown, and never stored."""

    receipt: Receipt
    token: str
    code: str

    @property
    def path(self) -> str:
        """Path of the tracking link on this site."""
        return f"/track/{self.token}/"

    @property
    def url(self) -> str:
        """The whole tracking link."""
        return f"{settings.PUBLIC_URL}{self.path}"

    @property
    def shown_code(self) -> str:
        """The code in groups, as it is printed and read aloud."""
        return show_code(self.code)


def give_receipt() -> NewReceipt:
    """A new link and code. Call it inside the action whose outcome they open."""
    token, code = new_token(), new_code()
    receipt = Receipt.objects.create(token_hash=token_hash(token), code_hash=token_hash(code))
    return NewReceipt(receipt, token, code)


def receipt_for_token(token: str) -> Receipt | None:
    """The receipt of a tracking link. 128 bits cannot be guessed, so tries are not counted."""
    if not 16 <= len(token) <= 64:
        return None
    return Receipt.objects.filter(token_hash=token_hash(token), withdrawn_at=None).first()


def receipt_for_code(typed: str, *, tried_by: str) -> Receipt | None:
    """The receipt of a code. Counts the try; raises ``TooManyAttempts`` after 10 in 15 minutes.

    All tries together are limited too, so that many addresses cannot share the guessing.
    """
    count_attempt("tracking code", tried_by, limit=10, window=timedelta(minutes=15))
    count_attempt("tracking code, all", "everybody", limit=600, window=timedelta(hours=1))
    code = read_code(typed)
    if code is None:
        return None
    return Receipt.objects.filter(code_hash=token_hash(code), withdrawn_at=None).first()


def note_use(receipt: Receipt) -> None:
    """Remember that the receipt opened something."""
    Receipt.objects.filter(pk=receipt.pk).update(last_used_at=timezone.now())
