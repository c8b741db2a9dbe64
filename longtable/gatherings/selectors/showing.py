"""Files of a public gathering that anybody may have."""

from uuid import UUID

from longtable.core.access import Actor, Kind, Missing
from longtable.core.models import StoredFile
from longtable.gatherings.models import Gathering, Material, Meeting, Panelist, Registration
from longtable.gatherings.models.gatherings import GatheringQuerySet
from longtable.gatherings.selectors.registrations import is_let_in


def public_picture(slug: str, panelist_id: UUID) -> StoredFile:
    """Of somebody who agreed to speak in public. Raises ``Missing``."""
    rows = Panelist.objects.filter(pk=panelist_id, gathering__in=_open(slug), picture__isnull=False)
    found = rows.select_related("picture").first()
    if found is None or found.picture is None:
        raise Missing
    return found.picture


def public_file(slug: str, material_id: UUID) -> StoredFile:
    """Of a material that is for everybody. Raises ``Missing``."""
    rows = Material.objects.filter(pk=material_id, gathering__in=_open(slug), is_public=True)
    found = rows.select_related("file").first()
    if found is None or found.file is None:
        raise Missing
    return found.file


def file_of_the_registered(actor: Actor, material_id: UUID) -> StoredFile:
    """Of a material of the gathering for which the holder of a receipt is signed up. Raises ``Missing``."""
    if actor.kind != Kind.RECEIPT:
        raise Missing
    found_mine = Registration.objects.filter(
        receipt=UUID(actor.id), state=Registration.State.CONFIRMED, reached_at__isnull=False
    )
    mine = [each for each in found_mine.select_related("gathering") if is_let_in(each)]
    rows = Material.objects.filter(pk=material_id, gathering__in=[each.gathering_id for each in mine])
    found = rows.select_related("file").first()
    if found is None or found.file is None:
        raise Missing
    return found.file


def public_minutes(slug: str) -> StoredFile:
    """Once they are published. Raises ``Missing``."""
    rows = Meeting.objects.filter(gathering__in=_public(slug), minutes_posted_at__isnull=False)
    found = rows.select_related("minutes_file").first()
    if found is None or found.minutes_file is None:
        raise Missing
    return found.minutes_file


def _public(slug: str) -> GatheringQuerySet:
    return Gathering.objects.public().filter(slug=slug)


def _open(slug: str) -> GatheringQuerySet:
    """Not behind closed doors: of such a meeting only minutes that were published are for everybody."""
    return _public(slug).exclude(meeting__is_open=False)
