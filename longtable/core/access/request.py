"""A request as views get it: somebody has said who acts."""

from django.http import HttpRequest

from longtable.core.access.actor import Actor


class ActorRequest(HttpRequest):
    """What ``accounts.middleware.ActorMiddleware`` makes of every request."""

    actor: Actor
