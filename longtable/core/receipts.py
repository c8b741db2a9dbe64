"""Tracking links and codes, for people without an account.

The link's secret follows from the key of the form that the person sent, and the code follows from
the link. So a second click, or a repeat after a lost answer, leads to the same page; the page can
show the code again; and the database holds only hashes of both.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from longtable.core.asked import Asked, Changed
from longtable.core.attempts import count_attempt
from longtable.core.ids import code_from, read_code, show_code, token_from
from longtable.core.models import Receipt
from longtable.core.secrets import derive, token_hash


@dataclass(frozen=True)
class OpenReceipt:
    """A receipt together with its secret, known only while its holder is here."""

    receipt: Receipt
    token: str

    @property
    def path(self) -> str:
        """Path of the tracking link on this site."""
        return f"/track/{self.token}/"

    @property
    def url(self) -> str:
        """The whole tracking link."""
        return f"{settings.PUBLIC_URL}{self.path}"

    @property
    def code(self) -> str:
        """The code in groups, as it is printed and read aloud: ``K7QM-2XWT-9A``."""
        return show_code(_code(self.token))


def give_receipt(form_key: UUID) -> OpenReceipt:
    """The receipt for what was sent with this form: a new one, or the same one again."""
    token = token_from(derive(form_key.hex, purpose="tracking link"))
    receipt, _ = Receipt.objects.get_or_create(
        token_hash=token_hash(token), defaults={"code_hash": token_hash(_code(token))}
    )
    return OpenReceipt(receipt, token)


def new_receipt(form_key: UUID) -> OpenReceipt:
    """The same for a form of which the caller knows that it was not sent before: the caller writes it."""
    token = token_from(derive(form_key.hex, purpose="tracking link"))
    made = Receipt(token_hash=token_hash(token), code_hash=token_hash(_code(token)))
    return OpenReceipt(made, token)


def shown_again(receipt: Receipt, form_key: UUID) -> OpenReceipt:
    """A receipt that was given for this form, with its link, to be sent to whom it belongs. No statement."""
    return OpenReceipt(receipt, token_from(derive(form_key.hex, purpose="tracking link")))


_by_token = Asked(
    lambda token_hash: Receipt.objects.filter(token_hash=token_hash, withdrawn_at=None), token_hash=str
)


def open_by_token(token: str) -> OpenReceipt | None:
    """The receipt of a tracking link. 128 bits cannot be guessed, so tries are not counted."""
    if not 16 <= len(token) <= 64:
        return None
    found = _by_token(token_hash=token_hash(token))
    return OpenReceipt(found[0], token) if found else None


def find_by_code(typed: str, *, tried_by: str) -> Receipt | None:
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
    _note(receipt=receipt.pk, now=timezone.now())


_note = Changed(
    lambda receipt, now: (Receipt.objects.filter(pk=receipt), {"last_used_at": now}),
    receipt=UUID,
    now=datetime,
)


def _code(token: str) -> str:
    return code_from(derive(token, purpose="tracking code"))
