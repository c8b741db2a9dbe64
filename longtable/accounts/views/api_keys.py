"""Keys by which other machines come in."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from longtable.accounts import actions, selectors
from longtable.accounts.forms import ApiKeyForm
from longtable.core.access import Permission, allow
from longtable.core.access.request import ActorRequest

keeps_keys = allow(Permission.MANAGE_API_KEYS)


@keeps_keys
def api_keys(request: ActorRequest) -> HttpResponse:
    """Every key, what it may do and when it was last used."""
    page = Paginator(selectors.api_keys(request.actor), 50).get_page(request.GET.get("page"))
    return render(request, "accounts/api_keys.html", {"page": page})


@keeps_keys
@never_cache
def make(request: ActorRequest) -> HttpResponse:
    """Make a key and show its secret, this once."""
    form = ApiKeyForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        new = actions.make_api_key(
            by=request.actor,
            name=chosen["name"],
            organization=chosen["organization"],
            permissions=chosen["permissions"],
            expires_at=chosen["last_day"],
        )
        return render(request, "accounts/new_api_key.html", {"new": new})
    return render(request, "accounts/make_api_key.html", {"form": form})


@keeps_keys
@require_POST
def withdraw(request: ActorRequest, key_id: UUID) -> HttpResponse:
    """Shut a machine out."""
    key = selectors.api_key(request.actor, key_id)
    actions.withdraw_api_key(by=request.actor, key=key)
    messages.success(request, _("The key “%s” no longer works.") % key.name)
    return redirect("accounts:api_keys")
