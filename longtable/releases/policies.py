"""Who sees what is ready to be published, and who publishes it."""

from datetime import datetime, timedelta
from uuid import UUID

from longtable.core.access import Actor, Permission

PAUSE = timedelta(days=1)
"""At most one release about the same thing in this time: many small steps tell who joined."""


def may_see(by: Actor, organization_id: UUID) -> bool:
    """Whether ``by`` sees drafts of an organization. A draft is protected already."""
    return by.may(Permission.SEE_RELEASES, organization=organization_id)


def may_prepare(by: Actor, organization_id: UUID) -> bool:
    """Whether ``by`` has tables protected and kept as a draft."""
    return by.may(Permission.PUBLISH_RELEASES, organization=organization_id)


def may_publish(by: Actor, organization_id: UUID) -> bool:
    """Whether ``by`` publishes for an organization, and takes back what it published."""
    return by.may(Permission.PUBLISH_RELEASES, organization=organization_id)


def is_too_soon(last: datetime | None, now: datetime) -> bool:
    """Whether the last release about the same thing came less than a day ago."""
    return last is not None and now < last + PAUSE
