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
    return _("%(number)s%%") % {"number": _rounded(100 * share)}


@register.simple_tag
def compared_in_words(compared: GroupHeard) -> str:
    """How many were heard against how many live there: a word first, then the numbers."""
    if compared.verdict == Verdict.NO_POPULATION:
        return _("no population figures")
    if compared.verdict == Verdict.TOO_FEW:
        return _("too few to say")
    figures = {
        "index": _rounded(compared.index or 0.0),
        "low": _rounded(compared.low or 0.0),
        "high": _rounded(compared.high or 0.0),
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
        Objection.TOO_FEW_PEOPLE: _("People heard: %(found)s. It takes %(limit)s."),
        Objection.NOBODY_IN_GROUP: _("%(group)s: nobody was heard, so nobody can speak for them."),
        Objection.TOO_FEW_IN_GROUP: _(
            "%(group)s: %(found)s of the %(limit)s people that it takes to speak for all of them."
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
    return words[refusal.because] % {"group": group, "found": _short(found), "limit": _short(limit)}


def _rounded(number: float, places: int = 1) -> str:
    """``number_format`` alone would cut off what follows the last place."""
    return number_format(round(number, places), places, force_grouping=True)


def _short(number: float) -> str:
    return _rounded(number, 0 if float(number).is_integer() else 1)
