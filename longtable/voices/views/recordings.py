"""Pages for voice messages: brought in, listened to, written down."""

from uuid import UUID

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from longtable.core.access import Permission, allow
from longtable.core.access.request import ActorRequest
from longtable.core.files import FileRefused, StorageFull, download
from longtable.core.states import IllegalMove
from longtable.people.contacts import NotAContact
from longtable.voices import actions, selectors
from longtable.voices.actions.recordings import KEPT_DAYS, Sound
from longtable.voices.actions.sheets import said_on
from longtable.voices.forms import RecordingsForm, TranscriptForm
from longtable.voices.models import Recording

PER_PAGE = 25


@allow(Permission.ENTER_VOICES)
@require_http_methods(["GET", "HEAD", "POST"])
def recordings(request: ActorRequest, slug: str) -> HttpResponseBase:
    """Hand voice messages over, and see which still wait."""
    actor = request.actor
    subject = selectors.conversation_for(actor, slug, Permission.ENTER_VOICES)
    form = RecordingsForm(
        request.POST or None,
        request.FILES or None,
        initial={"received_on": timezone.localdate(), "language": get_language()},
    )
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            brought = actions.bring_recordings(
                by=actor,
                conversation=subject,
                sounds=[Sound(each.name or "", each) for each in given["sounds"]],
                received_at=said_on(given["received_on"]),
                language=given["language"],
                contact=given["contact"],
            )
        except (FileRefused, StorageFull) as refused:
            form.add_error("sounds", str(refused))
        except NotAContact:
            form.add_error("contact", _("This is neither a phone number nor an e-mail address."))
        else:
            _say_how_many(request, len(brought), len(given["sounds"]))
            return redirect("voices:recordings", slug=slug)
    context = {
        "conversation": subject,
        "form": form,
        "page": Paginator(selectors.recordings(actor, subject), PER_PAGE).get_page(request.GET.get("page")),
        "days": KEPT_DAYS,
    }
    return render(request, "voices/staff/recordings.html", context, status=422 if form.errors else 200)


@allow(Permission.ENTER_VOICES)
@never_cache
@csp_update({"media-src": [SELF]})  # type: ignore[arg-type]
@require_http_methods(["GET", "HEAD", "POST"])
def recording(request: ActorRequest, slug: str, recording_id: UUID) -> HttpResponseBase:
    """Listen, and write down what is said."""
    actor = request.actor
    subject = selectors.conversation_for(actor, slug, Permission.ENTER_VOICES)
    found = selectors.recording_for(actor, subject, recording_id)
    is_typed = request.method == "POST" and not {"nothing", "again"} & request.POST.keys()
    form = TranscriptForm(request.POST if is_typed else None, initial={"language": found.language})
    try:
        if "nothing" in request.POST:
            actions.set_recording_aside(by=actor, recording=found)
            return redirect("voices:recordings", slug=slug)
        if "again" in request.POST:
            actions.listen_again(by=actor, recording=found)
            return redirect("voices:recording", slug=slug, recording_id=recording_id)
        if form.is_bound and form.is_valid():
            key = form.cleaned_data["form_key"]
            kept = actions.transcribe(by=actor, recording=found, form_key=key, sheet=form.sheet())
            if not selectors.held_words(kept.participant):
                messages.success(request, _("It is written down. Thank you for listening."))
                return redirect("voices:recordings", slug=slug)
            found.refresh_from_db()
    except NotAContact:
        form.add_error("contact", _("This is neither a phone number nor an e-mail address."))
    except IllegalMove:
        messages.warning(request, _("Somebody else changed this a moment ago. Please look again."))
        return redirect("voices:recordings", slug=slug)
    return _page(request, found, form)


@allow(Permission.ENTER_VOICES)
@require_safe
def sound(request: ActorRequest, slug: str, recording_id: UUID) -> HttpResponseBase:
    """The sound itself, for whoever may write it down."""
    subject = selectors.conversation_for(request.actor, slug, Permission.ENTER_VOICES)
    found = selectors.recording_for(request.actor, subject, recording_id)
    return download(selectors.sound_of(request.actor, found))


def _page(request: ActorRequest, found: Recording, form: TranscriptForm) -> HttpResponse:
    dangers = selectors.held_words(found.participant) if found.participant else []
    context = {
        "conversation": found.conversation,
        "recording": found,
        "form": form,
        "dangers": dangers,
        "on_duty": selectors.whom_to_tell(found.conversation) if dangers else [],
        "days": KEPT_DAYS,
    }
    return render(request, "voices/staff/recording.html", context, status=422 if form.errors else 200)


def _say_how_many(request: ActorRequest, brought: int, given: int) -> None:
    if brought:
        words = ngettext(
            "%(number)d voice message is waiting.", "%(number)d voice messages are waiting.", brought
        )
        messages.success(request, words % {"number": brought})
    if brought < given:
        messages.info(request, _("What was already here was not saved again."))
