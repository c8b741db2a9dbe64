"""What happens here when somebody asked that everything which identifies them be removed."""

from uuid import UUID

from django.utils import timezone

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.councils.models import Application, ApplicationNote, Interest, Term
from longtable.councils.policies import may_work_out

WORDS = ("why", "experience", "needs_words", "availability", "conflicts", "answer", "who")


@action
def forget_person(*, by: Actor, person_id: UUID) -> int:
    """Empty what a person wrote to get a seat and told about themselves. Returns how many rows changed.

    That a seat was held from when to when stays, as public record; the name went with the person's record.
    """
    require(by, may_work_out(by))
    applications = list(Application.objects.filter(contact__person=person_id))
    interests = list(Interest.objects.filter(contact__person=person_id))
    terms = list(Term.objects.filter(person=person_id))
    rows = [*applications, *interests, *terms]
    if not rows:
        return Unchanged(0)  # type: ignore[return-value]
    mine = Application.objects.filter(pk__in=[each.pk for each in applications])
    mine.update(**dict.fromkeys(WORDS, ""), needs=[], about={}, area=None)
    ApplicationNote.objects.filter(application__in=applications).update(text="")
    Interest.objects.filter(pk__in=[each.pk for each in interests]).update(
        topics=[], area=None, ended_at=timezone.now()
    )
    Term.objects.filter(pk__in=[each.pk for each in terms]).update(about={}, area=None, is_public=False)
    record(by, "councils.person.forgotten", *rows, fields=[*WORDS, "needs", "about", "area", "is_public"])
    return len(rows)
