"""Pages of work: what is mine, what is others', what to do with one item, and who stands by."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from longtable.accounts.selectors import myself
from longtable.core.access import Denied, Missing, Permission, allow, members
from longtable.core.access.request import ActorRequest
from longtable.worklists import selectors
from longtable.worklists.actions import add_shift, finish, hand_over, reassign, remove_shift, take
from longtable.worklists.forms import DoneForm, HandOverForm, ShiftForm
from longtable.worklists.policies import is_owner, may_assign, may_finish, may_take

PAGE = 25


@members
@require_safe
def mine(request: ActorRequest) -> HttpResponse:
    """Everything that I have to do, the longest overdue first."""
    now = timezone.now()
    page = Paginator(selectors.my_work(request.actor, now), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "items": page.object_list,
        "now": now,
        "me": myself(request.actor),
        "sees_others": request.actor.may(Permission.SEE_WORK),
    }
    return render(request, "worklists/mine.html", context)


@allow(Permission.SEE_WORK)
@require_safe
def everybody(request: ActorRequest) -> HttpResponse:
    """What others have to do, as far as I may see it."""
    page = Paginator(selectors.work_of_others(request.actor), PAGE).get_page(request.GET.get("page"))
    return render(request, "worklists/everybody.html", {"page": page, "now": timezone.now()})


@members
@require_safe
def one(request: ActorRequest, item_id: UUID) -> HttpResponse:
    """One item, and what I can do with it."""
    return _show(request, item_id)


@members
@require_POST
def take_it(request: ActorRequest, item_id: UUID) -> HttpResponse:
    """It is mine from now on."""
    item = selectors.work_item(request.actor, item_id)
    try:
        take(by=request.actor, item=item)
    except Denied:
        messages.info(request, _("Somebody else took it meanwhile."))
        return redirect("worklists:mine")
    messages.success(request, _("It is yours now."))
    return redirect(item.url or "worklists:mine")


@members
@require_POST
def done(request: ActorRequest, item_id: UUID) -> HttpResponse:
    """It is done; it leaves every list."""
    form = DoneForm(request.POST)
    try:
        item = selectors.work_item(request.actor, item_id)
    except Missing:
        messages.info(request, _("It is not on your list any more."))
        return redirect("worklists:mine")
    if not form.is_valid():
        return _show(request, item_id, done_form=form)
    finish(by=request.actor, item=item, outcome=form.cleaned_data["outcome"])
    messages.success(request, _("Done. It is off your list."))
    return redirect("worklists:mine")


@members
@require_POST
def give(request: ActorRequest, item_id: UUID) -> HttpResponse:
    """Somebody else does it, and knows why."""
    item = selectors.work_item(request.actor, item_id)
    form = HandOverForm(request.POST, colleagues=selectors.who_can_take_over(request.actor, item))
    if not form.is_valid():
        return _show(request, item_id, hand_over_form=form)
    is_mine = is_owner(request.actor, item) or selectors.stands_in(request.actor, item)
    act = hand_over if is_mine else reassign
    try:
        act(by=request.actor, item=item, to=form.cleaned_data["to"], reason=form.cleaned_data["reason"])
    except Denied:
        messages.info(request, _("It is not on your list any more."))
        return redirect("worklists:mine")
    messages.success(request, _("Handed over."))
    return redirect("worklists:mine")


@allow(Permission.ASSIGN_WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def duty(request: ActorRequest) -> HttpResponse:
    """Who is called when words of danger come in."""
    form = ShiftForm(
        request.POST or None,
        organizations=selectors.roster_organizations(request.actor),
        users=selectors.who_can_stand_by(),
    )
    if request.method == "POST" and form.is_valid():
        add_shift(by=request.actor, **form.cleaned_data)
        messages.success(request, _("Added to the roster."))
        return redirect("worklists:duty")
    now = timezone.now()
    context = {"form": form, "shifts": selectors.shifts(request.actor, now), "now": now}
    return render(request, "worklists/duty.html", context)


@allow(Permission.ASSIGN_WORK)
@require_POST
def remove(request: ActorRequest, shift_id: UUID) -> HttpResponse:
    """Somebody is not called any more."""
    remove_shift(by=request.actor, shift=selectors.shift(request.actor, shift_id))
    messages.success(request, _("Taken off the roster."))
    return redirect("worklists:duty")


def _show(
    request: ActorRequest,
    item_id: UUID,
    *,
    done_form: DoneForm | None = None,
    hand_over_form: HandOverForm | None = None,
) -> HttpResponse:
    actor = request.actor
    item = selectors.work_item(actor, item_id)
    stands_in = selectors.stands_in(actor, item)
    own = selectors.organizations_of(actor)
    may_close = may_finish(actor, item, stands_in=stands_in, own_organizations=own)
    may_give = is_owner(actor, item) or stands_in or may_assign(actor, item)
    context = {
        "item": item,
        "now": timezone.now(),
        "may_take": may_take(actor, item, own_organizations=own),
        "done_form": (done_form or DoneForm()) if may_close else None,
        "hand_over_form": (
            hand_over_form or HandOverForm(colleagues=selectors.who_can_take_over(actor, item))
            if may_give
            else None
        ),
    }
    return render(request, "worklists/one.html", context, status=422 if done_form or hand_over_form else 200)
