"""Names of the languages in which help is given, for those who look for theirs."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LANGUAGES = {
    "en": _("English"),
    "es": _("Spanish"),
    "ase": _("American Sign Language"),
    "ar": _("Arabic"),
    "my": _("Burmese"),
    "zh": _("Chinese"),
    "fr": _("French"),
    "ht": _("Haitian Creole"),
    "hi": _("Hindi"),
    "hmn": _("Hmong"),
    "ko": _("Korean"),
    "mix": _("Mixtec"),
    "pt": _("Portuguese"),
    "ru": _("Russian"),
    "sw": _("Swahili"),
    "uk": pgettext_lazy("language", "Ukrainian"),
    "vi": _("Vietnamese"),
}
"""ISO 639 code to name: what people of this country ask for most, by name in the page's language later."""


def name_of(code: str, given: str = "") -> str:
    """The name of a language for the reader; what the source called it where the code is none of ours."""
    return str(LANGUAGES.get(code.split("-")[0].lower(), given or code))


def names_of(codes: str) -> list[str]:
    """Names for codes that stand in one text with commas between them."""
    return [name_of(code.strip()) for code in codes.split(",") if code.strip()]
