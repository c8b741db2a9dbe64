"""Pages whose address is a secret send no referrer, so browsers withhold the origin of their forms."""

import pytest
from django.test import Client


@pytest.fixture
def browser_like() -> Client:
    """A client that is asked for the token of a form, as a browser is."""
    return Client(enforce_csrf_checks=True, headers={"Origin": "null"})


@pytest.mark.django_db
def test_a_tracking_code_can_be_typed_in_a_real_browser(browser_like: Client) -> None:
    browser_like.get("/track/")
    token = browser_like.cookies["csrftoken"].value
    answer = browser_like.post("/track/", {"code": "K7QM-2XWT-9A", "csrfmiddlewaretoken": token})
    assert answer.status_code == 422  # nobody has this code, but the form was read


@pytest.mark.django_db
def test_without_its_token_a_form_is_refused(browser_like: Client) -> None:
    assert browser_like.post("/track/", {"code": "K7QM-2XWT-9A"}).status_code == 403


@pytest.mark.django_db
def test_a_form_of_another_page_still_says_where_it_came_from(browser_like: Client) -> None:
    browser_like.get("/account/login/")
    token = browser_like.cookies["csrftoken"].value
    assert browser_like.post("/account/login/", {"csrfmiddlewaretoken": token}).status_code == 403
