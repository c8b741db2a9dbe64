"""Polls and their totals. Nobody sees who chose what; small counts of a telling poll stay hidden."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from longtable.core.access import Missing
from longtable.core.localized import LocalizedText
from longtable.gatherings.models import Gathering, Poll, PollAnswer
from longtable.releases.selectors import default_policy


@dataclass(frozen=True)
class Choice:
    """One answer to choose. ``people``: how many chose it; ``None`` where that is not told."""

    code: str
    words: LocalizedText
    people: int | None
    mine: bool = False


@dataclass(frozen=True)
class Tally:
    """A poll with its totals. ``people``: how many answered; ``None`` where too few did to tell."""

    poll: Poll
    choices: list[Choice]
    people: int | None
    is_withheld: bool

    @property
    def has_answered(self) -> bool:
        """Whether this visit answered."""
        return any(choice.mine for choice in self.choices)


def tallies(gathering: Gathering, voter: str = "", *, with_drafts: bool = False) -> list[Tally]:
    """Polls that are open or closed, with what this visit chose; all of them ``with_drafts``."""
    rows = gathering.polls.all() if with_drafts else gathering.polls.exclude(opened_at=None)
    polls = list(rows)
    answers = PollAnswer.objects.filter(poll__in=polls).values_list("poll", "voter", "codes")
    chosen: dict[UUID, list[tuple[str, list[str]]]] = {}
    for poll, who, codes in answers:
        chosen.setdefault(poll, []).append((who, codes))
    return [_tally(each, chosen.get(each.pk, []), voter) for each in polls]


def poll_of(gathering: Gathering, poll_id: UUID) -> Poll:
    """One poll of a gathering. Raises ``Missing``."""
    found = gathering.polls.filter(pk=poll_id).first()
    if found is None:
        raise Missing(f"No poll {poll_id}")
    found.gathering = gathering
    return found


def must_withhold(counts: Sequence[int], threshold: int) -> bool:
    """Whether totals would tell of so few that others could guess who: then all of them stay hidden.

    One hidden count could be worked out from the others and the sum, so that none is shown alone.
    """
    return any(0 < count < threshold for count in counts)


def _tally(poll: Poll, answers: list[tuple[str, list[str]]], voter: str) -> Tally:
    counts = Counter(code for _who, codes in answers for code in codes)
    mine = {code for who, codes in answers if who == voter for code in codes} if voter else set()
    numbers = [counts[option["code"]] for option in poll.options]
    withheld = poll.is_telling and must_withhold([*numbers, len(answers)], default_policy().threshold)
    choices = [
        Choice(
            option["code"],
            LocalizedText.from_json(option["words"]),
            None if withheld else number,
            option["code"] in mine,
        )
        for option, number in zip(poll.options, numbers, strict=True)
    ]
    return Tally(poll, choices, None if withheld else len(answers), withheld)
