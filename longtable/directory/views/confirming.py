"""Still right? What an organisation says by the link that was sent to it. Looking changes nothing."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from longtable.core.access import public
from longtable.core.access.request import ActorRequest
from longtable.core.addresses import address_of
from longtable.core.attempts import count_attempt
from longtable.directory.actions import confirming
from longtable.directory.actions.capacity import Saying, say_capacity_by_link
from longtable.directory.forms.confirming import CorrectionForm
from longtable.directory.models import Ask, Service, ServiceCapacity
from longtable.directory.selectors.asking import (
    ANSWERS,
    ANSWERS_WINDOW,
    ask_for_token,
    asked_entry,
    holder_of,
    service_of_ask,
)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def still_right(request: ActorRequest, token: str) -> HttpResponseBase:
    """The whole entry, and a button for each thing that can be said. Only a button changes anything."""
    ask = ask_for_token(token)
    if not ask.is_open(timezone.now()):
        return render(request, "directory/confirming/over.html", {"ask": ask}, status=410)
    if request.method != "POST":
        return _page(request, ask)
    count_attempt("still right", address_of(request), limit=ANSWERS, window=ANSWERS_WINDOW)
    said = request.POST.get("say")
    if said == "stop":
        confirming.stop_asking(by=holder_of(ask), ask=ask)
    elif said == "all":
        confirming.confirm_by_link(by=holder_of(ask), ask=ask)
    elif said == "changed":
        service = _service(ask, request)
        form = CorrectionForm(request.POST, service=service)
        if not form.is_valid():
            return _page(request, ask, form)
        corrections = form.corrections(get_language() or "en")
        confirming.propose_by_link(by=holder_of(ask), ask=ask, service=service, corrections=corrections)
        messages.success(request, _("Thank you. Somebody will look at it, then it will show."))
    elif said == "right":
        confirming.confirm_by_link(by=holder_of(ask), ask=ask, service_ids=[_service(ask, request).pk])
        messages.success(request, _("Thank you."))
    elif said in ServiceCapacity.State.values:
        say_capacity_by_link(
            by=holder_of(ask), ask=ask, service=_service(ask, request), saying=Saying(said, remind=True)
        )
        messages.success(request, _("Thank you. Everybody sees it now, for 7 days."))
    return redirect("directory:still-right", token)


def _service(ask: Ask, request: ActorRequest) -> Service:
    return service_of_ask(ask, request.POST.get("service", ""))


def _page(request: ActorRequest, ask: Ask, wrong: CorrectionForm | None = None) -> HttpResponse:
    services = [(each, _form(each.entry.service, wrong)) for each in asked_entry(ask, timezone.now())]
    context: dict[str, Any] = {
        "ask": ask,
        "entry": ask.entry,
        "services": services,
        "today": timezone.localdate(),
        "only_capacity": ask.kind == Ask.Kind.CAPACITY,
    }
    return render(request, "directory/confirming/still_right.html", context, status=422 if wrong else 200)


def _form(service: Service, wrong: CorrectionForm | None) -> CorrectionForm:
    return wrong if wrong and wrong.service.pk == service.pk else CorrectionForm(service=service)
