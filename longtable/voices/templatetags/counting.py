"""Shares, answers, signs and rules in plain words, for pages about results and records."""

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from longtable.methods.redaction import Rule
from longtable.methods.stuffing import Sign
from longtable.voices.models import Vote
from longtable.voices.models.folds import TYPED_TWICE

register = template.Library()

SIGNS = {
    Sign.IN_TURN: _("They came from the same network, one after the other."),
    Sign.TOO_FAST: _("They came from the same network and answered faster than anybody reads."),
    Sign.SAME_ORDER: _("They answered the same statements in the same order; others meet them in any order."),
    Sign.BURST: _("Many answered only the same few statements, in the same way."),
    TYPED_TWICE: _("It is the same sheet of paper, typed in twice."),
}


@register.filter
def percent(share: float | None) -> str:
    """``0.643`` -> 64%, and a dash where there is nothing to share."""
    return "–" if share is None else f"{share:.0%}"


@register.filter
def sign_in_words(code: str) -> str:
    """What made answers look like one person's."""
    return str(SIGNS[code])


@register.filter
def answer_in_words(value: int | None) -> str:
    """Agree, Disagree, Not sure, or nothing."""
    return "" if value is None else str(Vote.Value(value).label)


@register.filter
def rule_in_words(rule: Rule) -> str:
    """What a rule takes out, in the page's language."""
    language = (get_language() or "en").split("-")[0]
    return rule.what.get(language) or rule.what.get("en") or rule.code
