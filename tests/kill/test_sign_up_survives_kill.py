"""A rush for seats at the real web server, whose processes are killed: nobody too many, nobody lost.

A small one; ``make bench ARGS=rush`` runs 5,000 attempts on 500 seats.
"""

import pytest

from tests.kill.rush import Size, rush

pytestmark = pytest.mark.slow


def test_whatever_is_killed_there_are_as_many_people_as_seats(fresh_database: str) -> None:
    found = rush(fresh_database, Size(seats=80, attempts=800, clients=64, kills=3))
    assert found.cancelled, "nobody took it back"
