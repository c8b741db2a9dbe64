"""Pytest plugin: makes the environment in which Longtable is tested before Django reads its settings.

The settings are the real ones; what differs stands in ``prepare_settings``. ``LONGTABLE_TEST_DATABASE``
chooses the engine: ``sqlite`` (default), or ``postgres`` for a cluster that lives as long as the
run. ``LONGTABLE_DATABASE_URL`` names a server to use instead.
"""

import gc
import os
import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest

from tests import outside
from tests.cluster import Cluster

KEPT = {
    "LONGTABLE_REQUIRE",
    "LONGTABLE_CORPORA",
    "LONGTABLE_TEST_DATABASE",
    "LONGTABLE_DATABASE_URL",
    "LONGTABLE_WRITE_MATRIX",
}
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "fresh_database", "fresh_databases"}

_cluster: Cluster | None = None
_folder: Path | None = None


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, None, None]:
    """Prepare before pytest-django sets Django up. Workers of xdist inherit what the first process made."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker:
        var = Path(os.environ["LONGTABLE_VAR"]).parent / worker
    else:
        early_config.add_cleanup(clean_up)
        prepare_environment()
        var = Path(os.environ["LONGTABLE_VAR"])
    os.environ["LONGTABLE_VAR"] = str(var)
    os.environ["LONGTABLE_STATIC"] = str(var / "static")
    (var / "static").mkdir(parents=True)
    prepare_settings(var)
    return (yield)


def prepare_environment() -> None:
    """Forget the variables of whoever runs the tests; set those of a small deployment with its own keys."""
    global _cluster, _folder
    outside.required()  # a misspelt name is said at once
    for name in set(os.environ) - KEPT:
        if name.startswith("LONGTABLE_"):
            del os.environ[name]
    os.environ["DJANGO_SETTINGS_MODULE"] = "longtable.config.settings"
    os.environ["LONGTABLE_LOG_LEVEL"] = "WARNING"
    _folder = Path(tempfile.mkdtemp(prefix="longtable-tests-"))
    os.environ["LONGTABLE_VAR"] = str(_folder / "var")
    from longtable.config.keys import load_or_create_keys

    load_or_create_keys()
    engine = os.environ.get("LONGTABLE_TEST_DATABASE", "sqlite")
    if engine not in ("sqlite", "postgres"):
        raise pytest.UsageError(f"LONGTABLE_TEST_DATABASE is {engine!r}; it may be sqlite or postgres")
    if engine == "postgres" and "LONGTABLE_DATABASE_URL" not in os.environ:
        programs = outside.POSTGRES.find()
        if programs is None:
            raise pytest.UsageError(outside.POSTGRES.sentence)
        _cluster = Cluster(programs)
        os.environ["LONGTABLE_DATABASE_URL"] = _cluster.url


def prepare_settings(var: Path) -> None:
    """What differs from a deployment: fast passwords, files without hashed names, no wait for the disk."""
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        # A file and not memory: the server in a story answers from another thread.
        database["TEST"] = {"NAME": str(var / "tests.sqlite3")}
        options = database["OPTIONS"]
        options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")


def on_postgres() -> bool:
    """Whether this run tests on PostgreSQL."""
    from django.conf import settings

    return "postgresql" in settings.DATABASES["default"]["ENGINE"]


def pytest_report_header() -> str:
    """Say the engine, and what must not be missing."""
    required = ", ".join(sorted(outside.required())) or "nothing"
    return f"engine: {'PostgreSQL' if on_postgres() else 'SQLite'}; required from outside: {required}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """SQLite runs all but what is for PostgreSQL; PostgreSQL runs what touches the database."""
    belongs = _belongs_to_postgres if on_postgres() else _belongs_to_sqlite
    kept = [item for item in items if belongs(item)]
    if len(kept) < len(items):
        config.hook.pytest_deselected(items=[item for item in items if not belongs(item)])
        items[:] = kept


def _belongs_to_sqlite(item: pytest.Item) -> bool:
    return item.get_closest_marker("postgres") is None


def _belongs_to_postgres(item: pytest.Item) -> bool:
    if item.get_closest_marker("story") or item.get_closest_marker("once"):
        return False
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("django_db") or fixtures & DATABASE_FIXTURES)


def pytest_collection_finish() -> None:
    """What stands in memory by now stays to the end; looking through it again and again costs a tenth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> object:
    """Run a test as pytest does, but from a frame that claims half a megabyte: see below."""
    return item.config.pluginmanager.get_plugin("runner").pytest_runtest_protocol(item, nextitem)


# Python 3.11 keeps the frames of calls in pieces of 16 KB. A call that steps over the end of one asks the
# system for the next and gives it back on return, and a loop that happens to call just there does so again
# and again: 830,000 times in the access matrix, a fifth of its time. With one frame that large the piece
# which holds it, 1 MB, holds all that a test calls. Nothing of it is touched that is not used.
pytest_runtest_protocol.__code__ = pytest_runtest_protocol.__code__.replace(co_stacksize=70_000)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test marked ``corpora`` needs them even when it finds them by itself."""
    if item.get_closest_marker("corpora"):
        outside.need(outside.CORPORA)


def clean_up() -> None:
    """Leave no server and no file behind, however the run ended."""
    if _cluster:
        _cluster.stop()
    if _folder:
        shutil.rmtree(_folder, ignore_errors=True)
