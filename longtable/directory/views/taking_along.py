"""A service goes along with somebody: to their telephone or e-mail."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from longtable.core.access import Actor, public
from longtable.core.access.request import ActorRequest
from longtable.core.addresses import address_of
from longtable.directory.actions.texting import send_service
from longtable.directory.forms.taking_along import SendForm
from longtable.directory.selectors.entries import service_entry
from longtable.people.contacts import NotAContact


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: ActorRequest, service_id: UUID) -> HttpResponseBase:
    """One message with what one needs to get there. No account, no subscription."""
    entry = service_entry(service_id, timezone.now())
    form = SendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            send_service(
                by=Actor.visitor(),
                entry=entry,
                contact=form.cleaned_data["contact"],
                language=(get_language() or "en").split("-")[0],
                form_key=form.cleaned_data["form_key"],
                network=address_of(request),
            )
        except NotAContact as error:
            form.add_error("contact", str(error))
        else:
            messages.success(request, _("It is on its way. Nothing more will follow."))
            return redirect("directory:service", entry.service.pk)
    context = {"entry": entry, "service": entry.service, "form": form}
    return render(request, "directory/send.html", context, status=422 if form.errors else 200)
