"""What cells about organisations and people in them say."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from longtable.core.imports.kinds import Unfit
from longtable.core.imports.reading import Choices
from longtable.people.contacts import NotAContact, normalise_email, normalise_phone

YES_NO = Choices.of(
    [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
    {"yes": ["y", "x", "true", "1", "si", "public"], "no": ["n", "false", "0", "private"]},
)
_EXTENSION = re.compile(r"\s*(?:ext\.?|extension|x|anexo|int\.?)\s*(\d{1,6})\s*$", re.IGNORECASE)
_is_address = URLValidator(schemes=["http", "https"])


def phone(text: str) -> str:
    """A number as people dial it, its extension kept: ``910-555-0142 x12``. Raises :class:`Unfit`."""
    extension = _EXTENSION.search(text)
    number = text[: extension.start()] if extension else text
    try:
        dialled = normalise_phone(number)
    except NotAContact as error:
        raise Unfit(str(error)) from error
    national = dialled.removeprefix("+1")
    shown = f"{national[:3]}-{national[3:6]}-{national[6:]}" if len(national) == 10 else dialled
    return f"{shown} x{extension[1]}" if extension else shown


def number_and_extension(shown: str) -> tuple[str, int | None]:
    """What :func:`phone` gave, apart again."""
    number, _space, extension = shown.partition(" x")
    return number, int(extension) if extension else None


def dialled(number: str, extension: int | None) -> str:
    """Both as :func:`phone` gives them."""
    return f"{number} x{extension}" if extension else number


def email(text: str) -> str:
    """An address. Raises :class:`Unfit`."""
    try:
        return normalise_email(text.removeprefix("mailto:"))
    except NotAContact as error:
        raise Unfit(str(error)) from error


def website(text: str) -> str:
    """An address on the web, with its scheme. Raises :class:`Unfit`."""
    address = text if "://" in text else f"https://{text}"
    try:
        _is_address(address)
    except ValidationError as error:
        raise Unfit(_("“%(text)s” is not a web address.") % {"text": text[:60]}) from error
    return address


def zip_code(text: str) -> str:
    """Five digits, or nine. Raises :class:`Unfit`. Excel takes the first zero away: it is put back."""
    digits = re.sub(r"[^0-9]", "", text)
    if len(digits) in (3, 4):
        digits = digits.zfill(5)
    if len(digits) not in (5, 9):
        raise Unfit(_("“%(text)s” is not a ZIP code.") % {"text": text[:20]})
    return digits if len(digits) == 5 else f"{digits[:5]}-{digits[5:]}"


def short(text: str, most: int) -> str:
    """Words on one line. Raises :class:`Unfit` where they are too long to be kept."""
    words = " ".join(text.split())
    if len(words) > most:
        raise Unfit(_("This is longer than %(most)d characters.") % {"most": most})
    return words
