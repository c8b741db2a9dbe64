"""Loads what packages say about a person who asks for everything that is known of them."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PeopleConfig(AppConfig):
    """People's data."""

    name = "longtable.people"
    label = "people"

    def ready(self) -> None:
        autodiscover_modules("portability")
