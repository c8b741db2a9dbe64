"""When something breaks: what people read, what they get back, and that no database is needed for it."""

import errno
from typing import Any

import pytest
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from longtable.web import errors
from longtable.web.middleware import MaintenanceMiddleware

SAID = "The bus stops at six and I work until seven."


def sent(path: str = "/c/evening/", **fields: str) -> HttpRequest:
    """A form that somebody sent."""
    return RequestFactory().post(path, {"words": SAID, **fields})


def answer(error: Exception, request: HttpRequest) -> HttpResponse:
    """The page that Django shows for ``error``."""
    try:
        raise error
    except Exception:
        return errors.server_error(request)


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        OperationalError("database or disk is full"),
        OperationalError("database is locked"),
        OperationalError("could not connect to server: connection refused"),
    ],
)
def test_a_full_disk_says_that_nothing_was_saved_in_both_languages(error: Exception) -> None:
    page = answer(error, sent())
    assert page.status_code == 503
    assert page.headers["Retry-After"]
    text = page.content.decode()
    assert "Nothing that you typed was saved" in text
    assert '<section lang="es">' in text
    assert text.count(SAID) == 2


def test_any_other_fault_does_not_claim_to_know_what_was_saved() -> None:
    page = answer(ValueError("a bug"), sent())
    assert page.status_code == 500
    assert "Nothing that you typed was saved" not in page.content.decode()


def test_what_was_typed_comes_back_but_no_secret_does() -> None:
    request = sent(password="correct horse battery", csrfmiddlewaretoken="a b", otp_code="12 34")
    assert errors.typed_words(request) == [SAID]


def test_a_body_that_cannot_be_read_is_no_second_fault() -> None:
    request = RequestFactory().post("/", b"not a form", content_type="multipart/form-data; boundary=x")
    assert errors.typed_words(request) == []


def test_typed_words_come_back_as_words_and_not_as_markup() -> None:
    page = answer(ValueError(), sent(words="<script>alert(1)</script> and more")).content.decode()
    assert "<script>" not in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"code=" + b"A" * 3_000_000, "application/x-www-form-urlencoded"),
        (b"code=x", "application/x-www-form-urlencoded; charset=utf-16"),
        (b"&".join(b"a%d=1" % number for number in range(1100)), "application/x-www-form-urlencoded"),
    ],
)
def test_what_cannot_be_read_is_said_in_both_languages(body: bytes, kind: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.get("/account/login/")
    page = client.post("/account/login/", body, content_type=kind)
    assert page.status_code == 400
    assert '<section lang="es">' in page.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/healthz", "/readyz", "/account/login/"])
def test_a_monitor_may_ask_for_the_head_alone(client: Client, path: str) -> None:
    answered = client.head(path)
    assert (answered.status_code, answered.content) == (200, b"")


@pytest.fixture
def house(settings: Any, tmp_path: Any) -> Any:
    """The middleware over a page that says "open", with its own data folder."""
    settings.VAR = tmp_path
    settings.MAINTENANCE = False
    return MaintenanceMiddleware(lambda request: HttpResponse("open"))


def test_an_open_house_lets_everybody_in(house: MaintenanceMiddleware) -> None:
    assert house(RequestFactory().get("/")).content == b"open"


def test_a_file_closes_the_house_and_gives_back_what_was_sent(house: Any, settings: Any) -> None:
    (settings.VAR / "maintenance").touch()
    page = house(sent())
    assert page.status_code == 503
    assert page.headers["Retry-After"]
    assert SAID in page.content.decode()


def test_the_setting_closes_the_house_but_the_machine_may_still_ask(house: Any, settings: Any) -> None:
    settings.MAINTENANCE = True
    assert house(RequestFactory().get("/")).status_code == 503
    assert house(RequestFactory().get("/healthz")).content == b"open"
