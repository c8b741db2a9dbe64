"""Who may prepare gatherings, sign people up and work at the door. Pure: values in, a yes or no out."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from longtable.core.access import Actor, Kind, Permission
from longtable.councils.models import Council
from longtable.gatherings.models import (
    Attendee,
    Gathering,
    Invitation,
    Panelist,
    Question,
    Registration,
    Table,
)

AROUND = timedelta(days=1)
"""Before and after a gathering, while one can ask."""

RESERVED = frozenset({"new", "series", "calendar", "feed", "code"})
"""Below ``/gatherings/``, where each gathering has its pages too."""


def is_address(slug: str) -> bool:
    """Whether ``/gatherings/<slug>/`` can lead to a gathering."""
    return re.fullmatch(r"[-a-zA-Z0-9_]{1,50}", slug) is not None and slug not in RESERVED


def may_prepare(by: Actor, organization_id: UUID, areas: Iterable[UUID]) -> bool:
    """Make a gathering of an organisation for some areas."""
    return by.may(Permission.RUN_GATHERINGS, organization=organization_id, areas=areas)


def may_call_meeting(by: Actor, council: Council | None) -> bool:
    """Say that a gathering is a council's meeting: whoever keeps that council."""
    if council is None:
        return True
    return by.may(Permission.RUN_COUNCILS, organization=council.organization_id, areas=council.area_ids())


def may_run(by: Actor, gathering: Gathering) -> bool:
    """Change it, call it off, and say what was found there."""
    return may_prepare(by, gathering.organization_id, gathering.area_ids())


def may_register_others(by: Actor, gathering: Gathering) -> bool:
    """Sign up callers, and check people in: staff of the host, or of a partner who helps to run it."""
    if by.may(
        Permission.REGISTER_FOR_OTHERS,
        organization=gathering.organization_id,
        areas=gathering.area_ids(),
    ):
        return True
    helping = [host.organization_id for host in gathering.hosts.all() if host.may_run]
    return any(by.may(Permission.REGISTER_FOR_OTHERS, organization=each) for each in helping)


def may_work_at_door(by: Actor, gathering: Gathering) -> bool:
    """Say who came, and see to what people need: as long as it is neither a draft nor called off."""
    is_on = gathering.state in (Gathering.State.PUBLISHED, Gathering.State.HELD)
    return is_on and (by.is_system or may_help(by, gathering))


def may_see_to(by: Actor, gathering: Gathering, attendees: Iterable[Attendee]) -> bool:
    """The same for these people, who signed up for it."""
    are_ours = all(each.registration.gathering_id == gathering.pk for each in attendees)
    return are_ours and may_work_at_door(by, gathering)


def may_register(by: Actor, gathering: Gathering, invitation: Invitation | None = None) -> bool:
    """Sign up for it: anybody in person, staff for a caller; the invited alone where it is by invitation or
    meets behind closed doors.

    Whoever is signed in signs others up; for themselves they use the public page like everybody.
    """
    if gathering.state != Gathering.State.PUBLISHED:
        return False
    if by.kind == Kind.API_KEY:
        return may_register_by_api(by, gathering)
    if by.is_member:
        return may_register_others(by, gathering)
    if by.is_system or not (gathering.by_invitation or gathering.is_closed):
        return True
    return invitation is not None and invitation.gathering_id == gathering.pk


def may_register_by_api(by: Actor, gathering: Gathering) -> bool:
    """A key signs people up for what its own organisation convenes."""
    return by.may(Permission.REGISTER_BY_API, organization=gathering.organization_id)


def may_change(by: Actor, registration: Registration) -> bool:
    """Change or take back a registration: who holds the receipt, or staff for a caller."""
    return may_answer_for(by, registration) or may_register_others(by, registration.gathering)


def may_tell(by: Actor) -> bool:
    """Only the machine writes to people, and reminds them."""
    return by.is_system


def may_answer_for(by: Actor, registration: Registration) -> bool:
    """Change or take back a registration: only who holds the receipt."""
    return by.kind == Kind.RECEIPT and by.id == str(registration.receipt_id)


def may_ask(gathering: Gathering, now: datetime) -> bool:
    """Ask something there, answer a poll, want to know too: from a day before it to a day after."""
    is_on = gathering.state in (Gathering.State.PUBLISHED, Gathering.State.HELD) and not gathering.is_closed
    return is_on and gathering.starts_at - AROUND <= now <= gathering.ends_at + AROUND


def may_want_to_know(question: Question, now: datetime) -> bool:
    """Say that one wants to know it too: of what others can read, while one can ask."""
    is_hidden = question.state in (Question.State.ASKED, Question.State.NOT_SHOWN)
    return not is_hidden and may_ask(question.gathering, now)


def may_help(by: Actor, gathering: Gathering) -> bool:
    """Read the questions and say what is shown, while people are together: staff, and partners who help."""
    return may_run(by, gathering) or may_register_others(by, gathering)


def may_see_questions(by: Actor, gathering: Gathering, panel: Iterable[UUID | None]) -> bool:
    """Who helps, and whoever sits on the panel with an account: ``panel`` are their users' ids."""
    return may_help(by, gathering) or (by.is_member and by.id in {str(each) for each in panel if each})


def may_follow_panel(by: Actor, panelist: Panelist, now: datetime) -> bool:
    """Read the queue on a panelist's own link: whoever holds it, until a day after the gathering."""
    is_theirs = by.kind == Kind.RECEIPT and by.id == str(panelist.receipt_id)
    is_on = panelist.gathering.state in (Gathering.State.PUBLISHED, Gathering.State.HELD)
    return is_theirs and is_on and now <= panelist.gathering.ends_at + AROUND


def may_speak_to(by: Actor, panelist: Panelist, question: Question, now: datetime) -> bool:
    """Say that a question of their own gathering, which others can read, is answered or will be."""
    is_here = question.gathering_id == panelist.gathering_id
    is_shown = question.state == Question.State.SHOWN and question.joined_to_id is None
    return is_here and is_shown and may_follow_panel(by, panelist, now)


def may_answer(by: Actor, question: Question) -> bool:
    """Answer in writing: who runs the gathering, or who was asked to."""
    return may_run(by, question.gathering) or (by.is_member and by.id == str(question.owner_id))


def may_take_notes(by: Actor, table: Table) -> bool:
    """Write down what is said at a table: its note-taker, or who helps."""
    is_taker = by.is_member and by.id == str(table.note_taker_id)
    return is_taker or may_help(by, table.session.gathering)


def may_speak_for(by: Actor, gathering: Gathering, registration: Registration | None) -> bool:
    """Say it with the link of a sign-up: whoever holds that link, for that gathering."""
    if registration is None:
        return True
    return registration.gathering_id == gathering.pk and may_answer_for(by, registration)


def may_evaluate(gathering: Gathering, now: datetime) -> bool:
    """Say what one thought of it: from its beginning until a month after."""
    is_on = gathering.state in (Gathering.State.PUBLISHED, Gathering.State.HELD) and not gathering.is_closed
    return is_on and gathering.starts_at <= now <= gathering.ends_at + timedelta(days=31)
