"""What is asked once for a whole sheet, in the same words whatever the sheet is about."""

from functools import partial

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from longtable.core.imports.kinds import Field
from longtable.core.models import Upload

DAY_ORDERS = [
    ("month", _("The month comes first: 5/4 is May 4")),
    ("day", _("The day comes first: 5/4 is April 5")),
]

DAY_ORDER = Field(
    "day_order",
    _("How are dates written?"),
    column=False,
    required=True,
    ask=partial(forms.ChoiceField, choices=DAY_ORDERS, initial="month", widget=forms.RadioSelect),
)

LANGUAGE = Field(
    "language",
    _("What language are the words in?"),
    column=False,
    required=True,
    ask=partial(forms.ChoiceField, choices=settings.LANGUAGES),
)


def is_day_first(upload: Upload) -> bool:
    """Whether 5/4 is April 5 in this sheet."""
    return upload.answers.get(DAY_ORDER.code) == "day"


def language_of(upload: Upload) -> str:
    """The language of its words: the one that was told, else that of the page on which it was brought."""
    return upload.answers.get(LANGUAGE.code) or upload.language
