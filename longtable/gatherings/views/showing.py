"""Who speaks and what there is to read: pages of staff, and what the public page shows of it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from longtable.core.access import Missing, Permission, allow, public
from longtable.core.access.request import ActorRequest
from longtable.core.files import FileRefused, StorageFull, download
from longtable.core.tracking import open_key
from longtable.gatherings import actions
from longtable.gatherings.forms.showing import PaperForm, SpeakerForm
from longtable.gatherings.models import Gathering
from longtable.gatherings.selectors import showing
from longtable.gatherings.selectors import staff as selectors


@allow(Permission.RUN_GATHERINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def panel(request: ActorRequest, slug: str) -> HttpResponseBase:
    """Who speaks, and one more."""
    gathering = _gathering(request, slug)
    form = SpeakerForm(request.POST or None, request.FILES or None, gathering=gathering)
    if form.is_bound and form.is_valid():
        try:
            actions.add_panelist(
                by=request.actor,
                gathering=gathering,
                speaker=form.speaker(),
                picture=form.cleaned_data["picture"],
                form_key=form.sent_key(),
            )
        except (FileRefused, StorageFull) as refused:
            form.add_error("picture", str(refused))
        else:
            return redirect("gatherings:panel", slug=slug)
    context = {"gathering": gathering, "form": form, "panelists": gathering.panelists.all()}
    return render(request, "gatherings/staff/panel.html", context, status=422 if form.errors else 200)


@allow(Permission.RUN_GATHERINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def panelist(request: ActorRequest, slug: str, panelist_id: UUID) -> HttpResponseBase:
    """Change what stands there about somebody."""
    gathering = _gathering(request, slug)
    found = selectors.panelist_for(gathering, panelist_id)
    form = SpeakerForm(
        request.POST or None,
        request.FILES or None,
        gathering=gathering,
        panelist=found,
        initial=SpeakerForm.initial_of(found),
    )
    if form.is_bound and form.is_valid():
        try:
            actions.edit_panelist(
                by=request.actor,
                panelist=found,
                speaker=form.speaker(),
                picture=form.cleaned_data["picture"],
                bare=form.cleaned_data.get("bare", False),
            )
        except (FileRefused, StorageFull) as refused:
            form.add_error("picture", str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("gatherings:panel", slug=slug)
    context = {"gathering": gathering, "form": form, "panelist": found}
    return render(request, "gatherings/staff/panelist.html", context, status=422 if form.errors else 200)


@allow(Permission.RUN_GATHERINGS)
@require_POST
def remove_panelist(request: ActorRequest, slug: str, panelist_id: UUID) -> HttpResponseBase:
    """Somebody does not speak there."""
    gathering = _gathering(request, slug)
    actions.remove_panelist(by=request.actor, panelist=selectors.panelist_for(gathering, panelist_id))
    return redirect("gatherings:panel", slug=slug)


@allow(Permission.RUN_GATHERINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def materials(request: ActorRequest, slug: str) -> HttpResponseBase:
    """What there is to read or watch, and one thing more."""
    gathering = _gathering(request, slug)
    form = PaperForm(request.POST or None, request.FILES or None)
    if form.is_bound and form.is_valid():
        try:
            actions.add_material(
                by=request.actor, gathering=gathering, paper=form.paper(), form_key=form.sent_key()
            )
        except (FileRefused, StorageFull) as refused:
            form.add_error("file", str(refused))
        else:
            return redirect("gatherings:materials", slug=slug)
    context = {"gathering": gathering, "form": form, "materials": gathering.materials.select_related("file")}
    return render(request, "gatherings/staff/materials.html", context, status=422 if form.errors else 200)


@allow(Permission.RUN_GATHERINGS)
@require_POST
def remove_material(request: ActorRequest, slug: str, material_id: UUID) -> HttpResponseBase:
    """Nobody finds it there any more."""
    gathering = _gathering(request, slug)
    actions.remove_material(by=request.actor, material=selectors.material_for(gathering, material_id))
    return redirect("gatherings:materials", slug=slug)


@allow(Permission.SEE_GATHERINGS)
@require_safe
def staff_material(request: ActorRequest, slug: str, material_id: UUID) -> HttpResponseBase:
    """Staff look at a file before it is public."""
    found = selectors.material_for(selectors.gathering_for(request.actor, slug), material_id)
    if found.file is None:
        raise Missing
    return download(found.file)


@allow(Permission.SEE_GATHERINGS)
@require_safe
def staff_picture(request: ActorRequest, slug: str, panelist_id: UUID) -> HttpResponseBase:
    """Staff see a picture before it is public."""
    found = selectors.panelist_for(selectors.gathering_for(request.actor, slug), panelist_id)
    if found.picture is None:
        raise Missing
    return download(found.picture)


@public
@require_safe
def picture(request: HttpRequest, slug: str, panelist_id: UUID) -> HttpResponseBase:
    """The picture of somebody on the panel of a public gathering."""
    return download(showing.public_picture(slug, panelist_id))


@public
@require_safe
def material(request: HttpRequest, slug: str, material_id: UUID) -> HttpResponseBase:
    """A file that is for everybody."""
    return download(showing.public_file(slug, material_id))


@public
@never_cache
@require_safe
def my_material(request: HttpRequest, key: str, material_id: UUID) -> HttpResponseBase:
    """A file for those who signed up, opened by one's own link or code."""
    actor, _code = open_key(request, key)
    return download(showing.file_of_the_registered(actor, material_id))


@public
@require_safe
def minutes(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The signed minutes, once they are published."""
    return download(showing.public_minutes(slug))


def _gathering(request: ActorRequest, slug: str) -> Gathering:
    return selectors.gathering_for(request.actor, slug, Permission.RUN_GATHERINGS)
