"""Local time as people who come to a gathering read it: which zone it is, and hours that a clock skips."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from longtable.core.localized import LocalizedText

ZONES = {
    "America/New_York": LocalizedText.of(en="Eastern time", es="hora del Este"),
    "America/Detroit": LocalizedText.of(en="Eastern time", es="hora del Este"),
    "America/Indiana/Indianapolis": LocalizedText.of(en="Eastern time", es="hora del Este"),
    "America/Kentucky/Louisville": LocalizedText.of(en="Eastern time", es="hora del Este"),
    "America/Chicago": LocalizedText.of(en="Central time", es="hora del Centro"),
    "America/Denver": LocalizedText.of(en="Mountain time", es="hora de la Montaña"),
    "America/Boise": LocalizedText.of(en="Mountain time", es="hora de la Montaña"),
    "America/Phoenix": LocalizedText.of(en="Arizona time", es="hora de Arizona"),
    "America/Los_Angeles": LocalizedText.of(en="Pacific time", es="hora del Pacífico"),
    "America/Anchorage": LocalizedText.of(en="Alaska time", es="hora de Alaska"),
    "Pacific/Honolulu": LocalizedText.of(en="Hawaii time", es="hora de Hawái"),
    "America/Puerto_Rico": LocalizedText.of(en="Atlantic time", es="hora del Atlántico"),
}
"""What people call the zone in which an installation lives."""


class NoSuchTime(ValueError):
    """The clock is put forward and skips this time of that day."""


class TwiceThatDay(ValueError):
    """The clock is put back and shows this time of that day twice."""


def zone() -> ZoneInfo:
    """The zone of this installation."""
    return ZoneInfo(settings.TIME_ZONE)


def zone_words() -> LocalizedText | str:
    """What people call that zone; its technical name where they have no word for it."""
    return ZONES.get(settings.TIME_ZONE, settings.TIME_ZONE.rpartition("/")[2].replace("_", " "))


def local(naive: datetime) -> datetime:
    """The moment at which clocks here show ``naive``, in UTC so that hours between two moments are real ones.

    Raises :class:`NoSuchTime` for the hour that is skipped in spring, :class:`TwiceThatDay` for the one
    that comes twice in autumn: nobody could say which is meant.
    """
    moment = naive.replace(tzinfo=zone())
    if moment.astimezone(UTC).astimezone(zone()).replace(tzinfo=None) != naive:
        raise NoSuchTime(naive.isoformat())
    if moment.utcoffset() != moment.replace(fold=1).utcoffset():
        raise TwiceThatDay(naive.isoformat())
    return moment.astimezone(UTC)


def shown(moment: datetime) -> datetime:
    """What clocks here show at ``moment``, without a zone."""
    return moment.astimezone(zone()).replace(tzinfo=None)


def shifted(moment: datetime, by: timedelta) -> datetime:
    """``moment`` moved by what clocks show: ten in the morning stays ten, on both sides of a clock change.

    Raises as :func:`local` does.
    """
    return local(shown(moment) + by)
