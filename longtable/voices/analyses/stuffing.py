"""Answers that one person seems to give many times: found here, folded where people can look at it."""

from typing import Any

import numpy as np

from longtable.methods.stuffing import find_suspicions
from longtable.voices.analyses.registry import Progress, method
from longtable.voices.models import Analysis, Conversation, NetworkTrace, Vote
from longtable.voices.models.folds import FoldState
from longtable.voices.models.participants import Confidence


@method(Analysis.Kind.STUFFING)
def answers_of_one_person(
    conversation: Conversation, options: dict[str, Any], progress: Progress
) -> dict[str, Any]:
    """``{"folds": [{"participants": [ids], "signs": [codes], "common": n, "same": share}], "people": n}``.

    Only open participants can be one person: who confirmed a telephone or met staff is somebody.
    Everybody's answers say what is usual. Whom a person has said to count each is left alone.
    """
    votes = (
        Vote.objects.filter(comment__conversation=conversation)
        .order_by("pk")
        .values_list("participant", "comment__number", "value", "at")
    )
    rows = list(votes.iterator(chunk_size=10_000))
    if not rows:
        return {"folds": [], "people": 0}
    people = list(dict.fromkeys(row[0] for row in rows))
    place = {person: code for code, person in enumerate(people)}
    numbers = {number: code for code, number in enumerate(sorted({row[1] for row in rows}))}
    progress(10)
    suspects = set(
        conversation.participants.filter(confidence=Confidence.OPEN)
        .exclude(fold__state=FoldState.UNFOLDED)
        .values_list("pk", flat=True)
    )
    # Times are what ties people: without them nobody can be taken for somebody else.
    times = [at.timestamp() if at and person in suspects else np.nan for person, _number, _value, at in rows]
    traces = dict(
        NetworkTrace.objects.filter(participant__conversation=conversation).values_list(
            "participant", "network"
        )
    )
    networks = {network: code for code, network in enumerate(sorted(set(traces.values())))}
    found = find_suspicions(
        [place[person] for person, *_rest in rows],
        [numbers[number] for _person, number, *_rest in rows],
        [value for *_rest, value, _at in rows],
        times,
        network=[networks.get(traces.get(person, ""), -1) for person in people],
    )
    progress(95)
    return {
        "people": len(people),
        "folds": [
            {
                "participants": [str(people[member]) for member in suspicion.members],
                "signs": [str(sign) for sign in suspicion.signs],
                "common": suspicion.common,
                "same": round(suspicion.same, 3),
            }
            for suspicion in found
        ],
    }
