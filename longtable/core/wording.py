"""Sentences that are written once and read by people of every language."""

from collections.abc import Callable

from django.conf import settings
from django.utils import translation

from longtable.core.localized import LocalizedText


def in_every_language(write: Callable[[], str]) -> LocalizedText:
    """``write()`` called once for each language of the site, with that language active."""
    versions = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            versions[language] = write()
    return LocalizedText.of(**versions)
