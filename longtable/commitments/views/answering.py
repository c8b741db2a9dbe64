"""Answering those who spoke, after looking at exactly what they will receive; and saying what went wrong."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from longtable.commitments import actions
from longtable.commitments.forms import AdmissionForm, AnswerTextForm
from longtable.commitments.letters import preview
from longtable.commitments.models import Commitment
from longtable.commitments.selectors import staff as selectors
from longtable.commitments.selectors.people import reach
from longtable.commitments.terms import Unfinished
from longtable.core.access import Permission, allow
from longtable.core.access.request import ActorRequest


@allow(Permission.ANSWER_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: ActorRequest, commitment_id: UUID) -> HttpResponseBase:
    """Write, look at what each person will receive, then send. Nothing goes out before the second button."""
    actor = request.actor
    commitment = selectors.commitment_for(actor, commitment_id, Permission.ANSWER_PEOPLE)
    form = AnswerTextForm(request.POST or None)
    reached = reach(commitment)
    letters = None
    if form.is_bound and form.is_valid():
        text = form.gather("text")
        if "send" in request.POST:
            try:
                actions.publish_answer(
                    by=actor, commitment=commitment, text=text, form_key=form.cleaned_data["form_key"]
                )
            except Unfinished as error:
                form.add_error(None, str(error))
            else:
                messages.success(
                    request,
                    ngettext(
                        "Your answer is on its way to %(people)d person.",
                        "Your answer is on its way to %(people)d people.",
                        reached.people,
                    )
                    % {"people": reached.people},
                )
                return redirect("commitments:one", commitment_id)
        letters = preview(commitment, text, actor.name)
    context = {"form": form, "commitment": commitment, "reach": reached, "letters": letters}
    return render(request, "commitments/staff/answer.html", context, status=422 if form.errors else 200)


@allow(Permission.ANSWER_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def admit(request: ActorRequest) -> HttpResponseBase:
    """Say in public what we got wrong."""
    actor = request.actor
    form = AdmissionForm(
        request.POST or None,
        commitments=Commitment.objects.public().in_scope(actor, Permission.ANSWER_PEOPLE),
    )
    if form.is_bound and form.is_valid():
        try:
            actions.admit_mistake(
                by=actor,
                text=form.gather("text"),
                commitment=form.cleaned_data["commitment"],
                form_key=form.cleaned_data["form_key"],
            )
        except Unfinished as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("It is on the public page now, with your name."))
            return redirect("commitments:public")
    return render(request, "commitments/staff/admit.html", {"form": form}, status=422 if form.errors else 200)
