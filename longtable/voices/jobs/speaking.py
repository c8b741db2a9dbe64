"""What follows when somebody speaks: the right person hears of it."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from longtable.accounts.models import Organization, User
from longtable.core.access import Actor, Permission
from longtable.core.localized import LocalizedText
from longtable.core.work import on
from longtable.messaging.actions import notify
from longtable.voices.actions import forget_person
from longtable.voices.models import Comment, Conversation, HelpRequest
from longtable.worklists.actions import add_work, finish_work
from longtable.worklists.clocks import close_of_day
from longtable.worklists.models import WorkItem
from longtable.worklists.selectors import holders, on_duty, shifts_on_duty

DANGER_MINUTES = 15
"""By when somebody on duty has read a comment with words of danger."""

READ_DAYS = 2
"""Working days within which a comment is read; a week-end does not make it late."""

READ = LocalizedText.of(en="Read", es="Leer")


@on("voices.danger")
def page_who_is_on_duty(comment_id: str) -> None:
    """Whoever is on duty gets a message and the first line of their list."""
    by = Actor.system("voices.danger")
    comment = Comment.objects.select_related("conversation__organization").filter(pk=comment_id).first()
    if comment is None:  # the file that brought it was taken back
        return
    conversation = comment.conversation
    path = reverse("voices:decide", args=[conversation.slug, comment.number])
    add_work(
        by=by,
        kind="voices.danger",
        title=LocalizedText.of(
            en="Read now: somebody may be in danger", es="Lea ahora: alguien puede estar en peligro"
        ),
        detail=conversation.question,
        due_at=comment.created_at + timedelta(minutes=DANGER_MINUTES),
        organization=conversation.organization,
        permission=Permission.MODERATE,
        url=path,
        action_label=READ,
        subject=comment,
        key=f"danger {comment.pk}",
    )
    organization = conversation.organization
    for user, to, key in _ways_to_reach(organization, on_duty(organization, timezone.now())):
        notify(
            by=by,
            notice="voices.danger",
            to=to,
            language=user.language,
            context={
                "question": conversation.question.show(user.language).text,
                "url": settings.PUBLIC_URL + path,
            },
            key=f"danger {comment.pk} {key}",
        )


@on("voices.help.danger")
def page_who_is_on_duty_for_calls(request_id: str) -> None:
    """The same, when the words stand in a request for a call: the office calls now, not in two days."""
    by = Actor.system("voices.danger")
    request = HelpRequest.objects.select_related("office", "conversation").get(pk=request_id)
    path = reverse("voices:call", args=[request.pk])
    add_work(
        by=by,
        kind="voices.call",
        title=LocalizedText.of(
            en="Call now: somebody may be in danger", es="Llame ahora: alguien puede estar en peligro"
        ),
        detail=request.conversation.question,
        due_at=request.created_at + timedelta(minutes=DANGER_MINUTES),
        organization=request.office,
        permission=Permission.TAKE_CALLS,
        url=path,
        action_label=LocalizedText.of(en="Call", es="Llamar"),
        subject=request,
        key=f"danger {request.pk}",
    )
    called = {*on_duty(request.office, timezone.now()), *holders(Permission.TAKE_CALLS, request.office)}
    for user, to, key in _ways_to_reach(request.office, called):
        notify(
            by=by,
            notice="voices.help_danger",
            to=to,
            language=user.language,
            context={"office": str(request.office), "url": settings.PUBLIC_URL + path},
            key=f"danger {request.pk} {key}",
        )


def _ways_to_reach(
    organization: Organization, users: Iterable[User]
) -> Iterator[tuple[User, User | str, str]]:
    """``(who, user or number, part of the message's key)``: an e-mail to each, a text message to each
    number on the roster."""
    for user in users:
        yield user, user, f"{user.pk}"
    for shift in shifts_on_duty(organization, timezone.now()):
        if shift.phone:
            yield shift.user, shift.phone, f"{shift.user_id} phone"


@on("voices.comment.said")
def put_on_the_reading_list(comment_id: str) -> None:
    """A conversation with something to read stands once in the moderators' list."""
    _list_for_reading(comment_id)


@on("voices.comment.released")
def put_back_on_the_reading_list(comment_id: str) -> None:
    """What waits again has the same time from now on as what was just said."""
    _list_for_reading(comment_id, since=timezone.now())


def _list_for_reading(comment_id: str, since: datetime | None = None) -> None:
    found = Conversation.objects.select_related("organization").filter(comments=UUID(comment_id))
    conversation = found.first()
    if conversation is None:  # the file that brought the comment was taken back
        return
    listed = WorkItem.objects.about(conversation).filter(kind="voices.read")
    oldest = conversation.comments.waiting().order_by("created_at").first()
    if oldest is None or listed.open().exists():
        return
    add_work(
        by=Actor.system("voices"),
        kind="voices.read",
        title=LocalizedText.of(en="Read what people said", es="Lea lo que dijo la gente"),
        detail=conversation.question,
        due_at=close_of_day(since or oldest.created_at, READ_DAYS),
        organization=conversation.organization,
        permission=Permission.MODERATE,
        url=reverse("voices:queue", args=[conversation.slug]),
        action_label=READ,
        subject=conversation,
        key=f"read {conversation.pk} {listed.count()}",
    )


@on("voices.comment.decided")
def take_off_the_reading_list(comment_id: str) -> None:
    """Nothing left to read: nobody needs to look."""
    comment = Comment.objects.select_related("conversation").get(pk=comment_id)
    by = Actor.system("voices")
    if comment.read_at:
        finish_work(by=by, kind="voices.danger", subject=comment)
    if not comment.conversation.comments.waiting().exists():
        finish_work(by=by, kind="voices.read", subject=comment.conversation)


@on("voices.help.open")
def put_on_the_call_list(request_id: str) -> None:
    """The named office owes a call by a day."""
    request = HelpRequest.objects.select_related("office", "conversation").get(pk=request_id)
    add_work(
        by=Actor.system("voices"),
        kind="voices.call",
        title=LocalizedText.of(
            en="Call back somebody who asked for help", es="Llame a alguien que pidió ayuda"
        ),
        detail=request.conversation.question,
        due_at=request.due_at,
        organization=request.office,
        permission=Permission.TAKE_CALLS,
        url=reverse("voices:call", args=[request.pk]),
        action_label=LocalizedText.of(en="Call", es="Llamar"),
        subject=request,
        key=f"call {request.pk}",
    )


@on("voices.help.settled")
def take_off_the_call_list(request_id: str) -> None:
    """The call was made, or is not wanted."""
    finish_work(by=Actor.system("voices"), kind="voices.call", subject=("voices.helprequest", request_id))


@on("people.person.erased")
def forget(person_id: str) -> None:
    """A record was erased: what it says here about the same person goes too."""
    forget_person(by=Actor.system("people.person.erased"), person_id=UUID(person_id))


@on("voices.help.offered")
def tell_the_author(request_id: str) -> None:
    """The author of a comment that asks for help is asked whether they want a call."""
    request = HelpRequest.objects.select_related("office", "comment__participant__contact").get(pk=request_id)
    contact = request.comment.participant.contact if request.comment else None
    if contact:
        notify(
            by=Actor.system("voices"),
            notice="voices.help_offered",
            to=contact,
            context={"office": str(request.office), "url": f"{settings.PUBLIC_URL}/track/"},
            key=f"help offered {request.pk}",
        )
