"""Pages of messaging: what went out, what is uncertain, the link that stops e-mail, the demo's inbox."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from longtable.core.access import Actor, Kind, Permission, allow, public
from longtable.core.access.request import ActorRequest
from longtable.core.panels import pieces_for
from longtable.core.states import IllegalMove
from longtable.messaging import mailboxes, selectors
from longtable.messaging.actions import confirm_sent, receive, send_again
from longtable.messaging.forms import ReplyForm, TextForm
from longtable.messaging.models import MessageState
from longtable.messaging.presentation import StateLink, describe, topic_title
from longtable.messaging.stopping import read_stop_token
from longtable.people.actions import withdraw_consent

PAGE = 50


@allow(Permission.SEE_MESSAGES)
@require_safe
def messages_sent(request: ActorRequest) -> HttpResponse:
    """How many messages are in which state, and the list of one state."""
    actor = request.actor
    state = request.GET.get("state", "")
    state = state if state in MessageState.values else ""
    page = Paginator(selectors.messages(actor, state), PAGE).get_page(request.GET.get("page"))
    counts = selectors.count_by_state(actor)
    context = {
        "states": StateLink.all(counts, chosen=state),
        "page": page,
        "rows": [describe(message) for message in page],
        "may_settle": actor.may(Permission.RESOLVE_MESSAGES),
    }
    return render(request, "messaging/list.html", context)


@allow(Permission.RESOLVE_MESSAGES)
@require_safe
def uncertain(request: ActorRequest) -> HttpResponse:
    """Messages of which nobody knows whether they arrived."""
    page = Paginator(selectors.uncertain(request.actor), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": [describe(message) for message in page]}
    return render(request, "messaging/uncertain.html", context)


@allow(Permission.RESOLVE_MESSAGES)
@require_POST
def arrived(request: ActorRequest, message_id: uuid.UUID) -> HttpResponse:
    """Somebody found out that it did arrive."""
    message = selectors.to_settle(request.actor, message_id)
    try:
        confirm_sent(by=request.actor, message=message)
    except IllegalMove:
        return _already_settled(request)
    messages.success(request, _("Noted: it arrived."))
    return redirect("messaging:uncertain")


@allow(Permission.RESOLVE_MESSAGES)
@require_POST
def again(request: ActorRequest, message_id: uuid.UUID) -> HttpResponse:
    """Somebody found out that it did not arrive."""
    message = selectors.to_settle(request.actor, message_id)
    try:
        send_again(by=request.actor, message=message)
    except IllegalMove:
        return _already_settled(request)
    messages.success(request, _("It is being sent again."))
    return redirect("messaging:uncertain")


@public
@csrf_exempt  # mail programs post here by themselves when one presses their own button (RFC 8058)
def stop(request: ActorRequest, token: str) -> HttpResponse:
    """No more e-mail on one topic, or at all, for whoever holds a link from one."""
    stopping = read_stop_token(token)
    if request.method == "POST":
        topic = None if "everything" in request.POST else stopping.topic
        withdraw_consent(by=Actor.visitor(), contact_point=stopping.contact, topic=topic)
    context = {"topic": topic_title(stopping.topic), "is_stopped": request.method == "POST"}
    return render(request, "messaging/stop.html", context)


@public
@require_safe
def inbox(request: ActorRequest) -> HttpResponse:
    """Every telephone and mailbox of a demo."""
    return _inbox(request, TextForm())


@public
@require_POST
def text_us(request: ActorRequest) -> HttpResponse:
    """Write to us as any telephone of the demo: nobody needs to have got a message first."""
    mailboxes.only_in_a_demo()
    form = TextForm(request.POST)
    if not form.is_valid():
        return _inbox(request, form, status=422)
    _receive(form.cleaned_data["number"], form.cleaned_data["text"])
    messages.success(request, _("Sent. An answer takes a few seconds: load the page again."))
    return redirect("messaging:inbox")


@public
@require_POST
def reply(request: ActorRequest, message_id: uuid.UUID) -> HttpResponse:
    """Answer as the telephone that got this message: it takes the same way as a real one."""
    number = mailboxes.number_that_got(message_id)
    form = ReplyForm(request.POST)
    if form.is_valid():
        _receive(number, form.cleaned_data["body"])
        messages.success(request, _("Sent. An answer takes a few seconds: load the page again."))
    else:
        messages.error(request, _("Write something first, at most 1,000 characters."))
    return redirect(reverse("messaging:inbox") + f"#box-{message_id}")


def _inbox(request: ActorRequest, form: TextForm, status: int = 200) -> HttpResponse:
    context = {
        "boxes": mailboxes.mailboxes(),
        "form": form,
        "pieces": pieces_for("messaging.inbox", request.actor),
    }
    return render(request, "messaging/inbox.html", context, status=status)


def _receive(number: str, text: str) -> None:
    """The same way in as a provider's."""
    by = Actor(Kind.SMS, id="demo")
    receive(by=by, transport="demo", provider_id=str(uuid.uuid4()), sender=number, body=text)


def _already_settled(request: ActorRequest) -> HttpResponse:
    messages.info(request, _("Somebody has already checked this message."))
    return redirect("messaging:uncertain")
