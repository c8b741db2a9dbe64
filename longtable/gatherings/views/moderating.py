"""The queue of questions for moderators and panel, and what is decided about each."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from longtable.commitments.forms import ProposalForm
from longtable.commitments.terms import Unfinished
from longtable.core.access import Actor, Missing, Permission, allow, members
from longtable.core.access.request import ActorRequest
from longtable.core.states import IllegalMove
from longtable.gatherings.actions import asking, keywords, polls
from longtable.gatherings.actions import questions as acts
from longtable.gatherings.forms.questions import (
    AnswerForm,
    JoinForm,
    KeywordsForm,
    LaterForm,
    NotShownForm,
    PollForm,
    TranslationForm,
    TypeInForm,
)
from longtable.gatherings.models import Gathering, Question
from longtable.gatherings.policies import may_answer, may_run
from longtable.gatherings.selectors import questions as reads
from longtable.gatherings.selectors.polls import poll_of, tallies
from longtable.gatherings.selectors.staff import gathering_for
from longtable.gatherings.selectors.texting import standing_keywords
from longtable.people.contacts import shown_phone
from longtable.voices.selectors.texting import texting_number


@members
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def queue(request: ActorRequest, slug: str) -> HttpResponseBase:
    """Everything that was asked, by what is to be done. The list alone for htmx, which asks now and then."""
    actor = request.actor
    subject = reads.live_gathering(actor, slug)
    is_moderator = reads.may_moderate(actor, subject)
    form = TypeInForm(
        request.POST or None,
        sessions=subject.sessions.all(),
        initial={"language": get_language() or "en"},
    )
    if form.is_bound and form.is_valid():
        asking.ask_for_somebody(by=actor, gathering=subject, **form.cleaned_data)
        messages.success(request, _("The question is in the queue."))
        return redirect("gatherings:queue", slug=slug)
    context = {
        "gathering": subject,
        "queue": reads.queue(subject, with_alike=is_moderator),
        "is_moderator": is_moderator,
        "form": form,
    }
    template = "gatherings/staff/_queue.html" if request.htmx else "gatherings/staff/queue.html"
    return render(request, template, context, status=422 if form.errors else 200)


@members
@never_cache
@require_safe
def question(request: ActorRequest, slug: str, number: int) -> HttpResponse:
    """One question, with everything that can be done about it."""
    subject, listed = _listed(request.actor, slug, number)
    return _page(request, subject, listed)


@members
@require_POST
def decide(request: ActorRequest, slug: str, number: int, verb: str) -> HttpResponseBase:
    """Show it, do not, answer it now, later or in writing, join it, part it, translate it."""
    actor = request.actor
    subject, listed = _listed(actor, slug, number)
    asked = listed.question
    bound = _forms(subject, asked, request).get(verb)
    if verb not in VERBS or (bound is not None and not bound.is_valid()):
        return _page(request, subject, listed, **({verb: bound} if bound is not None else {}))
    try:
        words = VERBS[verb](actor, asked, bound)
    except acts.NotSaid as error:
        messages.warning(request, str(error))
    except IllegalMove:
        messages.warning(request, _("This was changed a moment ago. Please look again."))
    else:
        messages.success(request, words)
        if verb in ("show", "live", "join"):
            return redirect("gatherings:queue", slug=slug)
    return redirect("gatherings:question", slug=slug, number=number)


@allow(Permission.RUN_GATHERINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def promise(request: ActorRequest, slug: str, number: int) -> HttpResponseBase:
    """A question becomes a proposal of what should be done."""
    actor = request.actor
    subject = gathering_for(actor, slug, Permission.RUN_GATHERINGS)
    listed = reads.question_of(subject, number)
    initial = {"division": subject.organization_id, "areas": list(subject.area_ids())}
    form = ProposalForm(request.POST or None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            acts.promise(
                by=actor,
                question=listed.question,
                terms=form.terms(),
                form_key=form.cleaned_data["form_key"],
            )
        except Unfinished as error:
            form.add_error(None, str(error))
        except IllegalMove:
            messages.warning(request, _("This was changed a moment ago. Please look again."))
            return redirect("gatherings:question", slug=slug, number=number)
        else:
            messages.success(request, _("It is proposed. The person who asked is being told."))
            return redirect("gatherings:queue", slug=slug)
    context = {"gathering": subject, "listed": listed, "form": form}
    return render(request, "gatherings/staff/promise.html", context, status=422 if form.errors else 200)


@members
@require_http_methods(["GET", "HEAD", "POST"])
def poll_list(request: ActorRequest, slug: str) -> HttpResponseBase:
    """Polls with their totals, and a new one."""
    actor = request.actor
    subject = reads.live_gathering(actor, slug)
    form = PollForm(request.POST or None)
    if form.is_bound and form.is_valid():
        polls.prepare_poll(by=actor, gathering=subject, plan=form.plan(), form_key=form.sent_key())
        messages.success(request, _("Saved. Open it when you want people to answer."))
        return redirect("gatherings:polls", slug=slug)
    context = {
        "gathering": subject,
        "polls": tallies(subject, with_drafts=True),
        "is_moderator": reads.may_moderate(actor, subject),
        "form": form,
    }
    return render(request, "gatherings/staff/polls.html", context, status=422 if form.errors else 200)


@members
@require_POST
def poll_state(request: ActorRequest, slug: str, poll_id: UUID) -> HttpResponseBase:
    """Open a poll, or close it."""
    poll = poll_of(reads.live_gathering(request.actor, slug), poll_id)
    if request.POST.get("after") == "closed":
        polls.close_poll(by=request.actor, poll=poll)
        messages.success(request, _("Closed. Everybody reads the totals now."))
    else:
        polls.open_poll(by=request.actor, poll=poll)
        messages.success(request, _("Open. People can answer on the page of questions."))
    return redirect("gatherings:polls", slug=slug)


@allow(Permission.RUN_GATHERINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def texting(request: ActorRequest, slug: str) -> HttpResponseBase:
    """One word in each language, by which questions come as text messages."""
    actor = request.actor
    subject = gathering_for(actor, slug, Permission.RUN_GATHERINGS)
    standing = standing_keywords(subject)
    initial = {keyword.language: keyword.word for keyword in standing}
    form = KeywordsForm(request.POST or None, gathering=subject, initial=initial)
    if form.is_bound and form.is_valid():
        keywords.set_keywords(by=actor, gathering=subject, words=form.words())
        messages.success(request, _("Saved."))
        return redirect("gatherings:texting", slug=slug)
    context = {"gathering": subject, "form": form, "number": shown_phone(texting_number())}
    return render(request, "gatherings/staff/texting.html", context, status=422 if form.errors else 200)


def _listed(actor: Actor, slug: str, number: int) -> tuple[Gathering, reads.Listed]:
    subject = reads.live_gathering(actor, slug)
    if not reads.may_moderate(actor, subject):
        raise Missing
    return subject, reads.question_of(subject, number)


def _page(request: ActorRequest, gathering: Gathering, listed: reads.Listed, **bound: Any) -> HttpResponse:
    asked = listed.question
    forms = _forms(gathering, asked) | bound
    context = {
        "gathering": gathering,
        "listed": listed,
        "question": asked,
        "can": {state: Question.lifecycle.can(asked.state, state) for state in Question.State.values},
        "may_run": may_run(request.actor, gathering),
        "may_answer": may_answer(request.actor, asked),
        "forms": {verb.replace("-", "_"): form for verb, form in forms.items()},
    }
    status = 422 if any(form.errors for form in bound.values()) else 200
    return render(request, "gatherings/staff/question.html", context, status=status)


def _forms(gathering: Gathering, asked: Question, request: ActorRequest | None = None) -> dict[str, Any]:
    """The form behind each verb that has one, with what was sent."""
    data = request.POST if request else None
    return {
        "not-shown": NotShownForm(data),
        "later": LaterForm(data, people=reads.who_can_be_asked(gathering)),
        "answer": AnswerForm(data, initial=AnswerForm.spread(answer=asked.answer)),
        "join": JoinForm(data, joinable=reads.joinable(gathering, asked)),
        "translate": TranslationForm(data, question=asked),
    }


def _show(by: Actor, asked: Question, _form: Any) -> str:
    acts.show(by=by, question=asked)
    return _("Others can read it now.")


def _do_not_show(by: Actor, asked: Question, form: Any) -> str:
    acts.do_not_show(by=by, question=asked, reason=form.cleaned_data["reason"])
    return _("It is not shown. The person who asked can read why.")


def _live(by: Actor, asked: Question, _form: Any) -> str:
    acts.answer_live(by=by, question=asked)
    return _("Marked as answered here.")


def _later(by: Actor, asked: Question, form: Any) -> str:
    acts.answer_later(by=by, question=asked, **form.cleaned_data)
    return _("It is on the list of the person who will answer.")


def _answer(by: Actor, asked: Question, form: Any) -> str:
    acts.answer_in_writing(by=by, question=asked, answer=form.gather("answer"))
    return _("Everybody can read the answer. The person who asked is being told.")


def _join(by: Actor, asked: Question, form: Any) -> str:
    head = acts.join(by=by, question=asked, into=form.cleaned_data["into"])
    return _("Joined to question %(number)d.") % {"number": head.number}


def _separate(by: Actor, asked: Question, _form: Any) -> str:
    acts.separate(by=by, question=asked)
    return _("It is on its own again.")


def _translate(by: Actor, asked: Question, form: Any) -> str:
    acts.translate(by=by, question=asked, words=form.words())
    return _("Saved.")


VERBS: dict[str, Callable[[Actor, Question, Any], str]] = {
    "show": _show,
    "not-shown": _do_not_show,
    "live": _live,
    "later": _later,
    "answer": _answer,
    "join": _join,
    "separate": _separate,
    "translate": _translate,
}
"""What stands at the end of the address -> what is done, and the sentence that says so."""
