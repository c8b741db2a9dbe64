"""A second coder: drawing comments, and keeping what they say without having seen the first's."""

from collections.abc import Iterable
from random import Random
from uuid import UUID

from django.utils import timezone

from longtable.accounts.models import User
from longtable.core.access import Actor, Permission, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.localized import LocalizedText
from longtable.voices.models import Coding, CodingRound, Comment, Conversation, ThemeComment
from longtable.voices.policies import may_code, may_end_coding, may_gather
from longtable.worklists.actions import add_work, finish_work

SIZE = 50
"""Comments in a round, unless somebody wants another number: about 40 minutes of reading."""


class NothingToCode(Exception):
    """There is no theme yet, or no comment that could belong to one."""


@action
def begin_coding(
    *, by: Actor, conversation: Conversation, coder: User, size: int = SIZE, seed: int = 0
) -> CodingRound:
    """A sample is drawn, and a second person is asked to code it.

    Half of it is drawn from comments that are in a theme and half from those that are in none, as
    far as there are any, so that what was overlooked is found too. A round that this person has not
    begun is enough: it is given back. Raises :class:`NothingToCode`, and ``Denied`` when the second
    person is whoever asks.
    """
    require(by, may_gather(by, conversation, conversation.area_ids()) and by.id != str(coder.pk))
    # Two people who ask at the same moment wait for each other here.
    Conversation.objects.select_for_update().get(pk=conversation.pk)
    open_rounds = conversation.coding_rounds.filter(coder=coder, finished_at=None)
    there = open_rounds.exclude(codings__coded_at__isnull=False).first()
    if there:
        return Unchanged(there)  # type: ignore[return-value]
    themes = list(conversation.themes.standing())
    drawn = _draw(conversation, size, seed) if themes else []
    if not drawn:
        raise NothingToCode
    begun = CodingRound.objects.create(
        conversation=conversation,
        coder=coder,
        asked_by_id=by.id if by.is_member else None,
        seed=seed,
        size=len(drawn),
    )
    begun.themes.set(themes)
    cited = _themes_of(drawn)
    Coding.objects.bulk_create(
        Coding(round=begun, comment_id=comment, position=position, first=cited.get(comment, []))
        for position, comment in enumerate(drawn, start=1)
    )
    record(by, "voices.coding.begun", begun, conversation)
    add_work(
        by=Actor.system("voices.coding"),
        kind="voices.coding",
        title=LocalizedText.of(
            en="Say which themes these comments belong to", es="Diga a qué temas pertenecen estos comentarios"
        ),
        detail=conversation.question,
        action_label=LocalizedText.of(en="Begin", es="Empezar"),
        owner=coder,
        organization=conversation.organization,
        permission=Permission.GATHER_THEMES,
        url=f"/voices/{conversation.slug}/coding/{begun.pk}/",
        subject=begun,
        key=f"coding {begun.pk}",
    )
    return begun


@action
def code_comment(*, by: Actor, coding: Coding, themes: Iterable[UUID]) -> Coding:
    """The second coder says which themes a comment belongs to; none is an answer too."""
    require(by, may_code(by, coding.round))
    allowed = {str(key) for key in coding.round.themes.values_list("pk", flat=True)}
    coding.second = sorted(allowed & {str(theme) for theme in themes})
    coding.coded_at = timezone.now()
    coding.save(update_fields=["second", "coded_at"])
    record(by, "voices.coding.coded", coding.round, coding.comment)
    if not coding.round.codings.filter(coded_at=None).exists():
        CodingRound.objects.filter(pk=coding.round_id, finished_at=None).update(finished_at=timezone.now())
        finish_work(by=Actor.system("voices.coding"), kind="voices.coding", subject=coding.round)
    return coding


@action
def end_coding(*, by: Actor, coding_round: CodingRound) -> CodingRound:
    """What was coded so far is enough."""
    require(by, may_end_coding(by, coding_round))
    if coding_round.finished_at:
        return Unchanged(coding_round)  # type: ignore[return-value]
    coding_round.finished_at = timezone.now()
    coding_round.save(update_fields=["finished_at"])
    record(by, "voices.coding.ended", coding_round)
    finish_work(by=Actor.system("voices.coding"), kind="voices.coding", subject=coding_round)
    return coding_round


def _draw(conversation: Conversation, size: int, seed: int) -> list[UUID]:
    """Ids of comments in an order of chance; the same seed and comments give the same."""
    private = [Comment.State.PRIVATE, Comment.State.HELD]
    readable = conversation.comments.exclude(state__in=private).order_by("number")
    cited = set(ThemeComment.objects.filter(comment__in=readable).values_list("comment_id", flat=True))
    inside = [key for key in readable.values_list("pk", flat=True) if key in cited]
    outside = [key for key in readable.values_list("pk", flat=True) if key not in cited]
    chance = Random(seed)
    chance.shuffle(inside)
    chance.shuffle(outside)
    from_outside = min(len(outside), max(size // 2, size - len(inside)))
    drawn = inside[: size - from_outside] + outside[:from_outside]
    chance.shuffle(drawn)
    return drawn


def _themes_of(comments: Iterable[UUID]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = {}
    rows = ThemeComment.objects.filter(comment__in=list(comments), theme__merged_into=None)
    for comment, theme in rows.values_list("comment_id", "theme_id"):
        found.setdefault(comment, []).append(str(theme))
    return {comment: sorted(themes) for comment, themes in found.items()}
