"""You said, we did: what anybody may read about what was decided."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from longtable.commitments.forms import WantedForm
from longtable.commitments.selectors import public as selectors
from longtable.commitments.selectors.figures import answering_figures
from longtable.commitments.selectors.staff import evidence_file
from longtable.core.access import public
from longtable.core.access.request import ActorRequest
from longtable.core.files import download
from longtable.core.panels import panels_for


@public
@require_safe
def index(request: ActorRequest) -> HttpResponse:
    """What people said, what was decided, who owns it, by when, and what changed."""
    form = WantedForm(request.GET)
    wanted = form.wanted()
    page, chains = selectors.you_said_we_did(wanted, request.GET.get("page", 1))
    context = {
        "form": form,
        "is_filtered": any((wanted.area, wanted.kind, wanted.where)),
        "page": page,
        "chains": chains,
        "mistakes": selectors.mistakes(),
        "figures": answering_figures(),
    }
    return render(request, "commitments/public.html", context)


@public
@require_safe
def one(request: ActorRequest, number: int) -> HttpResponse:
    """One commitment with its whole thread and what shows each step."""
    chain = selectors.one_public(number)
    commitment = chain.commitment
    context = {
        "chain": chain,
        "mistakes": commitment.admissions.select_related("by"),
        "areas": commitment.areas.all(),
        "panels": panels_for("commitments.commitment", request.actor, [commitment])[commitment.pk],
    }
    return render(request, "commitments/public_one.html", context)


@public
@require_safe
def evidence(request: ActorRequest, commitment_id: UUID, file_id: UUID) -> HttpResponseBase:
    """A file that shows a step: for anybody once the commitment is public."""
    return download(evidence_file(request.actor, commitment_id, file_id))
