"""Who works with whom: the map, its table, who is not connected yet, which community leads no partner."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from longtable.core.access import Permission, allow
from longtable.core.access.request import ActorRequest
from longtable.partnerships import maps
from longtable.partnerships.forms.network import NetworkForm
from longtable.partnerships.selectors.network import Network, network
from longtable.places.maps import NoShapes, has_shapes
from longtable.places.selectors import counties, home_state

LONGEST = 100
"""Lines of a table on one page; what is beyond is said, and the filter narrows it."""


@allow(Permission.SEE_PARTNERSHIPS)
@require_safe
def index(request: ActorRequest) -> HttpResponse:
    """The network as far as the actor may see it."""
    form = NetworkForm(request.GET, actor=request.actor)
    found = network(request.actor, form.wanted(), timezone.now())
    sentence = sentence_of(found)
    drawing = ""
    if has_shapes() and (found.connected or found.unconnected):
        asked = request.GET.copy()
        asked["v"] = maps.fingerprint(found, sentence)
        drawing = f"{reverse('partnerships:drawing')}?{asked.urlencode()}"
    context = {
        "form": form,
        "network": found,
        "ties": found.ties[:LONGEST],
        "unconnected": found.unconnected[:LONGEST],
        "beyond_ties": max(0, len(found.ties) - LONGEST),
        "beyond_unconnected": max(0, len(found.unconnected) - LONGEST),
        "counties": [row for row in found.per_county if row[1] or row[2]],
        "empty_counties": [area for area, linked, alone in found.per_county if not (linked or alone)],
        "unplaced": sum(each.pk not in found.placed for each in found.connected),
        "sentence": sentence,
        "drawing": drawing,
        "may_keep": request.actor.may(Permission.KEEP_PARTNERSHIPS),
    }
    return render(request, "partnerships/map.html", context)


@allow(Permission.SEE_PARTNERSHIPS)
@require_safe
def drawing(request: ActorRequest) -> HttpResponse:
    """The same as a picture. Under the address of its content a browser keeps it, for its reader alone."""
    form = NetworkForm(request.GET, actor=request.actor)
    found, state = network(request.actor, form.wanted(), timezone.now()), home_state()
    if state is None:
        raise Http404
    try:
        drawn = maps.network_map(
            found, state, counties(state), title=_("Who works with whom"), description=sentence_of(found)
        )
    except NoShapes as error:
        raise Http404 from error
    response = HttpResponse(drawn, content_type="image/svg+xml")
    response["Cache-Control"] = "private, max-age=3600"
    return response


def sentence_of(found: Network) -> str:
    """What the map shows, in words."""
    linked, ties, alone = len(found.connected), len(found.ties), len(found.unconnected)
    if not linked:
        return ngettext(
            "Nobody works with anybody here yet; %(alone)d organization of the directory is not connected.",
            "Nobody works with anybody here yet; %(alone)d organizations of the directory are not connected.",
            alone,
        ) % {"alone": alone}
    first = ngettext(
        "%(linked)d organizations are joined by %(ties)d tie.",
        "%(linked)d organizations are joined by %(ties)d ties.",
        ties,
    ) % {"linked": linked, "ties": ties}
    second = ngettext(
        "%(alone)d organization of the directory is not connected yet.",
        "%(alone)d organizations of the directory are not connected yet.",
        alone,
    ) % {"alone": alone}
    return f"{first} {second}"
