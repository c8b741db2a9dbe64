"""What a person told councils, for the person who asks for everything that we know of them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from longtable.councils.models import Application, Interest, Term
from longtable.people.portability import portable


@portable("seats_you_applied_for")
def _applications(person_ids: Sequence[UUID]) -> list[dict[str, Any]]:
    rows = Application.objects.filter(contact__person__in=person_ids)
    return [
        {
            "council": str(each.council),
            "seat": str(each.seat) if each.seat else None,
            "sent_at": each.created_at.isoformat(),
            "why": each.why,
            "experience": each.experience,
            "needs": each.needs,
            "needs_words": each.needs_words,
            "availability": each.availability,
            "conflicts": each.conflicts,
            "area": each.area.name if each.area else None,
            "about_you": each.about,
            "state": each.state,
            "reason": each.reason,
            "answer": each.answer,
            "decided_at": each.decided_at.isoformat() if each.decided_at else None,
            "stipend_choices": [
                {"way": choice.way, "at": choice.created_at.isoformat(), "warning": choice.warning}
                for choice in each.stipend_choices.all()
            ],
            "notes_about_it": [note.text for note in each.notes.all()],
        }
        for each in rows.select_related("council", "seat", "area").prefetch_related(
            "stipend_choices", "notes"
        )
    ]


@portable("seats_you_held")
def _terms(person_ids: Sequence[UUID]) -> list[dict[str, Any]]:
    rows = Term.objects.filter(person__in=person_ids).select_related("seat__council", "area")
    return [
        {
            "council": str(term.seat.council),
            "seat": str(term.seat),
            "role": term.role,
            "from": term.starts_on.isoformat(),
            "until": term.ended_on.isoformat() if term.ended_on else None,
            "ending": term.ending,
            "name_is_published": term.is_public,
            "area": term.area.name if term.area else None,
            "about_you": term.about,
            "meetings": [{"on": row.met_on.isoformat(), "state": row.state} for row in term.attendance.all()],
        }
        for term in rows.prefetch_related("attendance")
    ]


@portable("seats_you_want_to_hear_of")
def _interests(person_ids: Sequence[UUID]) -> list[dict[str, Any]]:
    return [
        {
            "topics": each.topics,
            "area": each.area.name if each.area else None,
            "since": each.created_at.isoformat(),
            "until": each.ended_at.isoformat() if each.ended_at else None,
        }
        for each in Interest.objects.filter(contact__person__in=person_ids).select_related("area")
    ]
