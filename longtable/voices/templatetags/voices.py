"""Words of comments, and for figures about them, in templates."""

from django import template
from django.utils import translation
from django.utils.translation import get_language, gettext_lazy

from longtable.methods.agreement import Agreement, Reading
from longtable.voices.models import Comment, CommentTranslation

register = template.Library()


@register.simple_tag
def translation_of(comment: Comment) -> CommentTranslation | None:
    """The translation into the page's language, if there is one. Wants prefetched translations."""
    language = (get_language() or "").split("-")[0]
    return next((each for each in comment.translations.all() if each.language == language), None)


@register.filter
def language_name(code: str) -> str:
    """``es`` -> Spanish, in the page's language; a code that Django does not know stays as it is."""
    try:
        return str(translation.get_language_info(code)["name_translated"])
    except KeyError:
        return code


READINGS = {
    Reading.POOR: gettext_lazy("worse than chance"),
    Reading.SLIGHT: gettext_lazy("hardly more than chance"),
    Reading.FAIR: gettext_lazy("weak"),
    Reading.MODERATE: gettext_lazy("moderate"),
    Reading.SUBSTANTIAL: gettext_lazy("good"),
    Reading.ALMOST_PERFECT: gettext_lazy("very good"),
}
CONCLUSIONS = {
    Reading.RELIABLE: gettext_lazy("The two agree enough to rely on the themes."),
    Reading.TENTATIVE: gettext_lazy("The two agree fairly well: use the themes with care."),
    Reading.UNRELIABLE: gettext_lazy(
        "The two agree too little to rely on the themes. Talk about where they differ, sharpen the words for "
        "the themes, and try again."
    ),
}


@register.simple_tag
def reading_in_words(reading: Reading) -> str:
    """What a kappa means, in a word or two."""
    return str(READINGS[reading])


@register.simple_tag
def agreement_in_words(figures: Agreement) -> str:
    """What one may conclude from how far two coders agree."""
    if figures.reading is None:
        return str(gettext_lazy("Too little was coded to say how much the two agree."))
    return str(CONCLUSIONS[figures.reading])
