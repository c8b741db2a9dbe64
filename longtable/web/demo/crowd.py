"""Many neighbors who only answered: enough of them that counts about groups of people can be published.

Written past the actions, all at once, because a demo has seconds; the counters follow from the rows.
"""

import random
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from longtable.places.models import Area
from longtable.voices.models import Comment, Conversation, Participant, Vote

LEANINGS = ((8, 2, 1), (2, 2, 7))
"""How readily each half agrees, passes and disagrees where they differ; elsewhere all answer as the first."""


def fill(conversation: Conversation, counties: list[Area], people: int, told: dict[str, Any]) -> None:
    """``people`` more take part. The same in every demo."""
    chance = random.Random(f"{conversation.slug} crowd")
    shown = list(conversation.comments.shown().order_by("number"))
    crowd = Participant.objects.bulk_create(
        Participant(
            conversation=conversation,
            language=chance.choice(["en", "en", "es"]),
            area=chance.choices(counties, weights=range(1, len(counties) + 1))[0],
            about=_about(conversation, told, chance),
        )
        for _ in range(people)
    )
    Vote.objects.bulk_create(
        (
            Vote(
                participant=person,
                comment=comment,
                value=_answer(at % len(LEANINGS) if comment.number % 2 else 0, chance),
                at=timezone.now(),
            )
            for at, person in enumerate(crowd)
            for comment in chance.sample(shown, k=chance.randint(min(7, len(shown)), len(shown)))
        ),
        batch_size=500,
    )
    _count(conversation)


def _answer(leaning: int, chance: random.Random) -> int:
    values = [Vote.Value.AGREE, Vote.Value.PASS, Vote.Value.DISAGREE]
    return chance.choices(values, weights=LEANINGS[leaning])[0]


def _about(conversation: Conversation, told: dict[str, Any], chance: random.Random) -> dict[str, list[str]]:
    answers = {}
    for question in conversation.about_you:
        if chance.random() < 0.85:
            words, times = list(told[question]), list(told[question].values())
            answers[question] = chance.choices(words, weights=times)[0].split()
    return answers


def _count(conversation: Conversation) -> None:
    counted = conversation.comments.annotate(
        agreeing=Count("votes", filter=Q(votes__value=Vote.Value.AGREE)),
        disagreeing=Count("votes", filter=Q(votes__value=Vote.Value.DISAGREE)),
        passing=Count("votes", filter=Q(votes__value=Vote.Value.PASS)),
    )
    comments = list(counted)
    for comment in comments:
        comment.agrees, comment.disagrees, comment.passes = (
            comment.agreeing,
            comment.disagreeing,
            comment.passing,
        )
        comment.answers = comment.agrees + comment.disagrees + comment.passes
    Comment.objects.bulk_update(comments, ["agrees", "disagrees", "passes", "answers"])
