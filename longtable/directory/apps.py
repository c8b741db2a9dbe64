"""Keeps the word index of the search in place, whichever way the tables were made."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class DirectoryConfig(AppConfig):
    """The directory."""

    name = "longtable.directory"

    def ready(self) -> None:
        from longtable.directory.search import word_index  # noqa: F401 - teaches text fields ``__has``

        post_migrate.connect(_install_word_index, sender=self)


def _install_word_index(using: str, **_: Any) -> None:
    from longtable.directory.search.word_index import install

    install(connections[using])
