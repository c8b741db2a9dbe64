"""Anybody reads which gatherings are coming; what is not public is not there."""

import pytest
from django.test import Client

from longtable.accounts.models import Organization
from longtable.gatherings.models import Gathering
from longtable.gatherings.tests.stage import drafted, page

pytestmark = pytest.mark.django_db


def test_what_is_coming_is_listed_for_anybody(client: Client, summit: Gathering) -> None:
    assert "Gathering summit" in page(client.get("/gatherings/"))
    assert "We talk about what helps." in page(client.get("/gatherings/summit/"))


def test_a_draft_is_not_there(client: Client, agency: Organization) -> None:
    drafted(agency, "draft")
    assert "Gathering draft" not in page(client.get("/gatherings/"))
    assert client.get("/gatherings/draft/").status_code == 404
