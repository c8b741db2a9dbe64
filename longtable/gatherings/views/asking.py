"""The page on which people ask at a gathering, without an account and without a script."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from longtable.core.access import Actor, public
from longtable.core.access.request import ActorRequest
from longtable.core.addresses import address_of
from longtable.core.attempts import count_attempt
from longtable.core.receipts import note_use
from longtable.core.tracking import open_key
from longtable.gatherings.actions.asking import ask, language_asked, path_of, want_to_know
from longtable.gatherings.actions.polls import NotOpen, answer_poll
from longtable.gatherings.forms.questions import AskForm, PollAnswerForm
from longtable.gatherings.guests import gathering_inside
from longtable.gatherings.models import Gathering
from longtable.gatherings.policies import may_ask
from longtable.gatherings.selectors.polls import poll_of, tallies
from longtable.gatherings.selectors.questions import public_questions, readable_question, tracked_question
from longtable.gatherings.selectors.texting import standing_keywords
from longtable.gatherings.visits import remember_visit, visit_of, voter_of
from longtable.methods.danger import is_in_danger
from longtable.people.contacts import NotAContact, masked, shown_phone
from longtable.voices.selectors.texting import texting_number

LIMIT, WINDOW = 60, timedelta(hours=1)
"""Questions from one address. Generous: a whole room may share one."""

SAME_ROOM = 60
"""Visits of one address that want to know the same thing in an hour: a room shares one, a phone is one."""

CHOICES = 600
"""Choices (I want to know too, polls) from one address in an hour."""


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: ActorRequest, slug: str) -> HttpResponseBase:
    """Ask, and read what others asked. The list alone for htmx, which asks for it now and then."""
    subject = gathering_inside(request, slug)
    form = AskForm(request.POST or None)
    if form.is_bound and form.is_valid():
        count_attempt("ask at a gathering", address_of(request), limit=LIMIT, window=WINDOW)
        try:
            asked = ask(
                by=Actor.visitor(),
                gathering=subject,
                language=language_asked(form.cleaned_data["text"], get_language() or "en"),
                words=str(form.fields["contact"].help_text),
                **form.cleaned_data,
            )
        except NotAContact:
            form.add_error("contact", _("This is neither a phone number nor an e-mail address."))
        else:
            return redirect(path_of(asked.opened))
    visit = visit_of(request)
    number = shown_phone(texting_number())
    context = {
        "gathering": subject,
        "form": form,
        "is_on": may_ask(subject, timezone.now()),
        "questions": public_questions(subject, voter_of(visit)),
        "polls": tallies(subject, voter_of(visit)),
        "keywords": standing_keywords(subject) if number else (),
        "number": number,
    }
    template = "gatherings/_questions.html" if request.htmx else "gatherings/questions.html"
    return remember_visit(render(request, template, context, status=422 if form.errors else 200), visit)


@public
@require_POST
def want(request: ActorRequest, slug: str, number: int) -> HttpResponseBase:
    """I want to know this too: once for each visit."""
    subject = gathering_inside(request, slug)
    question = readable_question(subject, number)
    visit = _choose(request, subject)
    here = f"{address_of(request)} {question.pk}"
    count_attempt("want to know", here, limit=SAME_ROOM, window=WINDOW)
    want_to_know(by=Actor.visitor(), question=question, voter=voter_of(visit))
    messages.success(request, _("Noted: you want to know this too."))
    return remember_visit(redirect("gatherings:questions", slug=slug), visit)


@public
@require_POST
def answer(request: ActorRequest, slug: str, poll_id: UUID) -> HttpResponseBase:
    """An answer to a poll, once for each visit; choosing again replaces it."""
    subject = gathering_inside(request, slug)
    poll = poll_of(subject, poll_id)
    form = PollAnswerForm(request.POST, codes=[option["code"] for option in poll.options])
    visit = _choose(request, subject)
    if not form.is_valid():
        messages.warning(request, _("Choose one of the answers."))
    else:
        try:
            answer_poll(
                by=Actor.visitor(), poll=poll, voter=voter_of(visit), codes=form.cleaned_data["codes"]
            )
        except NotOpen:
            messages.warning(request, _("This poll is closed, or only one answer can be chosen."))
        else:
            messages.success(request, _("Thank you. Your answer is counted."))
    return remember_visit(redirect("gatherings:questions", slug=slug), visit)


@public
@never_cache
@require_safe
def tracking(request: ActorRequest, key: str) -> HttpResponse:
    """What became of my question: opened by a link or a code, by nobody else."""
    actor, code = open_key(request, key)
    mine = tracked_question(actor)
    if mine.receipt:
        note_use(mine.receipt)
    head = mine.joined_to or mine
    context = {
        "key": key,
        "code": code,
        "mine": mine,
        "head": head,
        "gathering": mine.gathering,
        "in_danger": is_in_danger(mine.text),
        "masked_contact": masked(mine.contact.kind, mine.contact.value) if mine.contact else "",
    }
    return render(request, "gatherings/tracking_question.html", context)


def _choose(request: ActorRequest, gathering: Gathering) -> str:
    """The visit that chooses, its address counted: cookies can be thrown away."""
    who = f"{address_of(request)} {gathering.pk}"
    count_attempt("choose at a gathering", who, limit=CHOICES, window=WINDOW)
    return visit_of(request)
