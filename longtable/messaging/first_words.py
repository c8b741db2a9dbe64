"""Whose a text message is, where several packages read what comes in: its first word says so.

A package claims the messages that are its own; what nobody claims is told as ``messaging.received``::

    @claims("gatherings.texted")
    def is_ours(text: str, sender_index: str) -> bool: ...
"""

from collections.abc import Callable

Claim = Callable[[str, str], bool]

_claims: dict[str, Claim] = {}


def claims(event: str) -> Callable[[Claim], Claim]:
    """Register what tells, by a message's words and the index of its sender, whether it is ours."""

    def register(claim: Claim) -> Claim:
        _claims[event] = claim
        return claim

    return register


def event_of(text: str, sender_index: str) -> str:
    """The event by which a message is passed on."""
    return next(
        (event for event, claim in _claims.items() if claim(text, sender_index)), "messaging.received"
    )


def is_taken(word: str) -> bool:
    """Whether a message that begins with ``word`` is claimed: then nobody else can use it."""
    return event_of(word, "") != "messaging.received"
