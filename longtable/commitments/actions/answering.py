"""Answering the people who spoke, telling each of them once, and saying what went wrong."""

from uuid import UUID, uuid4

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from longtable.commitments.letters import letter
from longtable.commitments.models import Admission, Answer, AnswerNotice, Commitment
from longtable.commitments.notices import ANSWER
from longtable.commitments.policies import may_admit, may_answer, may_tell
from longtable.commitments.selectors.people import not_told, way_to
from longtable.commitments.terms import Unfinished
from longtable.commitments.work import tell_later
from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.localized import LocalizedText
from longtable.core.work import emit
from longtable.messaging.actions import notify


@action
def publish_answer(
    *, by: Actor, commitment: Commitment, text: LocalizedText, form_key: UUID | None = None
) -> Answer:
    """A person with a name answers everybody whose words led here; each is told once, by the queue.

    Raises :class:`Unfinished` while it is not decided, or the words are not fit in some language.
    """
    require(by, may_answer(by, commitment))
    if not commitment.is_public:
        raise Unfinished(_("Decide first: people are told what was decided."))
    need_every_language(text)
    answer, fresh = Answer.objects.get_or_create(
        form_key=form_key or uuid4(),
        defaults={"commitment": commitment, "text": text, "by_id": by.id, "published_at": timezone.now()},
    )
    if not fresh:
        return Unchanged(answer)  # type: ignore[return-value]
    tell_later([answer])
    emit("commitments.answered", answer_id=str(answer.pk))
    record(by, "commitments.answer.published", answer, commitment)
    return answer


@action
def tell_authors(*, by: Actor, answer: Answer, limit: int = 100) -> int:
    """Up to ``limit`` people who have not heard of an answer are told; returns how many.

    Notice and message are one transaction: killed at any moment, the next call goes on with whom
    it had not reached, and nobody is told twice.
    """
    require(by, may_tell(by))
    people = list(not_told(answer)[:limit])
    if not people:
        return Unchanged(0)  # type: ignore[return-value]
    now = timezone.now()
    AnswerNotice.objects.bulk_create(
        [AnswerNotice(answer=answer, participant=each, way=way_to(each), at=now) for each in people],
        ignore_conflicts=True,
    )
    for each in people:
        if way_to(each) != AnswerNotice.Way.PAGE:
            notify(
                by=by,
                notice=ANSWER,
                to=each.contact,  # type: ignore[arg-type]
                context=letter(
                    answer.commitment, answer.text, str(answer.by), each.language, each.conversation
                ),
                language=each.language,
                key=f"answer:{answer.pk}:{each.pk}",
                subjects=[answer],
            )
    record(by, "commitments.answer.told", answer, *people)
    return len(people)


@action
def admit_mistake(
    *, by: Actor, text: LocalizedText, commitment: Commitment | None = None, form_key: UUID | None = None
) -> Admission:
    """A person says in public what we got wrong and what is different now. Raises :class:`Unfinished`."""
    require(by, may_admit(by, commitment))
    if commitment is not None and not commitment.is_public:
        raise Unfinished(_("People cannot read this commitment yet."))
    need_every_language(text)
    admission, fresh = Admission.objects.get_or_create(
        form_key=form_key or uuid4(),
        defaults={"text": text, "commitment": commitment, "by_id": by.id, "published_at": timezone.now()},
    )
    if not fresh:
        return Unchanged(admission)  # type: ignore[return-value]
    record(by, "commitments.mistake.admitted", admission, *([commitment] if commitment else []))
    return admission


def need_every_language(text: LocalizedText) -> None:
    """Raises :class:`Unfinished` with the languages in which nobody stands behind the words."""
    names = dict(settings.LANGUAGES)
    missing = text.missing(list(names))
    if missing:
        listed = ", ".join(str(names[language]) for language in missing)
        raise Unfinished(
            _("People also read this in: %(languages)s. Write or approve it there first.")
            % {"languages": listed}
        )
