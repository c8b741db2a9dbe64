"""Fixtures for every test: outside data, a browser, our server, and an empty database for real processes."""

import os
import uuid
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from django.db import transaction
from django.utils import translation
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from longtable.core import attempts
from longtable.directory.api import limits
from tests import outside

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytest_plugins = ("tests.cast",)

CHROMIUM_FLAGS = [
    "--no-sandbox",  # tests often run as root in a container
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--no-proxy-server",
]


@pytest.fixture(autouse=True)
def _in_english() -> None:
    """A request leaves its language behind in the thread, as in every web process: each test begins anew."""
    translation.activate("en")


@pytest.fixture(autouse=True)
def limits_begin_anew() -> Iterator[None]:
    """What may be tried so often an hour is counted from a test's first try: no test meets the full hour."""
    begun: list[datetime] = []

    def window_start(now: datetime, window: timedelta) -> datetime:
        begun.append(now)
        return begun[0] + (now - begun[0]) // window * window

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(attempts, "_window_start", window_start)
        patch.setattr(limits, "_held", {})  # nor the end of what this process holds of an allowance
        yield


@pytest.fixture(scope="module")
def shared_rows(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[DjangoDbBlocker]:
    """Rows that a fixture of the module makes once, inside ``unblock()``, stay until its last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        with django_db_blocker.block():
            yield django_db_blocker
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder of outside data."""
    return outside.need(outside.CORPORA)


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """The system's Chromium, without a window. Open a context per test: ``browser.new_context(...)``."""
    from playwright.sync_api import sync_playwright

    chromium = outside.need(outside.CHROMIUM)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps an event loop in this thread
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def live(live_server: LiveServer, settings: Settings) -> str:
    """Address of our server on a free loopback port, over the test database. No slash at the end."""
    settings.PUBLIC_URL = live_server.url
    return live_server.url


@pytest.fixture
def fresh_databases(tmp_path: Path) -> Iterator[Callable[[], str]]:
    """Makes empty databases on the engine under test, for processes that we start. Returns the address."""
    server = os.environ.get("LONGTABLE_DATABASE_URL")
    if server is None:
        yield lambda: f"sqlite:///{tmp_path / uuid.uuid4().hex}.sqlite3"
        return
    names = []
    with psycopg.connect(server, autocommit=True) as connection:

        def make() -> str:
            names.append(f"fresh_{uuid.uuid4().hex}")
            connection.execute(f'CREATE DATABASE "{names[-1]}"')
            return f"{server.rpartition('/')[0]}/{names[-1]}"

        yield make
        for name in names:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def fresh_database(fresh_databases: Callable[[], str]) -> str:
    """The address of one empty database."""
    return fresh_databases()
