"""What questions and findings put on lists: danger, what is left, answers to write, what to follow up."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from longtable.accounts.models import User
from longtable.core.access import Actor, Permission
from longtable.core.localized import LocalizedText
from longtable.core.wording import in_every_language
from longtable.gatherings.models import Finding, Gathering, Question
from longtable.messaging.actions import notify
from longtable.worklists.actions import add_work, finish_work
from longtable.worklists.selectors import on_duty, shifts_on_duty

ANSWERING, LEFT_OVER = "gatherings.answer", "gatherings.questions"
DANGER, FOLLOWING = "gatherings.danger", "gatherings.finding"

DANGER_MINUTES = 15
"""By when somebody on duty has read a question with words of danger."""


def ask_for_answer(by: Actor, question: Question) -> None:
    """Whoever was named writes the answer by the day that was said."""
    stop_asking_for_answer(by, question)
    gathering = question.gathering
    due_on = question.due_on
    add_work(
        by=Actor.system("gatherings"),
        kind=ANSWERING,
        title=in_every_language(lambda: _title_of_answer(question)),
        detail=gathering.title,
        action_label=in_every_language(lambda: _("Write the answer")),
        url=address_of(question),
        owner=question.owner,
        organization=gathering.organization,
        subject=question,
        due_at=timezone.make_aware(datetime.combine(due_on, time(17))) if due_on else None,
    )


def _title_of_answer(question: Question) -> str:
    said = {"number": question.number, "name": question.panelist.name if question.panelist else ""}
    if question.panelist and question.panelist.user_id != question.owner_id:
        return _("Get the answer to question %(number)d from %(name)s, who promised it") % said
    return _("Answer question %(number)d in writing") % said


def stop_asking_for_answer(by: Actor, question: Question) -> None:
    """It is answered, or nobody need answer it."""
    machine = Actor.system("gatherings")
    finish_work(by=machine, kind=ANSWERING, subject=question, outcome=question.state)
    finish_work(by=machine, kind=DANGER, subject=question, outcome=question.state)


def ask_for_what_is_left(by: Actor, gathering: Gathering, count: int) -> None:
    """The gathering is over and questions are open: each becomes a promise, or is answered in writing."""
    add_work(
        by=by,
        kind=LEFT_OVER,
        title=in_every_language(lambda: _("Answer the %(count)d questions that are left") % {"count": count}),
        detail=gathering.title,
        action_label=in_every_language(lambda: _("See the questions")),
        url=reverse("gatherings:queue", args=[gathering.slug]),
        organization=gathering.organization,
        permission=Permission.RUN_GATHERINGS,
        subject=gathering,
        key=f"questions left {gathering.pk}",
    )


def page_who_is_on_duty(by: Actor, question: Question) -> None:
    """Words of danger: whoever is on duty gets a message and the first line of their list."""
    gathering = question.gathering
    add_work(
        by=by,
        kind=DANGER,
        title=LocalizedText.of(
            en="Read now: somebody may be in danger", es="Lea ahora: alguien puede estar en peligro"
        ),
        detail=gathering.title,
        due_at=question.created_at + timedelta(minutes=DANGER_MINUTES),
        organization=gathering.organization,
        permission=Permission.MODERATE,
        url=address_of(question),
        action_label=LocalizedText.of(en="Read", es="Leer"),
        subject=question,
        key=f"danger {question.pk}",
    )
    now = timezone.now()
    called = on_duty(gathering.organization, now)
    reached: list[tuple[User, User | str, str]] = [(each, each, str(each.pk)) for each in called]
    shifts = shifts_on_duty(gathering.organization, now)
    reached += [(each.user, each.phone, f"{each.user_id} phone") for each in shifts if each.phone]
    for user, to, key in reached:
        notify(
            by=by,
            notice="gatherings.danger",
            to=to,
            language=user.language,
            context={
                "gathering": gathering.title.show(user.language).text,
                "url": settings.PUBLIC_URL + address_of(question),
            },
            key=f"danger {question.pk} {key}",
        )


def address_of(question: Question) -> str:
    """Path of the page on which staff decide about a question."""
    return reverse("gatherings:question", args=[question.gathering.slug, question.number])


def ask_to_follow_up(by: Actor, finding: Finding) -> None:
    """Whoever was named sees to what was found."""
    if finding.owner is None:
        return
    add_work(
        by=Actor.system("gatherings"),
        kind=FOLLOWING,
        title=in_every_language(lambda: _("Follow up what was found: %(text)s") % {"text": finding.text}),
        detail=finding.gathering.title,
        action_label=in_every_language(lambda: _("See the finding")),
        url=reverse("gatherings:finding", args=[finding.gathering.slug, finding.pk]),
        owner=finding.owner,
        organization=finding.gathering.organization,
        subject=finding,
    )


def stop_asking_to_follow_up(by: Actor, finding: Finding) -> None:
    """It led to a proposal, or somebody else sees to it."""
    finish_work(by=Actor.system("gatherings"), kind=FOLLOWING, subject=finding)
