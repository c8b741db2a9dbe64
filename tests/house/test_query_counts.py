"""How many queries each list page needs: a committed baseline, the same for 3 things and for 30."""

import json
from collections import defaultdict
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from longtable.accounts.models import Membership, Organization
from tests.cast import Cast, signed_in
from tests.house.conftest import everything
from tests.house.contributions import contributed
from tests.house.tables import compare

BASELINE = Path(__file__).parent / "query_counts.json"


@pytest.mark.once
@pytest.mark.slow
def test_thirty_things_cost_no_more_than_three(house: Cast, agency: Organization) -> None:
    browser = signed_in(Client(), everything("Omar", agency, Membership.Scope.STATE))
    counted, growing, pages = {}, [], defaultdict(list)
    for route, make in sorted(contributed("lists").items()):
        pages[make].append(route)
    for make, routes in pages.items():
        make(3)
        few = {route: _queries(browser, reverse(route)) for route in routes}
        make(27)
        for route in routes:
            counted[route] = _queries(browser, reverse(route))
            if counted[route] != few[route]:
                growing.append(f"{route} needs {few[route]} queries for 3 things, {counted[route]} for 30")
    assert growing == []
    compare(BASELINE, json.dumps(counted, indent=1, sort_keys=True) + "\n")


def _queries(browser: Client, address: str) -> int:
    browser.get(address)  # whatever is remembered after a first look is remembered now
    with CaptureQueriesContext(connection) as queries:
        answer = browser.get(address)
    assert answer.status_code == 200, f"{address} answers {answer.status_code}"
    return len(queries)
