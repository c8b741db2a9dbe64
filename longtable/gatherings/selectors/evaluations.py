"""What people thought of it afterwards, so that nobody can tell who thought what."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from longtable.core.localized import LocalizedText
from longtable.core.secrets import derive
from longtable.gatherings.evaluating import FEWEST, QUESTIONS
from longtable.gatherings.models import Attendance, Evaluation, Gathering, Registration


@dataclass(frozen=True)
class Opinion:
    """One sentence of the evaluation. ``mean``: 1 to 5, of ``people``; ``None`` where too few answered it."""

    code: str
    words: LocalizedText
    people: int
    mean: float | None


@dataclass(frozen=True)
class Opinions:
    """What one group thought. ``people``: everybody; ``waiting``: those of them whose answers are not shown.

    Answers come to light five at a time: whoever looks before and after the sixth learns nothing of it.
    """

    people: int
    waiting: int
    opinions: list[Opinion]
    best: list[Evaluation]
    better: list[Evaluation]


@dataclass(frozen=True)
class Evaluated:
    """``came``: by the own links of those who signed up; ``open``: by the page that anybody can open."""

    came: Opinions
    open: Opinions


def evaluated(gathering: Gathering) -> Evaluated:
    """Every evaluation of a gathering. Those that anybody can send are never mixed with the others."""
    rows = list(gathering.evaluations.order_by("created_at"))
    return Evaluated(
        _thought([row for row in rows if row.is_vouched]),
        _thought([row for row in rows if not row.is_vouched]),
    )


def has_evaluated(gathering: Gathering, registration: Registration | None, voter: str) -> bool:
    """Whether this visit, or this sign-up, has said it already."""
    return Evaluation.objects.filter(form_key=ballot_of(gathering, registration, voter)).exists()


def ballot_of(gathering: Gathering, registration: Registration | None, voter: str) -> UUID:
    """What keeps a second one out: a keyed hash, from which nobody can read whose it is."""
    who = f"registration {registration.pk}" if registration else f"visit {voter}"
    return UUID(bytes=derive(f"{gathering.pk} {who}", purpose="evaluation of a gathering")[:16])


def has_come(registration: Registration) -> bool:
    """Whether anybody of this sign-up was there; where nobody noted who came, whether they had a place."""
    if registration.state != Registration.State.CONFIRMED:
        return False
    came = Attendance.objects.filter(gathering=registration.gathering_id)
    mine = came.filter(attendee__registration=registration, match=Attendance.Match.SURE)
    return mine.exists() or not came.exists()


def _thought(rows: Sequence[Evaluation]) -> Opinions:
    """``rows``: the first that came first. They are shown in no order that tells who was when."""
    shown = sorted(rows[: len(rows) - len(rows) % FEWEST], key=lambda each: each.form_key)
    opinions = []
    for code, words in QUESTIONS.items():
        given = [row.answers[code] for row in shown if code in row.answers]
        mean = sum(given) / len(given) if len(given) >= FEWEST else None
        if given:
            opinions.append(Opinion(code, words, len(given), mean))
    best, better = [row for row in shown if row.best], [row for row in shown if row.better]
    return Opinions(len(rows), len(rows) - len(shown), opinions, best, better)
