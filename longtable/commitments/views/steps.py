"""One commitment for members: where it stands, and the one thing to do next."""

from typing import Any, NamedTuple
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from longtable.commitments import actions, forms
from longtable.commitments.models import Commitment
from longtable.commitments.policies import may_answer, may_edit, may_transfer, next_steps
from longtable.commitments.selectors import staff as selectors
from longtable.commitments.selectors.people import reach
from longtable.commitments.terms import Unfinished
from longtable.core.access import Missing, members
from longtable.core.access.request import ActorRequest
from longtable.core.files import FileRefused, StorageFull
from longtable.core.states import IllegalMove


class StepKind(NamedTuple):
    """One thing that can be done next: its action, its form, the words on its button."""

    take: Any
    form: type[forms.SentenceForm]
    button: Promise


STEPS: dict[str, StepKind] = {
    "accept": StepKind(actions.accept, forms.AcceptForm, gettext_lazy("Take it on")),
    "decline": StepKind(actions.decline, forms.DeclineForm, gettext_lazy("Do not take it on")),
    "start": StepKind(actions.start, forms.StartForm, gettext_lazy("It is under way")),
    "progress": StepKind(actions.report_progress, forms.ProgressForm, gettext_lazy("Say where it stands")),
    "done": StepKind(actions.report_done, forms.DoneForm, gettext_lazy("It is done")),
    "verify": StepKind(actions.verify, forms.VerifyForm, gettext_lazy("Yes, it was kept")),
    "send-back": StepKind(actions.send_back, forms.SendBackForm, gettext_lazy("Not yet: send it back")),
}


@members
@require_safe
def one(request: ActorRequest, commitment_id: UUID) -> HttpResponse:
    """Where it stands."""
    commitment = selectors.commitment_for(request.actor, commitment_id)
    return _page(request, commitment)


@members
@require_POST
def step(request: ActorRequest, commitment_id: UUID, step: str) -> HttpResponseBase:
    """Take the next step."""
    actor = request.actor
    commitment = selectors.commitment_for(actor, commitment_id)
    if step not in STEPS:
        raise Missing
    form = _form(step, commitment)(request.POST, request.FILES, prefix=step)
    if form.is_valid():
        try:
            STEPS[step].take(by=actor, commitment=commitment, evidence=form.evidence(), **form.also())
        except (Unfinished, FileRefused, StorageFull) as error:
            form.add_error(None, str(error))
        except IllegalMove:
            messages.error(request, _("Somebody has already moved this on. Please look again."))
            return redirect("commitments:one", commitment_id)
        else:
            messages.success(request, _("Saved."))
            return redirect("commitments:one", commitment_id)
    return _page(request, commitment, **{step: form})


def _form(step: str, commitment: Commitment) -> type[forms.SentenceForm]:
    if step == "done" and commitment.kind == Commitment.Kind.POLICY:
        return forms.RuleChangedForm
    return STEPS[step].form


def _page(request: ActorRequest, commitment: Commitment, **bound: forms.SentenceForm) -> HttpResponse:
    actor = request.actor
    ways = next_steps(actor, commitment)
    initial = {"passage_after": commitment.passage_after, "changed_on": commitment.changed_on}
    context = {
        "chain": selectors.whole(commitment),
        "steps": [
            (
                name,
                bound.get(name) or _form(name, commitment)(prefix=name, initial=initial),
                STEPS[name].button,
            )
            for name in ways
        ],
        "themes": commitment.themes.select_related("conversation"),
        "audible": set(selectors.themes_for(actor).filter(commitments=commitment)),
        "theme_form": forms.ThemeChoiceForm(themes=selectors.themes_for(actor)),
        "reach": reach(commitment),
        "may_edit": may_edit(actor, commitment),
        "may_transfer": may_transfer(actor, commitment),
        "may_answer": may_answer(actor, commitment),
    }
    return render(request, "commitments/staff/one.html", context, status=422 if bound else 200)
