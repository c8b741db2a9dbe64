"""What the frame of every page shows: agency, menu, languages, who is signed in."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.functional import Promise

from longtable.core import installation, menu
from longtable.core.access.actor import Actor


@dataclass(frozen=True)
class Link:
    """A link of the frame."""

    label: Promise | str
    url: str
    is_current: bool = False
    code: str = ""

    @property
    def name(self) -> Promise | str:
        """The label, where it is the name of a language."""
        return self.label


@dataclass
class House:
    """The frame of one page. Nothing is looked up before a template asks for it."""

    request: HttpRequest
    agency: str = field(default_factory=lambda: settings.AGENCY)

    @cached_property
    def actor(self) -> Actor:
        """Who reads the page; a visitor where the request broke before anybody was asked."""
        return getattr(self.request, "actor", None) or Actor.visitor()

    @cached_property
    def menu(self) -> list[Link]:
        """Links of the menu, the one that leads to this page marked."""
        links = [Link(each.label, each.url) for each in menu.for_actor(self.actor)]
        here = self.request.path
        above = [
            link.url for link in links if here == link.url or here.startswith(link.url.rstrip("/") + "/")
        ]
        nearest = max((url for url in above if url != "/" or here == "/"), key=len, default=None)
        return [Link(link.label, link.url, link.url == nearest) for link in links]

    @cached_property
    def foot(self) -> list[Link]:
        """Links at the foot of the page."""
        return [Link(each.label, each.url) for each in menu.for_actor(self.actor, foot=True)]

    @cached_property
    def languages(self) -> list[Link]:
        """This page in each language, named in that language."""
        now = translation.get_language()
        return [
            Link(
                translation.get_language_info(code)["name_local"].capitalize(),
                self._in_language(code),
                code == now,
                code,
            )
            for code, _ in settings.LANGUAGES
        ]

    @cached_property
    def me(self) -> dict[str, str] | None:
        """``{name, account, leave}`` of the person who signed in."""
        if not self.actor.is_member:
            return None
        account, leave = reverse("accounts:me"), reverse("account_logout")
        return {"name": self.actor.name, "account": account, "leave": leave}

    @cached_property
    def enter(self) -> str:
        """Where members sign in."""
        return _path(settings.LOGIN_URL)

    @property
    def is_demo(self) -> bool:
        """Whether the people on the pages are invented."""
        return installation.is_demo()

    @cached_property
    def inbox(self) -> str:
        """In a demo, where every message can be read; nothing leaves it."""
        return _path("messaging:inbox") if self.is_demo else ""

    def _in_language(self, code: str) -> str:
        query = self.request.GET.copy()
        query["lang"] = code
        return f"{self.request.path}?{query.urlencode()}"


def page(request: HttpRequest) -> dict[str, Any]:
    """``house``, for ``base.html``."""
    return {"house": House(request)}


def _path(route: str) -> str:
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""
