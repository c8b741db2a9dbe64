"""Work on people's records that nobody has to wait for."""

from uuid import UUID

from longtable.accounts.actions import rotate_second_factors
from longtable.core.access import Actor
from longtable.core.work import Lease, job, on
from longtable.people.actions import propose_matches, rotate_batch
from longtable.people.actions.keys import encrypted_columns, under_older_keys


@on("people.person.made")
def look_for_matches(person_id: str) -> None:
    """See whether the new record may be of somebody who is already known."""
    propose_matches(by=Actor.system("matching"), person_id=UUID(person_id))


@on("people.person.changed")
def look_for_matches_again(person_id: str) -> None:
    """A corrected name or birth date may show what was hidden."""
    propose_matches(by=Actor.system("matching"), person_id=UUID(person_id))


@job("people.rotate_keys")
def rotate_keys(lease: Lease) -> None:
    """Put every encrypted value under the newest key; ended or killed, it goes on where it stood."""
    by = Actor.system("rotate-keys")
    columns = list(encrypted_columns())
    total, done = sum(under_older_keys(column).count() for column in columns), 0
    for column in columns:
        while rotated := rotate_batch(by=by, column=column):
            done += rotated
            lease.renew(done=done, total=total)
    rotate_second_factors(by=by)
