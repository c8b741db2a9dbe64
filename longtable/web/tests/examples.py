"""Examples of what the web composes, for the laws of the house: of what the examples of the parts made."""

from collections.abc import Callable
from typing import Any

from longtable.commitments.models import Commitment
from longtable.commitments.tests import examples as commitments
from longtable.gatherings.models import Gathering
from longtable.voices.models import Conversation
from longtable.voices.tests import examples as voices
from longtable.worklists.tests import examples as worklists


def routes() -> dict[str, dict[str, Any]]:
    """The doors for machines: a public conversation, a public commitment and a public gathering."""
    slug = {"slug": Conversation.objects.public().earliest("created_at").slug}
    gathering = {"slug": Gathering.objects.public().earliest("created_at").slug}
    return {
        "web:api:one_conversation": slug,
        "web:api:comments": slug,
        "web:api:one_gathering": gathering,
        "web:api:register": gathering,
        "web:api:one_commitment": {"number": Commitment.objects.public().earliest("created_at").number},
    }


def lists() -> dict[str, Callable[[int], None]]:
    """Pages and doors on which everybody begins: they show what the parts have."""
    more_voices, more_commitments = voices.lists()["voices:index"], commitments.lists()["commitments:public"]
    return {
        "web:home": more_commitments,
        "web:today": worklists.lists()["worklists:mine"],
        "web:api:list_conversations": more_voices,
        "web:api:list_commitments": more_commitments,
    }
