"""Answering an offer, the same on one's own page and for a caller."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from longtable.capacity.errors import TooLate
from longtable.core.access import Actor
from longtable.core.states import IllegalMove
from longtable.gatherings.selectors.registrations import Tracked


def answer_offer(
    request: HttpRequest, actor: Actor, found: Tracked, act: Callable[..., object], said: str
) -> None:
    """Accept or decline the offer that the page named, and say what came of it."""
    wanted = request.POST.get("offer", "")
    offer = next((each for each in found.offers if str(each.pk) == wanted), None)
    try:
        if offer is None:
            raise TooLate
        act(by=actor, registration=found.registration, offer=offer)
    except (TooLate, IllegalMove):
        messages.warning(request, _("It is too late for this offer. Please check where you are now."))
    else:
        messages.success(request, said)
