"""What a person told gatherings, for the person who asks for everything that we know of them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from longtable.gatherings.models import Attendance, NeedMet, Question, Registration
from longtable.people.portability import portable


@portable("gatherings_you_signed_up_for")
def _registrations(person_ids: Sequence[UUID]) -> list[dict[str, Any]]:
    mine = Registration.objects.filter(contact__person__in=person_ids)
    came = Registration.objects.filter(attendees__person__in=person_ids)
    rows = (mine | came).distinct().select_related("gathering", "area")
    return [
        {
            "gathering": str(each.gathering),
            "starts_at": each.gathering.starts_at.isoformat(),
            "signed_up_at": each.created_at.isoformat(),
            "how": each.channel,
            "state": each.state,
            "people": each.party_size,
            "organization": each.group_name,
            "area": each.area.name if each.area else None,
            "language": each.language,
            "on_line": each.is_online,
            "reminder": each.wants_reminder,
            "needs": [
                {
                    "needs": attendee.needs,
                    "interpreter": attendee.interpreter,
                    "words": attendee.needs_words,
                    "about_you": attendee.about,
                }
                for attendee in each.attendees.all()
                if attendee.person_id in person_ids
            ],
        }
        for each in rows.prefetch_related("attendees")
    ]


@portable("questions_you_asked_at_gatherings")
def _questions(person_ids: Sequence[UUID]) -> list[dict[str, Any]]:
    rows = Question.objects.filter(contact__person__in=person_ids).select_related("gathering", "joined_to")
    return [
        {
            "gathering": str(each.gathering),
            "asked_at": each.created_at.isoformat(),
            "how": each.channel,
            "question": each.text,
            "language": each.language,
            "state": (each.joined_to or each).state,
        }
        for each in rows
    ]


@portable("gatherings_you_came_to")
def _attendance(person_ids: Sequence[UUID]) -> list[dict[str, Any]]:
    rows = Attendance.objects.filter(attendee__person__in=person_ids).select_related("gathering", "area")
    return [
        {
            "gathering": str(each.gathering),
            "how_we_know": each.source,
            "came_at": each.came_at.isoformat() if each.came_at else None,
            "left_at": each.left_at.isoformat() if each.left_at else None,
            "name_on_the_list": each.shown_name,
            "contact_on_the_list": each.contact,
            "area": each.area.name if each.area else None,
            "language": each.language,
            "role": each.role,
            "about_you": each.about,
        }
        for each in rows
    ]


@portable("what_was_arranged_for_you_at_gatherings")
def _arranged(person_ids: Sequence[UUID]) -> list[dict[str, Any]]:
    rows = NeedMet.objects.filter(attendee__person__in=person_ids)
    return [
        {
            "gathering": str(each.assignment.gathering),
            "need": each.assignment.need,
            "language": each.assignment.language,
            "state": each.assignment.state,
            "words": each.assignment.words.show().text,
            "told_at": each.told_at.isoformat() if each.told_at else None,
        }
        for each in rows.select_related("assignment__gathering")
    ]
