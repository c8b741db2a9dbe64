"""Pages on which staff decide whether two rows are the same, and take that back."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from longtable.core.access import Permission, allow
from longtable.core.access.request import ActorRequest
from longtable.core.states import IllegalMove
from longtable.directory.actions import looking, merging
from longtable.directory.actions.editing import Overtaken
from longtable.directory.forms.merging import ChosenForm, MergeForm, TwoForm, WhyForm
from longtable.directory.models import Duplicate
from longtable.directory.models.duplicates import Kind
from longtable.directory.policies import may_look_for_duplicates
from longtable.directory.selectors import duplicates as selectors
from longtable.directory.selectors.side_by_side import proposed, side_by_side

A_PAGE = 20


@allow(Permission.REVIEW_DIRECTORY)
@require_safe
def pairs(request: ActorRequest) -> HttpResponse:
    """Pairs that may be the same, the likeliest first, and what was merged lately."""
    asked = request.GET.get("kind", "")
    kind = asked if asked in Kind.values else Kind.ORGANIZATION.value
    page = Paginator(selectors.open_pairs(request.actor, kind), A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "directory/duplicates/pairs.html",
        {
            "kind": kind,
            "kinds": Kind.choices,
            "page_obj": page,
            "pairs": selectors.shown_pairs(page),
            "look": selectors.newest_look(),
            "may_look": may_look_for_duplicates(request.actor),
            "merges": selectors.merges(request.actor),
        },
    )


@allow(Permission.REVIEW_DIRECTORY)
@require_POST
def look(request: ActorRequest) -> HttpResponse:
    """Have the whole directory compared."""
    looking.ask_for_look(by=request.actor)
    messages.info(request, _("The directory is being checked. It takes a few minutes."))
    return redirect("directory:duplicates")


@allow(Permission.REVIEW_DIRECTORY)
@require_http_methods(["GET", "HEAD", "POST"])
def pair(request: ActorRequest, duplicate_id: UUID) -> HttpResponse:
    """Two rows side by side, with a choice for each thing of which they say something different."""
    duplicate = selectors.pair_to_decide(request.actor, duplicate_id)
    keep_id, gone_id = proposed(duplicate, request.GET.get("keep", ""))
    compared = side_by_side(duplicate.kind, keep_id, gone_id)
    if request.method == "POST" and request.POST.get("answer") == "different":
        return _different(request, duplicate)
    form = MergeForm(request.POST if request.method == "POST" else None, compared=compared)
    if form.is_valid() and (answer := _merged(request, form)):
        return answer
    return render(
        request,
        "directory/duplicates/pair.html",
        {
            "duplicate": duplicate,
            "pair": selectors.shown_pairs([duplicate])[0],
            "compared": compared,
            "form": form,
        },
    )


@allow(Permission.REVIEW_DIRECTORY)
@require_safe
def by_hand(request: ActorRequest) -> HttpResponse:
    """Look for any two by their names, and choose them."""
    form = TwoForm(request.GET if "one" in request.GET else None, initial={"kind": Kind.ORGANIZATION})
    chosen, found = None, None
    if form.is_valid():
        kind = form.cleaned_data["kind"]
        found = [
            selectors.candidates(request.actor, kind, form.cleaned_data[name]) for name in ("one", "other")
        ]
        one, other = found
        chosen = ChosenForm(request.GET if "keep" in request.GET else None, one=one, other=other)
        if chosen.is_valid():
            return redirect(
                "directory:compare", kind, chosen.cleaned_data["keep"], chosen.cleaned_data["gone"]
            )
    return render(
        request, "directory/duplicates/by_hand.html", {"form": form, "chosen": chosen, "found": found}
    )


@allow(Permission.REVIEW_DIRECTORY)
@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: ActorRequest, kind: str, keep_id: UUID, gone_id: UUID) -> HttpResponse:
    """Any two rows side by side, as those that were found to look alike."""
    selectors.two_to_compare(request.actor, kind, keep_id, gone_id)
    form = MergeForm(
        request.POST if request.method == "POST" else None, compared=side_by_side(kind, keep_id, gone_id)
    )
    if form.is_valid() and (answer := _merged(request, form)):
        return answer
    context = {"compared": form.compared, "form": form}
    return render(request, "directory/duplicates/compare.html", context, status=422 if form.errors else 200)


@allow(Permission.REVIEW_DIRECTORY)
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: ActorRequest, merge_id: UUID) -> HttpResponse:
    """What was merged, what came of it, and the way back."""
    made = selectors.merge_within(request.actor, merge_id)
    form = WhyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        merging.unmerge(by=request.actor, merge=made, why=form.cleaned_data["why"])
        messages.success(request, _("They are separate again."))
        return redirect("directory:merge", made.pk)
    context = {"merge": made, "form": form, "told": selectors.told(made)}
    return render(request, "directory/duplicates/merge.html", context)


def _different(request: ActorRequest, duplicate: Duplicate) -> HttpResponse:
    try:
        merging.say_different(by=request.actor, duplicate=duplicate)
        messages.success(
            request, _("They stay separate, and we will not ask again unless much of them changes.")
        )
    except IllegalMove:
        messages.info(request, _("Somebody else has already decided this."))
    return redirect(selectors.address_of_list(duplicate.kind))


def _merged(request: ActorRequest, form: MergeForm) -> HttpResponse | None:
    compared = form.compared
    try:
        made = merging.merge(
            by=request.actor,
            kind=compared.kind,
            keep=compared.keep,
            gone=compared.gone,
            choices=form.choices(),
            seen=form.seen(),
            why=form.cleaned_data["why"],
        )
    except Overtaken:
        form.add_error(None, _("Somebody changed one of them since you opened this page. Please look again."))
        return None
    except merging.NotStanding:
        messages.info(request, _("Somebody else has already decided this."))
        return redirect("directory:duplicates")
    messages.success(request, _("They are merged. You can undo it at any time."))
    return redirect("directory:merge", made.pk)
