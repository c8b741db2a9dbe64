"""Words for figures about who was heard, in templates."""

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from longtable.methods.representation import GroupHeard, Verdict
from longtable.methods.representation.weighting import Objection, Refusal
from longtable.voices.selectors.heard.weights import Weights

register = template.Library()


@register.filter
def percent(share: float | None) -> str:
    """0.125 -> 12.5%; nothing where there is no share."""
    if share is None:
        return ""
    return _("%(number)s%%") % {"number": number_format(100 * share, 1)}


@register.simple_tag
def compared_in_words(compared: GroupHeard) -> str:
    """How many were heard against how many live there: a word first, then the numbers."""
    if compared.verdict == Verdict.NO_POPULATION:
        return _("no population figures")
    if compared.verdict == Verdict.TOO_FEW:
        return _("too few to say")
    figures = {
        "index": number_format(compared.index, 1),
        "low": number_format(compared.low, 1),
        "high": number_format(compared.high, 1),
    }
    words = {
        Verdict.FEWER: _("fewer: %(index)s times their share here (%(low)s to %(high)s)"),
        Verdict.AS_EXPECTED: _("about as many: %(index)s times their share here (%(low)s to %(high)s)"),
        Verdict.MORE: _("more: %(index)s times their share here (%(low)s to %(high)s)"),
    }
    return words[compared.verdict] % figures


@register.simple_tag
def refusal_in_words(refusal: Refusal, weights: Weights) -> str:
    """Why weights are not used."""
    group = ""
    if refusal.margin is not None and refusal.code is not None:
        margin = weights.margins[refusal.margin]
        group = f"{margin.title}, {margin.names[refusal.code]}"
    words = {
        Objection.TOO_FEW_PEOPLE: _("Only %(found)s people were heard; it takes %(limit)s."),
        Objection.NOBODY_IN_GROUP: _("%(group)s: nobody was heard, so nobody can speak for them."),
        Objection.TOO_FEW_IN_GROUP: _(
            "%(group)s: %(found)s people would have to speak for all of them; it takes %(limit)s."
        ),
        Objection.TARGETS_NOT_MET: _(
            "Even then a group would be %(found)s percentage points from its share; %(limit)s are allowed."
        ),
        Objection.LARGE_EFFECT: _(
            "The design effect would be %(found)s: more than half of the people would be lost as noise."
        ),
        Objection.LARGE_WEIGHT: _(
            "One person would speak for %(found)s times as many as the average; %(limit)s are allowed."
        ),
    }
    scale = 100 if refusal.because == Objection.TARGETS_NOT_MET else 1
    found, limit = (scale * each for each in (refusal.found, refusal.limit))
    figures = {"found": number_format(found, _places(found)), "limit": number_format(limit, _places(limit))}
    return words[refusal.because] % {"group": group, **figures}


def _places(number: float) -> int:
    return 0 if float(number).is_integer() else 1
