"""Who was heard, held against who lives there, for anyone who must say how far voices stand for a place.

:func:`rake` makes weights, :func:`may_weight` says whether they may be used, :func:`heard` compares groups
with a population, :func:`weighted_share` gives a share with its interval, with weights or without.
Formulae, sources and limits stand in ``docs/who-was-heard.md``.
"""

from longtable.methods.representation.groups import GroupHeard, Verdict, heard
from longtable.methods.representation.raking import Raked, design_effect, rake
from longtable.methods.representation.shares import Share, weighted_share, wilson
from longtable.methods.representation.weighting import Objection, Refusal, Weighing, may_weight

__all__ = [
    "GroupHeard",
    "Objection",
    "Raked",
    "Refusal",
    "Share",
    "Verdict",
    "Weighing",
    "design_effect",
    "heard",
    "may_weight",
    "rake",
    "weighted_share",
    "wilson",
]
