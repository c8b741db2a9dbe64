"""Anybody asks for help and gets an answer, whatever they typed."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_an_empty_page_shows_what_people_need_and_where_help_is_in_danger(client: Client) -> None:
    page = client.get("/find/").content.decode()
    assert "?need=food" in page
    assert 'href="tel:988"' in page


@pytest.mark.parametrize(
    "asked", ["q=%00", "miles=x", "age=-3", "age=abc", "at=91,0", "at=x", "page=0", "page=99999", "speaks=xx"]
)
def test_nothing_that_is_typed_breaks_the_page(client: Client, asked: str) -> None:
    assert client.get(f"/find/?{asked}").status_code == 200
