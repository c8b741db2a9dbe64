"""The thread from what was decided to what changed, as pages show it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Case, Count, Prefetch, Q, QuerySet, When, Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from django.utils.translation import get_language

from longtable.commitments.models import Answer, Commitment, CommitmentTheme, Step
from longtable.voices.models import Comment, Theme, ThemeComment

QUOTED = 2
"""Comments that stand for a theme on a page, at most."""


@dataclass(frozen=True)
class Said:
    """A theme, and some of the words that it stands on."""

    theme: Theme
    quotations: tuple[Comment, ...]


@dataclass(frozen=True)
class Chain:
    """One commitment with everything that happened since."""

    commitment: Commitment
    steps: tuple[Step, ...]
    answers: tuple[Answer, ...]
    today: date
    said: tuple[Said, ...] = ()
    people: int = 0

    @property
    def themes(self) -> tuple[Theme, ...]:
        """What it answers, as far as anybody may read it."""
        return tuple(each.theme for each in self.said)

    @property
    def begun(self) -> Step | None:
        """What was last said while it was under way."""
        return self._last(Commitment.State.UNDER_WAY)

    @property
    def done(self) -> Step | None:
        """What was done, unless it was sent back since."""
        settled = self.commitment.state in (Commitment.State.DONE, Commitment.State.VERIFIED)
        return self._last(Commitment.State.DONE) if settled else None

    @property
    def changed(self) -> Step | None:
        """What changed, as somebody other than the owner found it."""
        return self._last(Commitment.State.VERIFIED)

    @property
    def answer(self) -> Answer | None:
        """The latest answer to those who spoke."""
        return self.answers[-1] if self.answers else None

    @property
    def length(self) -> int:
        """How far the thread has come: 0 decided, 1 under way, 2 done, 3 changed."""
        return 3 if self.changed else 2 if self.done else 1 if self.begun else 0

    @property
    def days_late(self) -> int:
        """Days since its day has passed, 0 while there is time."""
        return self.commitment.days_late(self.today)

    def _last(self, after: str) -> Step | None:
        return next((step for step in reversed(self.steps) if step.after == after), None)


def chains(commitments: QuerySet[Commitment]) -> list[Chain]:
    """Each commitment as a chain, in the given order. Three queries."""
    today = timezone.localdate()
    found = commitments.select_related("owner", "division").prefetch_related(
        Prefetch("steps", Step.objects.select_related("by", "file")),
        Prefetch("answers", Answer.objects.select_related("by")),
    )
    return [Chain(each, tuple(each.steps.all()), tuple(each.answers.all()), today) for each in found]


def with_what_was_said(found: Sequence[Chain]) -> list[Chain]:
    """The same chains with their public themes and the number of people who spoke. Four queries."""
    ids = [chain.commitment.pk for chain in found]
    themes: dict[UUID, list[Theme]] = defaultdict(list)
    links = CommitmentTheme.objects.filter(commitment__in=ids, theme__is_public=True)
    for link in links.select_related("theme__conversation").order_by("created_at"):
        themes[link.commitment_id].append(link.theme)
    quoted = quotations({theme.pk for answered in themes.values() for theme in answered})
    people = people_of(ids)
    return [
        Chain(
            chain.commitment,
            chain.steps,
            chain.answers,
            chain.today,
            tuple(Said(theme, tuple(quoted[theme.pk])) for theme in themes[chain.commitment.pk]),
            people.get(chain.commitment.pk, 0),
        )
        for chain in found
    ]


def quotations(themes: Iterable[UUID]) -> dict[UUID, list[Comment]]:
    """What others may read of each theme: a few comments, the reader's language first. Two queries."""
    language = (get_language() or "").split("-")[0]
    place = Window(
        RowNumber(),
        partition_by="theme",
        order_by=[
            Case(When(comment__language=language, then=0), default=1),
            "-comment__agrees",
            "comment__number",
        ],
    )
    cited = ThemeComment.objects.filter(theme__in=list(themes), comment__state=Comment.State.SHOWN)
    first = cited.annotate(place=place).filter(place__lte=QUOTED).order_by("place")
    found: dict[UUID, list[Comment]] = defaultdict(list)
    for citation in first.select_related("comment").prefetch_related("comment__translations"):
        found[citation.theme_id].append(citation.comment)
    return found


def people_of(commitments: Iterable[UUID]) -> dict[UUID, int]:
    """How many people said what led to each commitment, each person counted once."""
    spoke = Count(
        "theme__comments__participant",
        distinct=True,
        filter=~Q(theme__comments__state=Comment.State.PRIVATE),
    )
    rows = CommitmentTheme.objects.filter(commitment__in=list(commitments)).order_by()
    return dict(rows.values("commitment").annotate(people=spoke).values_list("commitment", "people"))


def thread_of(comments: Iterable[UUID]) -> dict[UUID, list[Chain]]:
    """What was decided because of each comment, as anybody may read it. Four queries, whatever the number."""
    found: dict[UUID, list[Chain]] = {comment: [] for comment in comments}
    pairs = set(
        ThemeComment.objects.filter(
            comment__in=list(found), theme__links__commitment__state__in=Commitment.PUBLIC
        )
        .exclude(comment__state=Comment.State.PRIVATE)
        .values_list("comment", "theme__links__commitment")
    )
    decided = Commitment.objects.filter(pk__in={commitment for _comment, commitment in pairs})
    by_id = {chain.commitment.pk: chain for chain in chains(decided)}
    for comment, commitment in sorted(pairs, key=lambda pair: by_id[pair[1]].commitment.number):
        found[comment].append(by_id[commitment])
    return found


def thread_of_themes(themes: Iterable[UUID], commitments: QuerySet[Commitment]) -> dict[UUID, list[Chain]]:
    """What of ``commitments`` was decided because of each theme. Four queries."""
    pairs = list(
        CommitmentTheme.objects.filter(theme__in=list(themes), commitment__in=commitments.values("pk"))
        .order_by("commitment__number")
        .values_list("theme", "commitment")
    )
    by_id = {
        chain.commitment.pk: chain
        for chain in chains(Commitment.objects.filter(pk__in={commitment for _theme, commitment in pairs}))
    }
    found: dict[UUID, list[Chain]] = defaultdict(list)
    for theme, commitment in pairs:
        found[theme].append(by_id[commitment])
    return found
