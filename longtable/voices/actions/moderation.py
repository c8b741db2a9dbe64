"""Deciding what others see. Every decision has a reason, is told to the author, and can be undone."""

from typing import Any

from django.utils import timezone

from longtable.accounts.models import User
from longtable.core.access import Actor, action, require
from longtable.core.audit import record
from longtable.core.states import IllegalMove
from longtable.core.work import emit
from longtable.voices.models import Comment, CommentTranslation, Decision, HelpRequest
from longtable.voices.policies import can_wait_again, may_moderate


@action
def decide(
    *,
    by: Actor,
    comment: Comment,
    after: str,
    reason: str,
    public_text: str = "",
) -> Comment:
    """A moderator shows a comment, or does not. The author reads the reason on the tracking page.

    ``public_text`` is what others will read when personal data was masked; the author's own words
    are kept. Raises ``IllegalMove`` when somebody else decided meanwhile.
    """
    require(by, may_moderate(by, comment.conversation, comment.conversation.area_ids()))
    before = comment.state
    changes: dict[str, Any] = (
        {} if comment.read_at else {"read_at": timezone.now(), "read_by_id": by.id if by.is_member else None}
    )
    shown = public_text if after == Comment.State.SHOWN and public_text != comment.text else ""
    if before == after:
        if not Comment.objects.filter(pk=comment.pk, state=before).update(public_text=shown, **changes):
            raise IllegalMove(f"comment {comment.number} was moved by somebody else meanwhile")
        comment.refresh_from_db()
    else:
        Comment.lifecycle.move(comment, after, public_text=shown, **changes)
    Decision.objects.create(
        comment=comment, before=before, after=after, reason=reason, by_id=by.id if by.is_member else None
    )
    record(by, f"voices.comment.{after}", comment, fields=["state", "public_text"], why=reason)
    emit("voices.comment.decided", comment_id=str(comment.pk))
    return comment


@action
def release(*, by: Actor, comment: Comment) -> Comment:
    """What was decided is taken back: the comment waits to be read again.

    One that became a private request is part of the conversation again; its author is no longer
    offered a call. Raises ``IllegalMove`` when it waits already, or when the author said yes to the call.
    """
    require(by, may_moderate(by, comment.conversation, comment.conversation.area_ids()))
    before = comment.state
    offered = list(comment.help_requests.select_for_update().filter(state=HelpRequest.State.ASKED))
    if not can_wait_again(comment):
        raise IllegalMove(f"comment {comment.number} cannot wait again")
    Comment.lifecycle.move(comment, Comment.State.WAITING)
    for request in offered:
        HelpRequest.lifecycle.move(request, HelpRequest.State.CLOSED)
    Decision.objects.create(
        comment=comment,
        before=before,
        after=Comment.State.WAITING,
        reason=Decision.Reason.AGAIN,
        by_id=by.id if by.is_member else None,
    )
    record(by, "voices.comment.released", comment, *offered, fields=["state"], why=Decision.Reason.AGAIN)
    emit("voices.comment.released", comment_id=str(comment.pk))
    if before == Comment.State.PRIVATE:
        for theme in comment.citations.values_list("theme", flat=True):
            emit("voices.theme.cited", theme_id=str(theme), comment_ids=[str(comment.pk)])
    return comment


@action
def translate(*, by: Actor, comment: Comment, language: str, text: str) -> CommentTranslation:
    """A person puts a comment into another language. The original stays beside it."""
    require(by, may_moderate(by, comment.conversation, comment.conversation.area_ids()))
    translation, _ = CommentTranslation.objects.update_or_create(
        comment=comment,
        language=language,
        defaults={
            "text": text,
            "origin": CommentTranslation.Origin.HUMAN,
            "by": User.objects.filter(pk=by.id).first() if by.is_member else None,
        },
    )
    record(by, "voices.comment.translated", comment, fields=[language])
    return translation
