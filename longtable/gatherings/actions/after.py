"""What follows a gathering: what people thought of it, what they are sent, which counts may be published."""

from collections.abc import Mapping

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.wording import in_every_language
from longtable.core.work import enqueue
from longtable.gatherings.actions.letters import opened, path_of
from longtable.gatherings.evaluating import QUESTIONS, SCALE
from longtable.gatherings.models import Evaluation, Gathering, Registration
from longtable.gatherings.policies import may_evaluate, may_run, may_speak_for, may_tell
from longtable.gatherings.selectors.attendance import tables_to_publish, who_came
from longtable.gatherings.selectors.evaluations import ballot_of, has_come
from longtable.messaging.actions import notify
from longtable.releases.actions import prepare_release
from longtable.releases.models import Release


class NotOver(Exception):
    """It has not ended yet, or what came of it was sent before."""


@action
def evaluate(
    *,
    by: Actor,
    gathering: Gathering,
    voter: str,
    language: str,
    answers: Mapping[str, int],
    best: str = "",
    better: str = "",
    registration: Registration | None = None,
) -> Evaluation:
    """Somebody says what they thought of it: once for each ``voter``, a keyed hash of their visit.

    With their own link (``registration``) it is once for each sign-up, and counts with those who came. The
    row and the audit name nobody; a keyed hash alone keeps a second one out.
    """
    require(by, may_evaluate(gathering, timezone.now()) and may_speak_for(by, gathering, registration))
    known = {code: answers[code] for code in QUESTIONS if answers.get(code) in SCALE}
    made, is_new = Evaluation.objects.get_or_create(
        form_key=ballot_of(gathering, registration, voter),
        defaults={
            "gathering": gathering,
            "is_vouched": registration is not None and has_come(registration),
            "language": language,
            "answers": known,
            "best": best,
            "better": better,
        },
    )
    if not is_new:
        return Unchanged(made)  # type: ignore[return-value]
    record(Actor.visitor(), "gatherings.gathering.evaluated", gathering)  # whose link it was is not kept
    return made


@action
def send_follow_up(*, by: Actor, gathering: Gathering) -> Gathering:
    """Everybody who signed up is written to, in their language, once: materials, answers, the evaluation.

    Raises :class:`NotOver` before the end, and the second time.
    """
    require(by, may_run(by, gathering))
    now = timezone.now()
    rows = Gathering.objects.filter(pk=gathering.pk, followed_up_at=None, ends_at__lte=now)
    if not rows.exclude(state=Gathering.State.CANCELLED).update(followed_up_at=now):
        raise NotOver
    gathering.followed_up_at = now
    record(by, "gatherings.gathering.followed_up", gathering, fields=["followed_up_at"])
    enqueue("gatherings.follow_up", gathering_id=str(gathering.pk))
    return gathering


@action
def tell_what_came_of_it(*, by: Actor, registration: Registration, was_counted: bool) -> None:
    """One household or group is sent what came of it. ``was_counted``: whether anybody noted who came."""
    require(by, may_tell(by))
    gathering, language = registration.gathering, registration.language
    is_missed = was_counted and not has_come(registration)
    base, slug = settings.PUBLIC_URL, gathering.slug
    notify(
        by=by,
        notice="gatherings.missed" if is_missed else "gatherings.follow_up",
        to=registration.contact,
        language=language,
        context={
            "gathering": gathering.title.show(language).text,
            "materials": base + reverse("gatherings:public", args=[slug]),
            "answers": base + reverse("gatherings:questions", args=[slug]),
            "findings": base + reverse("gatherings:public-findings", args=[slug]),
            **({} if is_missed else {"evaluation": f"{base}{path_of(opened(registration))}evaluation/"}),
        },
        key=f"follow up {registration.pk}",
    )
    record(by, "gatherings.registration.followed_up", registration)


@action
def ask_for_counts(*, by: Actor, gathering: Gathering) -> None:
    """Counts of who came are protected and wait as a draft for whoever publishes."""
    require(by, may_run(by, gathering))
    record(by, "gatherings.gathering.counts_asked", gathering)
    enqueue("gatherings.prepare_counts", gathering_id=str(gathering.pk))


@action
def prepare_counts(*, by: Actor, gathering: Gathering) -> Release | None:
    """A draft of the counts of who came; ``None`` where no choice of what to hide is safe yet."""
    require(by, may_tell(by))
    from longtable.methods.suppression import Unprotectable  # brings solvers, which a web worker does without

    try:
        return prepare_release(
            by=by,
            subject=gathering,
            title=in_every_language(lambda: _("Who came: %(title)s") % {"title": gathering.title}),
            organization=gathering.organization,
            tables=tables_to_publish(who_came(gathering)),
        )
    except Unprotectable:
        return Unchanged(None)  # type: ignore[return-value]
