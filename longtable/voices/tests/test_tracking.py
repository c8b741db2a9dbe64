"""/track/: one's own page, opened by a link or a typed code and by nothing else."""

import re
from urllib.parse import urlparse

import pytest
from django.test import Client
from django.utils import timezone

from longtable.core.models import Attempt, AuditEntry, Receipt
from longtable.voices.models import Conversation
from longtable.voices.tests.stage import WORDS, close, page, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def link(conversation: Conversation) -> str:
    """Where somebody who spoke was led, in a browser that we have no more."""
    return send(Client(), conversation).url


def code_on(link: str) -> str:
    found = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}", page(Client().get(link)))
    assert found
    return found[0]


def test_the_link_opens_ones_own_words(client: Client, link: str) -> None:
    assert WORDS in page(client.get(link))


def test_a_link_that_nobody_has_opens_nothing(client: Client, link: str) -> None:
    nearly = f"{link[:-2]}{'Q' if link[-2] == 'A' else 'A'}/"
    for address in ("/track/AAAAAAAAAAAAAAAAAAAAAA/", "/track/x/", "/track/here/", nearly):
        assert client.get(address).status_code == 404


def test_neither_cache_nor_other_site_learns_the_link(client: Client, link: str) -> None:
    for address in (link, "/track/", "/track/AAAAAAAAAAAAAAAAAAAAAA/"):
        response = client.get(address)
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert response.headers["Cache-Control"] == "no-store"


def test_the_database_knows_neither_link_nor_code(link: str) -> None:
    stored = str(list(Receipt.objects.values()))
    assert link.split("/")[-2] not in stored
    assert code_on(link).replace("-", "") not in stored


def test_the_code_opens_the_same_page(client: Client, link: str) -> None:
    response = client.post("/track/", {"code": code_on(link)})
    assert (response.status_code, response.url) == (302, "/track/here/")
    assert WORDS in page(client.get("/track/here/"))


@pytest.mark.parametrize("write", [str.lower, lambda code: code.replace("-", " "), lambda code: f" {code} "])
def test_a_code_may_be_written_as_people_write(client: Client, link: str, write: object) -> None:
    assert client.post("/track/", {"code": write(code_on(link))}).status_code == 302  # type: ignore[operator]


def test_the_cookie_of_a_code_goes_to_no_other_site_or_page(client: Client, link: str) -> None:
    cookie = client.post("/track/", {"code": code_on(link)}).cookies["tracking"]
    assert cookie["samesite"] == "Strict"
    assert cookie["path"] == "/track/"
    assert cookie["httponly"]
    assert cookie["max-age"] == 3600


def test_a_typed_code_does_not_show_the_link(client: Client, link: str) -> None:
    client.post("/track/", {"code": code_on(link)})
    assert urlparse(link).path not in page(client.get("/track/here/"))


@pytest.mark.parametrize("typed", ["AAAA-AAAA-AA", "hello", "", "🙂"])
def test_a_wrong_code_says_so(client: Client, link: str, typed: str) -> None:
    assert client.post("/track/", {"code": typed}).status_code == 422


def test_codes_cannot_be_guessed(client: Client, link: str) -> None:
    answers = [client.post("/track/", {"code": f"AAAA-AAAA-{n:02}"}) for n in range(11)]
    assert [answer.status_code for answer in answers] == [422] * 10 + [429]
    assert int(answers[-1].headers["Retry-After"]) <= 901
    assert client.post("/track/", {"code": code_on(link)}).status_code == 429


def test_guessing_from_many_addresses_ends_too(client: Client, link: str) -> None:
    client.post("/track/", {"code": "AAAA-AAAA-AA"})
    Attempt.objects.filter(purpose="tracking code, all").update(count=600)
    assert client.post("/track/", {"code": "AAAA-AAAA-AA"}, REMOTE_ADDR="192.0.2.77").status_code == 429


def test_a_receipt_that_was_withdrawn_opens_nothing(client: Client, link: str) -> None:
    code = code_on(link)
    Receipt.objects.update(withdrawn_at=timezone.now())
    assert client.get(link).status_code == 404
    assert client.post("/track/", {"code": code}).status_code == 422


def test_one_page_shows_nobody_elses_words(client: Client, conversation: Conversation, link: str) -> None:
    other = send(Client(), conversation, "Somebody else's words").url
    assert "Somebody else" not in page(client.get(link))
    assert WORDS not in page(client.get(other))


def test_the_page_stays_when_the_conversation_closes(
    client: Client, conversation: Conversation, link: str
) -> None:
    close(conversation)
    assert WORDS in page(client.get(link))


def test_one_may_tell_about_oneself(client: Client, conversation: Conversation, link: str) -> None:
    assert client.post(f"{link}about-you/", {"race_ethnicity": ["hispanic"]}).status_code == 302
    assert conversation.participants.get().about == {"race_ethnicity": ["hispanic"]}


def test_a_browser_that_withholds_where_the_form_came_from_is_believed_by_its_token(link: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.get(link)
    data = {"race_ethnicity": ["hispanic"], "csrfmiddlewaretoken": client.cookies["csrftoken"].value}
    assert client.post(f"{link}about-you/", data, headers={"Origin": "null"}).status_code == 302


def test_a_form_of_another_site_is_refused(conversation: Conversation, link: str) -> None:
    client = Client(enforce_csrf_checks=True)
    for origin in ("null", "https://elsewhere.example"):
        answer = client.post(f"{link}about-you/", {"race_ethnicity": ["x"]}, headers={"Origin": origin})
        assert answer.status_code == 403
    assert conversation.participants.get().about == {}


def test_only_what_was_asked_is_kept(client: Client, conversation: Conversation, link: str) -> None:
    client.post(f"{link}about-you/", {"race_ethnicity": ["hispanic", "invented"], "religion": ["any"]})
    assert conversation.participants.get().about == {"race_ethnicity": ["hispanic"]}


def test_the_audit_holds_no_link(client: Client, link: str) -> None:
    client.get(link)
    assert link.split("/")[-2] not in str(list(AuditEntry.objects.values()))
