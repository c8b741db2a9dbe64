"""What happens here when somebody asked that everything which identifies them be removed."""

from uuid import UUID

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.gatherings.models import Attendance, Attendee, Registration
from longtable.gatherings.policies import may_tell


@action
def forget_attendee(*, by: Actor, person_id: UUID) -> int:
    """Empty what a person needed and told about themselves. Returns how many rows changed.

    That so many people came stays; the name went with the person's record, and from every list.
    """
    require(by, may_tell(by))
    attendees = list(Attendee.objects.filter(person=person_id))
    registrations = list(Registration.objects.filter(contact__person=person_id))
    if not attendees and not registrations:
        return Unchanged(0)  # type: ignore[return-value]
    Attendee.objects.filter(pk__in=[each.pk for each in attendees]).update(
        needs=[], interpreter="", needs_words="", about={}
    )
    Registration.objects.filter(pk__in=[each.pk for each in registrations]).update(
        group_name="", who="", area=None
    )
    Attendance.objects.filter(attendee__in=[each.pk for each in attendees]).update(
        shown_name="", contact="", role="", language="", about={}
    )
    fields = ["needs", "interpreter", "needs_words", "about", "group_name", "who", "area"]
    record(by, "gatherings.person.forgotten", *attendees, *registrations, fields=fields)
    return len(attendees) + len(registrations)
