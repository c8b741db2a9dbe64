"""Loads the rooms by which packages offer things to others."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    """The kernel."""

    name = "longtable.core"
    label = "core"

    def ready(self) -> None:
        from longtable.core import checks  # noqa: F401

        autodiscover_modules("roles", "jobs", "panels", "notices", "retention")
