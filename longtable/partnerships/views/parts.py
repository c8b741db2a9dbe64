"""The page of one agreement, and the pieces and steps that are sent from it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from longtable.core.access import Actor, Missing, Permission, allow
from longtable.core.access.request import ActorRequest
from longtable.core.files import FileRefused, StorageFull
from longtable.core.states import IllegalMove
from longtable.partnerships import actions
from longtable.partnerships.forms import parts as forms
from longtable.partnerships.forms.parts import PartForm
from longtable.partnerships.models import Agreement, DataFlow, Gift
from longtable.partnerships.policies import may_keep, may_remark, may_speak_for, may_write
from longtable.partnerships.selectors.agreements import agreement_for, part_of, whole
from longtable.partnerships.terms import Unfinished

State = Agreement.State


@dataclass(frozen=True)
class Piece:
    """Something that is sent from the page: its form, what it calls, and the words on its button."""

    form: type[PartForm]
    send: Callable[[Actor, Agreement, Any], Any]
    button: Promise | str


PARTS: dict[str, Piece] = {
    "gift": Piece(
        forms.GiftForm,
        lambda by, agreement, form: actions.add_gift(by=by, given=form.given()),
        gettext_lazy("Add it"),
    ),
    "data": Piece(
        forms.FlowForm,
        lambda by, agreement, form: actions.add_flow(by=by, flow=form.flow()),
        gettext_lazy("Add it"),
    ),
    "duties": Piece(
        forms.DutiesForm,
        lambda by, agreement, form: actions.set_responsibilities(
            by=by, party=form.cleaned_data["party"], words=form.gather("words")
        ),
        gettext_lazy("Save"),
    ),
    "point": Piece(
        forms.PointForm,
        lambda by, agreement, form: actions.mark_point(by=by, agreement=agreement, **form.cleaned_data),
        gettext_lazy("Mark it"),
    ),
    "document": Piece(
        forms.DocumentForm,
        lambda by, agreement, form: actions.attach_document(
            by=by, agreement=agreement, upload=form.cleaned_data["file"]
        ),
        gettext_lazy("Keep it"),
    ),
    "alignment": Piece(
        forms.AlignmentForm,
        lambda by, agreement, form: actions.state_alignment(by=by, **form.cleaned_data),
        gettext_lazy("Say so"),
    ),
    "remark": Piece(
        forms.RemarkForm,
        lambda by, agreement, form: actions.remark(by=by, agreement=agreement, **form.cleaned_data),
        gettext_lazy("Comment"),
    ),
    "public": Piece(
        forms.PublicForm,
        lambda by, agreement, form: actions.open_to_public(by=by, agreement=agreement, parts=form.opened()),
        gettext_lazy("Save"),
    ),
    "owner": Piece(
        forms.OwnerForm,
        lambda by, agreement, form: actions.hand_over_agreement(
            by=by, agreement=agreement, owner=form.cleaned_data["owner"]
        ),
        gettext_lazy("Save"),
    ),
}

STEPS: dict[str, Piece] = {
    "send": Piece(
        forms.EmptyForm,
        lambda by, agreement, form: actions.send_to_partner(by=by, agreement=agreement),
        gettext_lazy("Send it to the partner"),
    ),
    "sign": Piece(
        forms.SignatureForm,
        lambda by, agreement, form: actions.sign_agreement(by=by, **form.cleaned_data),
        gettext_lazy("Note the signature"),
    ),
    "in-force": Piece(
        forms.PeriodForm,
        lambda by, agreement, form: actions.put_in_force(by=by, agreement=agreement, **form.cleaned_data),
        gettext_lazy("It holds from then on"),
    ),
    "renew": Piece(
        forms.RenewalForm,
        lambda by, agreement, form: actions.renew_agreement(by=by, agreement=agreement, **form.cleaned_data),
        gettext_lazy("Renew it"),
    ),
    "take-back": Piece(
        forms.EmptyForm,
        lambda by, agreement, form: actions.take_back(by=by, agreement=agreement),
        gettext_lazy("Take it back to change it"),
    ),
    "end": Piece(
        forms.ReasonForm,
        lambda by, agreement, form: actions.end_agreement(by=by, agreement=agreement, **form.cleaned_data),
        gettext_lazy("End it"),
    ),
    "drop": Piece(
        forms.ReasonForm,
        lambda by, agreement, form: actions.drop_agreement(by=by, agreement=agreement, **form.cleaned_data),
        gettext_lazy("It will not happen"),
    ),
}

NEXT: dict[str, tuple[str, ...]] = {
    State.DRAFT: ("send", "drop"),
    State.WITH_PARTNER: ("sign", "take-back", "drop"),
    State.SIGNED: ("in-force", "drop"),
    State.IN_FORCE: ("renew", "end"),
    State.EXPIRED: ("renew", "end"),
}
"""What can be done in each state, the main thing first."""


@allow(Permission.KEEP_PARTNERSHIPS)
@require_POST
def step(request: ActorRequest, agreement_id: UUID, step: str) -> HttpResponse:
    """Move a whole agreement."""
    return _send(request, agreement_for(request.actor, agreement_id), STEPS.get(step), step)


@allow(Permission.SEE_PARTNERSHIPS)
@require_POST
def part(request: ActorRequest, agreement_id: UUID, part: str) -> HttpResponse:
    """Add or change a piece of an agreement, comment on it, say how it fits."""
    return _send(request, agreement_for(request.actor, agreement_id), PARTS.get(part), part)


@allow(Permission.KEEP_PARTNERSHIPS)
@require_POST
def remove_gift(request: ActorRequest, agreement_id: UUID, row_id: UUID) -> HttpResponse:
    """Take out what a party gives."""
    gift = part_of(agreement_for(request.actor, agreement_id), Gift, row_id)
    actions.remove_gift(by=request.actor, gift=gift)
    messages.success(request, _("Taken out."))
    return redirect("partnerships:agreement", agreement_id)


@allow(Permission.KEEP_PARTNERSHIPS)
@require_POST
def remove_flow(request: ActorRequest, agreement_id: UUID, row_id: UUID) -> HttpResponse:
    """Take out data that do not move."""
    flow = part_of(agreement_for(request.actor, agreement_id), DataFlow, row_id)
    actions.remove_flow(by=request.actor, flow=flow)
    messages.success(request, _("Taken out."))
    return redirect("partnerships:agreement", agreement_id)


def show(
    request: ActorRequest, agreement: Agreement, sent: dict[str, PartForm] | None = None
) -> HttpResponse:
    """The page of an agreement that was opened; ``sent`` is a form that needs another look."""
    actor, sent = request.actor, sent or {}
    found = whole(agreement)
    parties = [side.party.organization_id for side in found.sides]
    keeps = may_keep(actor, agreement)
    steps = NEXT.get(agreement.state, ()) if keeps else ()
    context = {
        "whole": found,
        "agreement": agreement,
        "today": timezone.localdate(),
        "keeps": keeps,
        "writes": may_write(actor, agreement),
        "steps": [
            (name, _form(STEPS[name], name, actor, agreement, sent), STEPS[name].button) for name in steps
        ],
        "parts": {
            name: {"form": _form(piece, name, actor, agreement, sent), "button": piece.button}
            for name, piece in PARTS.items()
        },
        "speaks": any(may_speak_for(actor, agreement, party) for party in parties),
        "remarks": agreement.remarks.select_related("by", "organization"),
        "may_remark": may_remark(actor, agreement, parties),
    }
    return render(request, "partnerships/agreement.html", context, status=422 if sent else 200)


def _send(request: ActorRequest, agreement: Agreement, piece: Piece | None, name: str) -> HttpResponse:
    if piece is None:
        raise Missing
    form = piece.form(request.POST, request.FILES, prefix=name, agreement=agreement, actor=request.actor)
    if form.is_valid():
        try:
            piece.send(request.actor, agreement, form)
        except (Unfinished, FileRefused, StorageFull) as error:
            form.add_error(None, str(error))
        except IllegalMove:
            form.add_error(None, _("This cannot be done at this stage of the agreement."))
        else:
            messages.success(request, _("Saved."))
            return redirect("partnerships:agreement", agreement.pk)
    return show(request, agreement_for(request.actor, agreement.pk), {name: form})


def _form(piece: Piece, name: str, actor: Actor, agreement: Agreement, sent: dict[str, PartForm]) -> PartForm:
    return sent.get(name) or piece.form(prefix=name, agreement=agreement, actor=actor)
