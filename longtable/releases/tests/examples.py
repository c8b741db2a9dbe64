"""Examples of releases for the laws of the house."""

from collections.abc import Callable
from typing import Any

from longtable.accounts.models import Organization
from longtable.core.access import Actor
from longtable.core.localized import LocalizedText
from longtable.releases.actions import prepare_release, publish_release
from longtable.releases.models import Release
from longtable.releases.protecting import Protected
from longtable.releases.selectors import default_policy
from longtable.releases.tests.conftest import TITLE, crossed


def _release(subject: str, organization: str = "Department of Health") -> Release:
    return prepare_release(
        by=Actor.system("test"),
        subject=("example", subject),
        title=TITLE,
        organization=Organization.objects.get(name=organization),
        tables=[crossed([[3, 40], [50, 60]])],
    )


def _published(subject: str) -> Release:
    return publish_release(by=Actor.system("test"), release=_release(subject))


def routes() -> dict[str, dict[str, Any]]:
    """A draft of the agency, and one that anybody may read."""
    draft, shown = _release("draft"), _published("shown")
    return {
        **{f"releases:{name}": {"release_id": draft.pk} for name in ("one", "publish", "withdraw")},
        "releases:published": {"slug": shown.slug},
        "releases:release_file": {"slug": shown.slug},
        "releases:table_file": {"slug": shown.slug, "table": "county-age"},
    }


def arguments() -> dict[str, dict[str, Any]]:
    """What an action would keep, publish or take back."""
    draft = {
        "subject": ("example", "kept"),
        "title": TITLE,
        "policy": default_policy(),
        "previous": None,
        "tables": [],
        "found": Protected({}, frozenset(), None),
    }
    return {
        "releases.keep_draft": draft,
        "releases.publish_release": {"release": _release("unpublished")},
        "releases.withdraw_release": {
            "release": _published("wrong"),
            "because": LocalizedText.of(en="It was wrong.", es="Estaba mal."),
        },
    }


def scopes() -> dict[str, dict[str, dict[str, Any]]]:
    """A release belongs to an organization: a region publishes none."""
    own, other = (_release(name, name).pk for name in ("Good Neighbors", "Open Hands"))
    return {
        f"releases:{name}": {
            "own organization": {"release_id": own},
            "other organization": {"release_id": other},
            "other region": {"release_id": other},
        }
        for name in ("one", "publish", "withdraw")
    }


def lists() -> dict[str, Callable[[int], None]]:
    """The pages of releases that list things."""
    return {"releases:index": _more, "releases:ledger": _more}


def _more(count: int) -> None:
    for _number in range(count):
        _published(f"more {Release.objects.count()}")
