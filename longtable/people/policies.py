"""Who may read, change and join records of people. Pure: values in, a yes or no out."""

from uuid import UUID

from longtable.core.access import Actor, Kind, Permission
from longtable.people.models import Person


def _reaches(by: Actor, permission: Permission, person: Person) -> bool:
    areas = [person.area_id] if person.area_id else []
    return by.may(permission, organization=person.held_by_id, areas=areas)


def may_leave_contact(by: Actor) -> bool:
    """Anybody may leave their own number; a machine only if it may change records anyway."""
    return by.kind != Kind.API_KEY or by.may(Permission.EDIT_PEOPLE)


def may_leave_party(by: Actor) -> bool:
    """The same for people who come together; and for a machine that signs people up."""
    return may_leave_contact(by) or by.may(Permission.REGISTER_BY_API)


def may_name(by: Actor, organization_id: UUID) -> bool:
    """Whoever acts for the organisation, or for all of the state: a new record tells nothing of others."""
    return any(
        grant.organization == organization_id or grant.scope.covers(organization=organization_id)
        for grant in by.grants
    )


def may_say_where_to_write(by: Actor) -> bool:
    """Anybody may agree to messages or end them: saying no must never need a sign-in."""
    return may_leave_contact(by)


def may_lift_opt_out(by: Actor) -> bool:
    """Only the telephone that said STOP, the machine that checked a code, or staff who spoke with them."""
    return by.kind == Kind.SMS or by.is_system or by.may(Permission.EDIT_PEOPLE)


def may_confirm_contact(by: Actor) -> bool:
    """Anybody may bring back a code that was sent to them."""
    return may_leave_contact(by)


def may_open(by: Actor, person: Person) -> bool:
    """Read the whole record."""
    return _reaches(by, Permission.SEE_PEOPLE, person)


def may_edit(by: Actor, person: Person) -> bool:
    """Change the record, take it out for the person, or erase it."""
    return _reaches(by, Permission.EDIT_PEOPLE, person)


def may_decide_match(by: Actor, first: Person, second: Person) -> bool:
    """Say whether two records are of one person: both must be within reach."""
    return all(_reaches(by, Permission.CONFIRM_MATCHES, person) for person in (first, second))


def may_propose_matches(by: Actor) -> bool:
    """Only the machine looks through records that nobody opened."""
    return by.is_system


def may_rotate_keys(by: Actor) -> bool:
    """Re-encrypt without reading: whoever runs the machine."""
    return by.is_system or by.is_statewide(Permission.OPERATE)
