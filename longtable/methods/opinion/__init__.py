"""Opinion groups: who answers alike, what each group says, what all share and what divides them.

For analysts who must make sense of thousands of answers, and for the pages that show them. Written from
published formulae; docs/opinion-groups.md gives them with their sources and with measured results.
"""

from longtable.methods.opinion.finding import Groups, find_groups
from longtable.methods.opinion.likeness import adjusted_rand

__all__ = ["Groups", "adjusted_rand", "find_groups"]
