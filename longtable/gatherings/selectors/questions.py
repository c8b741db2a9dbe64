"""What may be read of questions: by anybody, by the panel and staff, by who asked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import get_language

from longtable.accounts.models import Membership, User
from longtable.core.access import Actor, Missing
from longtable.core.models import Receipt
from longtable.gatherings.models import Gathering, Question, QuestionVote
from longtable.gatherings.policies import may_help, may_see_questions
from longtable.methods import personal_data
from longtable.methods.alike import alike
from longtable.methods.danger import find_danger, is_in_danger

State = Question.State
READABLE = (State.SHOWN, State.ANSWERED_LIVE, State.LATER, State.ANSWERED, State.COMMITTED)
"""States in which anybody reads a question."""

COMPARED = 200
"""Questions that are held against each other for likeness, the newest; more nobody looks at in an evening."""


@dataclass
class Listed:
    """A question as it stands in a list, with those that were joined to it.

    ``wanted``: how many people asked it or want to know it too. ``mine``: this visit said so already.
    ``alike``: questions that may ask the same, for a person to join.
    """

    question: Question
    joined: Sequence[Question] = ()
    mine: bool = False
    alike: list[Question] = field(default_factory=list)

    @property
    def wanted(self) -> int:
        """People who asked it, in whatever wording, and those who want to know it too."""
        return 1 + len(self.joined) + self.question.votes

    @cached_property
    def text(self) -> str:
        """The words as others read them: what could tell who somebody is is covered."""
        return _covered(self.question.text, self.question.language)

    @cached_property
    def joined_texts(self) -> list[tuple[Question, str]]:
        """Those that were joined to it, with their words as others read them."""
        return [(each, _covered(each.text, each.language)) for each in self.joined]

    @property
    def translation(self) -> tuple[str, str] | None:
        """``(words, language)`` in the page's language, where somebody translated it."""
        language = (get_language() or "en").split("-")[0]
        there = self.question.translations.get(language)
        if not there or language == self.question.language:
            return None
        return _covered(there["text"], language), language

    @cached_property
    def mentions_danger(self) -> bool:
        """Whether its words tell of danger, surely or perhaps."""
        return bool(find_danger(self.question.text))

    @cached_property
    def in_danger(self) -> bool:
        """Whether somebody on duty was called for it."""
        return is_in_danger(self.question.text)


@dataclass(frozen=True)
class Queue:
    """What moderators and panel see: one queue. ``owed``: to be answered in writing, by whom and when."""

    to_read: list[Listed]
    asked: list[Listed]
    owed: list[Listed]
    done: list[Listed]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked yet."""
        return not (self.to_read or self.asked or self.owed or self.done)


def public_questions(gathering: Gathering, voter: str = "") -> list[Listed]:
    """Questions that anybody reads, those that most people want to know first; answered ones last."""
    heads = _heads(gathering).filter(state__in=READABLE).exclude(text="")
    found = [Listed(each, list(each.joined.all())) for each in heads]
    mine = set(
        QuestionVote.objects.filter(question__gathering=gathering, voter=voter).values_list(
            "question", flat=True
        )
        if voter
        else ()
    )
    for each in found:
        each.mine = each.question.pk in mine
    settled = (State.ANSWERED, State.COMMITTED, State.ANSWERED_LIVE)
    return sorted(
        found, key=lambda each: (each.question.state in settled, -each.wanted, each.question.number)
    )


def queue(gathering: Gathering, *, with_alike: bool = True) -> Queue:
    """Every question of a gathering, by what is to be done with it."""
    found = [Listed(each, list(each.joined.all())) for each in _heads(gathering)]
    by_state: dict[str, list[Listed]] = {}
    for each in found:
        by_state.setdefault(each.question.state, []).append(each)
    open_ones = [*by_state.get(State.ASKED, []), *by_state.get(State.SHOWN, [])]
    if with_alike:
        _suggest(open_ones[-COMPARED:])
    wanted_first = sorted(
        by_state.get(State.SHOWN, []), key=lambda each: (-each.wanted, each.question.number)
    )
    owed = sorted(
        by_state.get(State.LATER, []), key=lambda each: (str(each.question.due_on), each.question.number)
    )
    done = [by_state.get(state, []) for state in (State.ANSWERED_LIVE, State.ANSWERED, State.COMMITTED)]
    return Queue(
        to_read=sorted(by_state.get(State.ASKED, []), key=lambda each: not each.in_danger),
        asked=wanted_first,
        owed=owed,
        done=[*(each for group in done for each in group), *by_state.get(State.NOT_SHOWN, [])],
    )


def live_gathering(actor: Actor, slug: str) -> Gathering:
    """One whose questions ``actor`` may see: staff, partners who help, its panel. Raises ``Missing``."""
    rows = Gathering.objects.select_related("organization").prefetch_related("areas", "hosts", "panelists")
    found = rows.filter(slug=slug).first()
    if found is None or not may_see_questions(actor, found, [each.user_id for each in found.panelists.all()]):
        raise Missing(f"No gathering {slug}")
    return found


def question_of(gathering: Gathering, number: int) -> Listed:
    """One question by its number. Raises ``Missing``."""
    rows = Question.objects.select_related(
        "contact", "owner", "panelist", "commitment", "joined_to", "session"
    )
    found = rows.prefetch_related("joined").filter(gathering=gathering, number=number).first()
    if found is None:
        raise Missing(f"No question {number}")
    found.gathering = gathering
    return Listed(found, list(found.joined.all()))


def readable_question(gathering: Gathering, number: int) -> Question:
    """One that anybody reads. Raises ``Missing``."""
    found = question_of(gathering, number).question
    if found.state not in READABLE or found.joined_to_id:
        raise Missing(f"No question {number}")
    return found


def joinable(gathering: Gathering, question: Question) -> QuerySet[Question]:
    """Questions that it can be joined to."""
    return Question.objects.filter(gathering=gathering, joined_to=None).exclude(pk=question.pk)


def who_can_be_asked(gathering: Gathering, *, already: UUID | None = None) -> QuerySet[User]:
    """People who can be asked to answer in writing, to follow something up or to take notes.

    They are the panel, whoever works for the hosts, and the one who is asked ``already``.
    """
    hosts = [gathering.organization_id, *gathering.hosts.values_list("organization", flat=True)]
    panel = gathering.panelists.exclude(user=None).values("user")
    staff = Membership.objects.current().filter(organization__in=hosts).values("user")
    known = Q(is_active=True) & (Q(pk__in=staff) | Q(pk__in=panel))
    return User.objects.filter(known | Q(pk=already)).order_by("name")


def tracked_question(actor: Actor) -> Question:
    """What the holder of a receipt asked. Raises ``Missing`` for a receipt of another kind."""
    receipt = Receipt.objects.filter(pk=UUID(actor.id), withdrawn_at=None).first()
    rows = Question.objects.select_related(
        "gathering",
        "receipt",
        "contact",
        "joined_to__commitment",
        "joined_to__owner",
        "commitment",
        "owner",
        "panelist",
        "joined_to__panelist",
    )
    found = rows.filter(receipt=receipt).first() if receipt else None
    if found is None:
        raise Missing
    return found


def is_of_a_question(receipt_id: UUID) -> bool:
    """Whether this receipt was given for a question."""
    return Question.objects.filter(receipt=receipt_id).exists()


def may_moderate(actor: Actor, gathering: Gathering) -> bool:
    """Whether ``actor`` decides about questions here, and does not only read them."""
    return may_help(actor, gathering)


def _covered(text: str, language: str) -> str:
    return personal_data.mask(text, personal_data.find(text), language)


def _heads(gathering: Gathering) -> QuerySet[Question]:
    rows = Question.objects.filter(gathering=gathering, joined_to=None)
    return rows.select_related("owner", "panelist", "commitment", "contact").prefetch_related(
        Prefetch("joined", Question.objects.order_by("number"))
    )


def _suggest(listed: Iterable[Listed]) -> None:
    """Put beside each question those that may ask the same, most alike first."""
    open_ones = list(listed)
    texts = [
        [each.question.text, *(there["text"] for there in each.question.translations.values())]
        for each in open_ones
    ]
    for pair in alike(texts):
        one, other = open_ones[pair.one], open_ones[pair.other]
        one.alike.append(other.question)
        other.alike.append(one.question)
