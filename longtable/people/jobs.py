"""Work on people's records that nobody has to wait for."""

from uuid import UUID

from longtable.core.access import Actor
from longtable.core.work import on
from longtable.people.actions import propose_matches


@on("people.person.made")
def look_for_matches(person_id: str) -> None:
    """See whether the new record may be of somebody who is already known."""
    propose_matches(by=Actor.system("matching"), person_id=UUID(person_id))


@on("people.person.changed")
def look_for_matches_again(person_id: str) -> None:
    """A corrected name or birth date may show what was hidden."""
    propose_matches(by=Actor.system("matching"), person_id=UUID(person_id))
