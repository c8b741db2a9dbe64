"""What a person tells of themselves, with whom they live, and who speaks for them."""

from datetime import date

from django.utils import timezone

from longtable.core.access import Actor, action, require
from longtable.core.audit import record
from longtable.people.demographics import DECLINED, Answers, clean_answers
from longtable.people.models import ActsFor, DemographicAnswer, Household, HouseholdMember, Person
from longtable.people.policies import may_edit


@action
def note_answers(*, by: Actor, person: Person, answers: Answers) -> list[DemographicAnswer]:
    """The person answered questions about themselves; a new answer replaces the earlier one.

    "Prefer not to say" is kept as such, apart from questions that were never asked. Raises
    ``UnknownQuestion``.
    """
    require(by, may_edit(by, person))
    now = timezone.now()
    kept = [
        DemographicAnswer.objects.update_or_create(
            person=person,
            question=question,
            defaults={
                "codes": [code for code in codes if code != DECLINED],
                "declined": codes == [DECLINED],
                "answered_at": now,
            },
        )[0]
        for question, codes in clean_answers(answers, answers).items()
    ]
    record(by, "people.person.answered", person, fields=answers)
    return kept


@action
def live_together(*, by: Actor, people: list[Person], since: date) -> Household:
    """These people are one household from ``since`` on."""
    require(by, all(may_edit(by, person) for person in people))
    household = Household.objects.create()
    HouseholdMember.objects.bulk_create(
        HouseholdMember(household=household, person=person, since=since) for person in people
    )
    record(by, "people.household.made", household, *people)
    return household


@action
def let_act_for(
    *, by: Actor, person: Person, for_person: Person, basis: str, since: date, until: date | None = None
) -> ActsFor:
    """``person`` may speak and decide for ``for_person``, as parent, guardian or by their own choice."""
    require(by, may_edit(by, person) and may_edit(by, for_person))
    row = ActsFor.objects.create(person=person, for_person=for_person, basis=basis, since=since, until=until)
    record(by, "people.acts_for.given", person, for_person, fields=["basis", "since", "until"])
    return row


@action
def end_acting_for(*, by: Actor, acting: ActsFor, until: date) -> ActsFor:
    """From ``until`` on the one no longer speaks for the other."""
    require(by, may_edit(by, acting.for_person))
    acting.until = until
    acting.save(update_fields=["until"])
    record(by, "people.acts_for.ended", acting.person, acting.for_person, fields=["until"])
    return acting
