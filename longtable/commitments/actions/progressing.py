"""An owner saying where a promise stands, before it is kept, and giving it a new day in public."""

from datetime import date

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from longtable.commitments.actions.deciding import note
from longtable.commitments.models import Commitment
from longtable.commitments.policies import may_carry
from longtable.commitments.terms import Evidence, Unfinished
from longtable.commitments.work import wait_for_new_day
from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.localized import LocalizedText
from longtable.core.states import IllegalMove
from longtable.core.wording import in_every_language


@action
def report_progress(
    *, by: Actor, commitment: Commitment, evidence: Evidence, due_on: date | None = None
) -> Commitment:
    """The owner says in every language where it stands; people who spoke can read it.

    ``due_on`` is a new last day; the sentence then names the old one, so that it stays in public.
    Nothing moves, so no other package is told. Raises :class:`Unfinished`, and
    :class:`~longtable.core.states.IllegalMove` when it is not open or was changed meanwhile.
    """
    require(by, may_carry(by, commitment))
    before, state = commitment.due_on, commitment.state
    if state not in Commitment.OPEN:
        raise IllegalMove(f"{commitment} is {state} and not open")
    if evidence.sentence.missing([code for code, _name in settings.LANGUAGES]):
        raise Unfinished(_("Say in one sentence, in each language, where it stands."))
    if _is_said(commitment, evidence):
        return Unchanged(commitment)  # type: ignore[return-value]
    new_day = due_on if due_on != before else None
    if new_day and before:
        if new_day < timezone.localdate():
            raise Unfinished(_("The new day has already passed."))
        evidence = evidence.saying(_with_days(evidence.sentence, before, new_day))
    there = Commitment.objects.filter(pk=commitment.pk, state=state, due_on=before)
    if not there.update(due_on=new_day or before):
        raise IllegalMove(f"{commitment} was changed meanwhile")
    commitment.due_on = new_day or before
    step = note(by, commitment, state, state, evidence)
    if new_day:
        wait_for_new_day(by, commitment)
    fields = ["evidence", "due_on"] if new_day else ["evidence"]
    record(by, "commitments.commitment.progressed", commitment, step, fields=fields)
    return commitment


def _is_said(commitment: Commitment, evidence: Evidence) -> bool:
    """Whether the last step says just this: a second click, or a form sent again."""
    last = commitment.steps.last()
    if last is None or last.before != last.after or last.url != evidence.url:
        return False
    given = evidence.sentence.versions.items()
    return all(last.evidence.show(code).text.split("\n\n")[0] == version.text for code, version in given)


def _with_days(sentence: LocalizedText, before: date, after: date) -> LocalizedText:
    def days() -> str:
        shown = {"old": date_format(before, "DATE_FORMAT"), "new": date_format(after, "DATE_FORMAT")}
        return _("It was promised for %(old)s. The new day is %(new)s.") % shown

    added = in_every_language(days).versions
    return LocalizedText.of(
        **{code: f"{version.text}\n\n{added[code].text}" for code, version in sentence.versions.items()}
    )
