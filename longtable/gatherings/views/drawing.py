"""How places are drawn: everybody reads it, before and after; staff announce it, close the list and draw."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from longtable.capacity.drawn import audit_of, published_list
from longtable.capacity.errors import OutOfOrder
from longtable.core.access import Missing, Permission, allow, public
from longtable.core.access.request import ActorRequest
from longtable.gatherings import actions, selectors
from longtable.gatherings.forms.drawing import AnnounceDrawingForm, CloseListForm, SeedForm
from longtable.gatherings.guests import gathering_inside
from longtable.gatherings.models import Gathering
from longtable.gatherings.selectors.drawings import SessionDrawing, drawing_of, drawings_of


@public
@require_safe
def drawings(request: ActorRequest, slug: str) -> HttpResponse:
    """How it is drawn, the groups and their shares, hash, seed, and what came of it by ticket."""
    gathering = gathering_inside(request, slug)
    ticket = request.GET.get("ticket", "")[:32]
    found = [each for each in drawings_of(gathering, timezone.now(), ticket) if each.drawing]
    if not found:
        raise Missing
    context = {"gathering": gathering, "drawings": found, "ticket": ticket}
    return render(request, "gatherings/drawing.html", context)


@public
@require_safe
def the_list(request: ActorRequest, slug: str, session_slug: str) -> HttpResponse:
    """The closed list, byte by byte as it is hashed."""
    found = drawing_of(gathering_inside(request, slug), session_slug, timezone.now())
    if found.drawing is None or not found.drawing.closed_at:
        raise Missing
    response = HttpResponse(published_list(found.drawing), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slug}-{session_slug}-list.txt"'
    return response


@public
@require_safe
def audit_file(request: ActorRequest, slug: str, session_slug: str) -> HttpResponseBase:
    """Everything by which a stranger can draw again."""
    found = drawing_of(gathering_inside(request, slug), session_slug, timezone.now())
    if found.drawing is None or not found.drawing.drawn_at:
        raise Missing
    response = JsonResponse(audit_of(found.drawing), json_dumps_params={"indent": 1, "ensure_ascii": False})
    response["Content-Disposition"] = f'attachment; filename="{slug}-{session_slug}-drawing.json"'
    return response


@allow(Permission.RUN_GATHERINGS)
@require_safe
def staff(request: ActorRequest, slug: str) -> HttpResponse:
    """Where each drawing of a gathering stands, and what is to be done next."""
    gathering = _gathering(request, slug)
    return _page(request, gathering)


@allow(Permission.RUN_GATHERINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def announce(request: ActorRequest, slug: str, session_slug: str) -> HttpResponseBase:
    """Say how it will be drawn, before the first one asks."""
    gathering, found = _one(request, slug, session_slug)
    if found.drawing:
        messages.warning(request, _("It was announced before."))
        return redirect("gatherings:staff-drawing", slug=slug)
    form = AnnounceDrawingForm(request.POST or None, session=found.session)
    if form.is_bound and form.is_valid():
        try:
            actions.announce(
                by=request.actor,
                session=found.session,
                strata=form.strata(),
                seed_source=form.gather("seed_source"),
                closes_at=form.cleaned_data["closes_at"],
            )
        except OutOfOrder:
            messages.error(
                request,
                _(
                    "Somebody has already asked for places. How they are drawn has to be announced "
                    "before that."
                ),
            )
        else:
            messages.success(request, _("It is announced. Everybody can read how places will be drawn."))
        return redirect("gatherings:staff-drawing", slug=slug)
    context = {"gathering": gathering, "each": found, "form": form}
    status = 422 if form.errors else 200
    return render(request, "gatherings/staff/announce_drawing.html", context, status=status)


@allow(Permission.RUN_GATHERINGS)
@require_POST
def close(request: ActorRequest, slug: str, session_slug: str) -> HttpResponseBase:
    """Nobody can be added: list and hash are public from now on."""
    gathering, found = _one(request, slug, session_slug)
    form = CloseListForm(request.POST)
    if not form.is_valid() or found.drawing is None:
        return _page(request, gathering, found, form)
    try:
        actions.close_drawing(by=request.actor, session=found.session, drawing=found.drawing)
    except OutOfOrder:
        messages.warning(request, _("The list is closed already, or people can still ask."))
    else:
        messages.success(request, _("The list is closed. Everybody can check that nobody is added."))
    return redirect("gatherings:staff-drawing", slug=slug)


@allow(Permission.RUN_GATHERINGS)
@require_POST
def draw(request: ActorRequest, slug: str, session_slug: str) -> HttpResponseBase:
    """Draw with the public number; everybody who took part hears of it."""
    gathering, found = _one(request, slug, session_slug)
    form = SeedForm(request.POST)
    if not form.is_valid() or found.drawing is None:
        return _page(request, gathering, found, form)
    try:
        actions.draw(
            by=request.actor,
            session=found.session,
            drawing=found.drawing,
            seed=form.cleaned_data["seed"],
        )
    except OutOfOrder:
        messages.warning(request, _("It was drawn already, or there are fewer places than were announced."))
    else:
        messages.success(request, _("It is drawn. Everybody who took part is being told."))
    return redirect("gatherings:staff-drawing", slug=slug)


def _gathering(request: ActorRequest, slug: str) -> Gathering:
    return selectors.gathering_for(request.actor, slug, Permission.RUN_GATHERINGS)


def _one(request: ActorRequest, slug: str, session_slug: str) -> tuple[Gathering, SessionDrawing]:
    gathering = _gathering(request, slug)
    found = drawing_of(gathering, session_slug, timezone.now())
    found.session.gathering = gathering
    return gathering, found


def _page(
    request: ActorRequest,
    gathering: Gathering,
    sent: SessionDrawing | None = None,
    form: CloseListForm | SeedForm | None = None,
) -> HttpResponse:
    """All drawings of a gathering; of the one that was ``sent`` with a mistake, the ``form`` as it was."""
    found = drawings_of(gathering, timezone.now())
    if not found:
        raise Missing
    rows = []
    for each in found:
        is_sent = sent is not None and sent.session == each.session
        empty = SeedForm() if each.can_draw else CloseListForm()
        rows.append((each, form if is_sent and form else empty))
    context = {"gathering": gathering, "rows": rows}
    return render(request, "gatherings/staff/drawing.html", context, status=422 if form else 200)
