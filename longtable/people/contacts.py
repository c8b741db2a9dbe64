"""One spelling for a telephone number and an e-mail address, so that the same one is known again."""

from functools import lru_cache

import phonenumbers
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.utils.translation import gettext_lazy as _

from longtable.core.secrets import blind_index

REGION = "US"
"""Where a number without a country code is. An installation serves one state of the United States."""


class ContactKind(models.TextChoices):
    """What can be written to."""

    PHONE = "phone", _("phone")
    EMAIL = "email", _("e-mail")


class NotAContact(ValueError):
    """What was typed is neither a telephone number nor an e-mail address. ``str()`` is for the person."""


@lru_cache(maxsize=1024)
def normalise_phone(typed: str) -> str:
    """A number in E.164, e.g. ``+19195550142``. Raises :class:`NotAContact`."""
    try:
        number = phonenumbers.parse(typed, REGION)
    except phonenumbers.NumberParseException as error:
        raise NotAContact(_("This does not look like a phone number. Example: 919-555-0142")) from error
    possible = phonenumbers.is_possible_number_with_reason(number)
    if possible == phonenumbers.ValidationResult.IS_POSSIBLE_LOCAL_ONLY:
        raise NotAContact(_("Please write the area code too. Example: 919-555-0142"))
    if possible != phonenumbers.ValidationResult.IS_POSSIBLE:
        raise NotAContact(_("This phone number has too few or too many digits. Example: 919-555-0142"))
    if str(number.country_code) not in settings.PHONE_COUNTRY_CODES:
        raise NotAContact(_("We cannot call or text numbers of that country."))
    if _costs_extra(number):
        raise NotAContact(_("We cannot call or text numbers that cost extra, such as 1-900 numbers."))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _costs_extra(number: phonenumbers.PhoneNumber) -> bool:
    """Whether its owner earns by every call: no person's own number, and a way to make us pay.

    Of North America, area code 900 and exchange 976, also where nobody has the number by now.
    """
    national = phonenumbers.national_significant_number(number)
    if number.country_code == 1 and (national[:3] == "900" or national[3:6] == "976"):
        return True
    return bool(phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.PREMIUM_RATE)


def normalise_email(typed: str) -> str:
    """An address in small letters, without the spaces around it. Raises :class:`NotAContact`."""
    address = typed.strip().lower()
    try:
        validate_email(address)
    except ValidationError as error:
        raise NotAContact(_("This does not look like an e-mail address. Example: ana@example.org")) from error
    return address


def normalise(kind: str, typed: str) -> str:
    """The one spelling of a number or address. Raises :class:`NotAContact`."""
    return normalise_phone(typed) if kind == ContactKind.PHONE else normalise_email(typed)


def kind_of(typed: str) -> ContactKind:
    """Whether a person who was given one box typed an address or a number."""
    return ContactKind.EMAIL if "@" in typed else ContactKind.PHONE


def contact_index(kind: str, value: str) -> str:
    """Blind index of a normalised value; empty for an empty one."""
    return blind_index(value, purpose=f"contact {kind}")


def index_of(typed: str) -> str:
    """Blind index of what somebody typed. Raises :class:`NotAContact`."""
    kind = kind_of(typed)
    return contact_index(kind, normalise(kind, typed))


def shown_phone(number: str) -> str:
    """``+19195550142`` -> ``(919) 555-0142``; with its country's code if that is another."""
    if not number:
        return ""
    parsed = phonenumbers.parse(number, REGION)
    here = parsed.country_code == phonenumbers.country_code_for_region(REGION)
    form = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(parsed, form.NATIONAL if here else form.INTERNATIONAL)


def mask_phone(number: str) -> str:
    """``+19195550142`` -> ``•••• 0142``."""
    return f"•••• {number[-4:]}" if number else ""


def mask_email(address: str) -> str:
    """``ana@example.org`` -> ``a•••@example.org``."""
    name, at, domain = address.partition("@")
    return f"{name[:1]}•••@{domain}" if at else ""


def masked(kind: str, value: str) -> str:
    """Enough of a value for its owner to know it again."""
    return mask_phone(value) if kind == ContactKind.PHONE else mask_email(value)
