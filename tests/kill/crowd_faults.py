"""What a crowd of ``tests.kill.crowd`` must have left behind. For the test and for the bench."""

from collections.abc import Mapping
from typing import Any


def faults_of(found: Mapping[str, Any], *, seats: int, kills: int) -> list[str]:
    """Everything that is not as it must be, in words; nothing when all is well."""
    wanted = {
        "as many places taken as there are": (found["seats"], found["remaining"]) == (seats, 0),
        "counters say what the rows say": found["differences"] == [],
        "no household twice": found["twice"] == 0,
        "as many killed as wanted": found["killed"] == kills,
        "who was told so has a place": found["confirmed_and_gone"] == 0,
        "who was told so stands in line": found["waits_and_gone"] == 0,
        "what was given back is free": found["cancelled_and_there"] == 0,
        "the line kept its order": found["last_asked"] < found["first_not_asked"],
        "most places were somebody's at once": found["seated_at_once"] > 0.8 * seats,
    }
    return [words for words, is_so in wanted.items() if not is_so]
