"""The plain rule: what each agreement of two entries weighs, judged by people and kept as a table.

Two questions, two tables: two ministries share a church, and one clinic has five doors. The judgement was
held against the half of the labelled entries that is for tuning; docs/duplicates.md says how well it does
on the other half.
"""

from __future__ import annotations

from typing import Final

from longtable.methods.linkage.weighing import Weights

VERSION: Final = "1"
"""Goes up with every change of a weight or of a comparison: a candidate says which one found it."""

SAME_ORGANIZATION: Final = Weights(
    {  # nothing, a little, alike, one within the other, nearly, the same
        "name": (-3.0, -2.5, -1.0, 1.5, 4.0, 4.0),
        "phone": (-2.0, 3.0),
        "web": (-2.0, 1.5),
        "identifier": (-3.0, 10.0),
        # elsewhere, same town, other suite, slip of the pen, same door
        "door": (-1.5, -1.0, -1.0, 1.0, 1.0),
        "spot": (0.0, 0.0),
    },
    prior=-1.0,
)

SAME_SITE: Final = Weights(
    {
        "name": (-0.5, -0.5, 0.0, 0.5, 1.0, 1.0),
        "phone": (-0.5, 1.0),
        "web": (0.0, 0.0),
        "identifier": (0.0, 1.0),
        "door": (-7.0, -5.0, -5.0, 0.5, 5.0),
        "spot": (-3.0, 4.0),
    },
    prior=-1.0,
)
"""The door decides; what else agrees helps where the address was mistyped or left out."""
