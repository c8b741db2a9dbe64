"""A request as views get it: somebody has said who acts."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from longtable.core.access.actor import Actor


class ActorRequest(HttpRequest):
    """What the middleware makes of every request: who acts, and whether a fragment is wanted."""

    actor: Actor
    htmx: HtmxDetails
