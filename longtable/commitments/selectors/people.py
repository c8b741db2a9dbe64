"""Who spoke, who has been told, and who may own or check a promise."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from longtable.accounts.actors import actor_for_user
from longtable.accounts.models import Membership, User
from longtable.accounts.roles import ROLES, permissions_of
from longtable.commitments.models import Answer, AnswerNotice, Commitment
from longtable.commitments.policies import may_verify
from longtable.core.access import Permission
from longtable.people.contacts import ContactKind
from longtable.people.models import Consent, OptOut
from longtable.voices.models import Comment, Participant, ThemeComment
from longtable.voices.notices import ANSWERS
from longtable.worklists.selectors import holders


def cited_comments(commitment: Commitment) -> QuerySet[Comment]:
    """What was said that led to a commitment. A private request for help is never among it."""
    citations = ThemeComment.objects.filter(theme__links__commitment=commitment)
    return Comment.objects.filter(pk__in=citations.values("comment")).exclude(state=Comment.State.PRIVATE)


def authors(commitment: Commitment) -> QuerySet[Participant]:
    """Everybody whose words led to it, each once, with ``reached``: whether a message may go to them."""
    agreed = Consent.objects.standing().filter(contact_point=OuterRef("contact"), topic=ANSWERS)
    stopped = OptOut.objects.filter(value_index=OuterRef("contact__value_index"), lifted_at=None)
    return (
        Participant.objects.filter(pk__in=cited_comments(commitment).values("participant"))
        .annotate(reached=Q(contact__retired_at=None) & Exists(agreed) & ~Exists(stopped))
        .select_related("contact", "conversation__organization")
        .order_by("pk")
    )


def not_told(answer: Answer) -> QuerySet[Participant]:
    """Authors who have not heard of an answer."""
    told = AnswerNotice.objects.filter(answer=answer).values("participant")
    return authors(answer.commitment).exclude(pk__in=told)


def way_to(author: Participant) -> str:
    """How one of :func:`authors` is told."""
    if author.contact is None or not author.reached:  # type: ignore[attr-defined]
        return AnswerNotice.Way.PAGE
    return AnswerNotice.Way.SMS if author.contact.kind == ContactKind.PHONE else AnswerNotice.Way.EMAIL


@dataclass(frozen=True)
class Reach:
    """How many people an answer reaches, by way."""

    sms: int
    email: int
    page: int

    @property
    def people(self) -> int:
        """All of them."""
        return self.sms + self.email + self.page


def reach(commitment: Commitment) -> Reach:
    """Whom an answer that is published now would reach."""
    spoke = authors(commitment)
    reachable = spoke.filter(reached=True)  # type: ignore[misc]
    reached = Counter(reachable.values_list("contact__kind", flat=True))
    sms, email = reached[ContactKind.PHONE], reached[ContactKind.EMAIL]
    return Reach(sms=sms, email=email, page=spoke.count() - sms - email)


def can_carry(user: User) -> bool:
    """Whether some role of theirs lets them report on a promise of their own."""
    return possible_owners().filter(pk=user.pk).exists()


def possible_owners() -> QuerySet[User]:
    """Active people whose role lets them report on a promise of their own, by name."""
    roles = [name for name in ROLES if Permission.CARRY_COMMITMENTS in permissions_of(name)]
    carrying = Membership.objects.current().filter(role__in=roles).values("user")
    return User.objects.filter(pk__in=carrying).order_by("name")


def who_can_check(commitment: Commitment) -> User | None:
    """Somebody who may check it and is neither its owner nor who reported it; first whoever accepted it."""
    candidates = [
        *holders(Permission.VERIFY_COMMITMENTS, commitment.division),
        *holders(Permission.VERIFY_COMMITMENTS),
    ]
    decided = commitment.steps.filter(before=Commitment.State.PROPOSED).values_list("by", flat=True).last()
    candidates.sort(key=lambda user: user.pk != decided)
    return next((user for user in candidates if may_verify(actor_for_user(user), commitment)), None)
