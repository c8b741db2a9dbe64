"""Answers that one person seems to give many times: found here, folded where people can look at it."""

from array import array
from collections.abc import Callable
from math import nan
from time import monotonic
from typing import Any
from uuid import UUID

from longtable.voices.analyses.registry import Progress, method
from longtable.voices.models import Analysis, Conversation, NetworkTrace, Vote
from longtable.voices.models.folds import FoldState
from longtable.voices.models.participants import Confidence

PAUSE = 5.0
"""Seconds after which whoever waits hears again that it goes on."""


@method(Analysis.Kind.STUFFING)
def answers_of_one_person(
    conversation: Conversation, options: dict[str, Any], progress: Progress
) -> dict[str, Any]:
    """``{"folds": [{"participants": [ids], "signs": [codes], "common": n, "same": share}], "people": n}``.

    Only open participants can be one person: who confirmed a telephone or met staff is somebody.
    Everybody's answers say what is usual. Whom a person has said to count each is left alone.
    """
    import numpy as np

    from longtable.methods.stuffing import find_suspicions

    suspects = set(
        conversation.participants.filter(confidence=Confidence.OPEN)
        .exclude(fold__state=FoldState.UNFOLDED)
        .values_list("pk", flat=True)
    )
    people: dict[UUID, int] = {}
    who, what, value, times = array("q"), array("q"), array("b"), array("d")
    votes = Vote.objects.filter(comment__conversation=conversation).order_by("pk")
    for person, number, given, at in votes.values_list(
        "participant", "comment__number", "value", "at"
    ).iterator(chunk_size=10_000):
        who.append(people.setdefault(person, len(people)))
        what.append(number)
        value.append(given)
        # Times are what ties people: without them nobody can be taken for somebody else.
        times.append(at.timestamp() if at and person in suspects else nan)
    progress(10)
    traces = dict(
        NetworkTrace.objects.filter(participant__conversation=conversation).values_list(
            "participant", "network"
        )
    )
    networks = {network: code for code, network in enumerate(sorted(set(traces.values())))}
    found = find_suspicions(
        who,
        np.unique(what, return_inverse=True)[1],
        value,
        times,
        network=[networks.get(traces.get(person, ""), -1) for person in people],
        alive=at_most_every(PAUSE, lambda: progress(50)),
    )
    ids = list(people)
    progress(95)
    return {
        "people": len(people),
        "folds": [
            {
                "participants": [str(ids[member]) for member in suspicion.members],
                "signs": [str(sign) for sign in suspicion.signs],
                "common": suspicion.common,
                "same": round(suspicion.same, 3),
            }
            for suspicion in found
        ],
    }


def at_most_every(seconds: float, tell: Callable[[], None]) -> Callable[[], None]:
    """``tell``, but not more often than that, however often it is called."""
    told = monotonic()

    def now_and_then() -> None:
        nonlocal told
        if monotonic() - told >= seconds:
            told = monotonic()
            tell()

    return now_and_then
