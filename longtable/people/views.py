"""Pages about people, for staff. Nothing on them may be kept by a browser or a proxy."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from longtable.core.access import Permission, allow
from longtable.core.access.request import ActorRequest
from longtable.core.audit import record_read
from longtable.core.panels import panels_for
from longtable.core.states import IllegalMove
from longtable.people.actions import (
    change_person,
    confirm_match,
    erase_person,
    export_person,
    reject_match,
    unmerge,
)
from longtable.people.disclosures import disclosures
from longtable.people.forms import EraseForm, PersonForm, ReasonForm, SearchForm
from longtable.people.models import ActsFor, Person
from longtable.people.policies import may_edit
from longtable.people.selectors import (
    TooManyToSearch,
    glimpse,
    joined_record,
    joined_records,
    match_to_decide,
    open_matches,
    open_person,
    search_people,
)

MATCHES_A_PAGE = 10


@allow(Permission.SEE_PEOPLE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: ActorRequest) -> HttpResponse:
    """Look for somebody by name, number or address."""
    form = SearchForm(request.POST or None)
    found = None
    if form.is_valid():
        try:
            found = search_people(actor=request.actor, text=form.cleaned_data["text"])
        except TooManyToSearch as refusal:
            form.add_error("text", refusal.sentence)
    return render(request, "people/search.html", {"form": form, "found": found})


@allow(Permission.SEE_PEOPLE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """A record, masked until somebody says why they open it."""
    form = ReasonForm(request.POST or None)
    if not form.is_valid():
        person = glimpse(actor=request.actor, person_id=person_id)
        return render(request, "people/masked.html", {"person": person, "form": form})
    person = open_person(actor=request.actor, person_id=person_id, why=form.cleaned_data["why"])
    return render(
        request,
        "people/record.html",
        {
            "person": person,
            "contacts": person.contact_points.prefetch_related("consents").order_by("created_at"),
            "represented_by": ActsFor.objects.filter(for_person=person).select_related("person"),
            "acts_for": ActsFor.objects.filter(person=person).select_related("for_person"),
            "joined": joined_records(actor=request.actor).filter(merged_into=person),
            "uses": disclosures(person),
            "may_edit": may_edit(request.actor, person),
            "export_form": ReasonForm(prefix="export"),
            "panels": panels_for("people.person", request.actor, [person])[person.pk],
        },
    )


@allow(Permission.EDIT_PEOPLE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Correct a record."""
    if request.method != "POST":
        person = open_person(actor=request.actor, person_id=person_id, why="to correct it")
    else:
        person = _editable(request, person_id)
    form = PersonForm(request.POST or None, initial=PersonForm.initial_of(person))
    if form.is_valid():
        change_person(by=request.actor, person=person, changes=form.changes())
        messages.success(request, _("The record was changed."))
        return redirect("people:record", person.pk)
    return render(request, "people/change.html", {"person": person, "form": form})


@allow(Permission.EDIT_PEOPLE)
@never_cache
@require_POST
def export(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Everything that is known of the person, as a file for the person."""
    person = _editable(request, person_id)
    form = ReasonForm(request.POST, prefix="export")
    if not form.is_valid():
        return redirect("people:record", person.pk)
    everything = export_person(by=request.actor, person=person, why=form.cleaned_data["why"])
    file = JsonResponse(everything, json_dumps_params={"ensure_ascii": False, "indent": 2})
    file["Content-Disposition"] = f'attachment; filename="person-{person.pk}.json"'
    return file


@allow(Permission.EDIT_PEOPLE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Remove what identifies somebody who asked for it."""
    person = _editable(request, person_id)
    form = EraseForm(request.POST or None)
    if form.is_valid():
        erase_person(by=request.actor, person=person, why=form.cleaned_data["why"])
        messages.success(request, _("The record was erased."))
        return redirect("people:search")
    return render(request, "people/erase.html", {"person": person, "form": form})


@allow(Permission.CONFIRM_MATCHES)
@never_cache
@require_safe
def matches(request: ActorRequest) -> HttpResponse:
    """Pairs of records that may be of one person, side by side."""
    proposals = list(open_matches(actor=request.actor)[:MATCHES_A_PAGE])
    shown = {person.pk: person for pair in proposals for person in (pair.first, pair.second)}
    if shown:
        record_read(request.actor, "people.match.shown", *shown.values())
    return render(request, "people/matches.html", {"proposals": proposals})


@allow(Permission.CONFIRM_MATCHES)
@require_POST
def decide_match(request: ActorRequest, proposal_id: UUID) -> HttpResponse:
    """The same person, or not."""
    proposal = match_to_decide(actor=request.actor, proposal_id=proposal_id)
    verb, said = {
        "same": (confirm_match, _("The two records are merged.")),
        "different": (reject_match, _("The two records stay separate.")),
    }.get(request.POST.get("answer", ""), (None, ""))
    try:
        if verb:
            verb(by=request.actor, proposal=proposal)
            messages.success(request, said)
    except IllegalMove:
        messages.info(request, _("Somebody else has already decided this."))
    return redirect("people:matches")


@allow(Permission.CONFIRM_MATCHES)
@require_POST
def separate(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Two records that were joined are of two people after all."""
    person = joined_record(actor=request.actor, person_id=person_id)
    unmerge(by=request.actor, person=person, why="two people")
    messages.success(request, _("The two records are separate again."))
    return redirect("people:record", person.pk)


def _editable(request: ActorRequest, person_id: UUID) -> Person:
    return glimpse(actor=request.actor, person_id=person_id, permission=Permission.EDIT_PEOPLE)
