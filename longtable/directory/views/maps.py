"""The map beside a list of results, as a picture of its own: it follows from its address alone."""

import hashlib

from django.http import Http404, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from longtable.core.access import public
from longtable.core.access.request import ActorRequest
from longtable.directory import maps

A_DAY = "public, max-age=86400"


@public
@require_safe
def found(request: ActorRequest) -> HttpResponse:
    """The places of one page of results, which are public; where the reader is does not stand in it."""
    try:
        drawn = maps.draw(maps.read(request.GET.get("places", "")), _("Map of these places"))
    except maps.NoMap as error:
        raise Http404 from error
    etag = f'"{hashlib.sha256(drawn).hexdigest()[:16]}"'
    response = get_conditional_response(request, etag=etag) or HttpResponse(
        drawn, content_type="image/svg+xml"
    )
    response["ETag"], response["Cache-Control"] = etag, A_DAY
    return response
