"""Words of comments in templates."""

from django import template
from django.utils.translation import get_language

from longtable.voices.models import Comment, CommentTranslation

register = template.Library()


@register.simple_tag
def translation_of(comment: Comment) -> CommentTranslation | None:
    """The translation into the page's language, if there is one. Wants prefetched translations."""
    language = (get_language() or "").split("-")[0]
    return next((each for each in comment.translations.all() if each.language == language), None)
