"""Pages of staff: the agenda, session by session, and the tables at which people talk."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from longtable.capacity.errors import InUse, OutOfOrder
from longtable.core.access import Permission, allow
from longtable.core.access.request import ActorRequest
from longtable.gatherings import actions
from longtable.gatherings.actions.agenda import StillTaken
from longtable.gatherings.actions.moving import SignUpOpensLater
from longtable.gatherings.clock import zone_words
from longtable.gatherings.forms.agenda import SessionForm, TableForm
from longtable.gatherings.models import Gathering
from longtable.gatherings.selectors import staff as selectors


@allow(Permission.RUN_GATHERINGS)
@require_safe
def agenda(request: ActorRequest, slug: str) -> HttpResponse:
    """All sessions in order."""
    gathering = _gathering(request, slug)
    context = {"gathering": gathering, "sessions": selectors.agenda_of(gathering), "zone": zone_words()}
    return render(request, "gatherings/staff/agenda.html", context)


@allow(Permission.RUN_GATHERINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: ActorRequest, slug: str) -> HttpResponseBase:
    """One more session."""
    gathering = _gathering(request, slug)
    form = SessionForm(request.POST or None, gathering=gathering)
    if form.is_bound and form.is_valid():
        actions.add_session(by=request.actor, gathering=gathering, plan=form.plan(), form_key=form.sent_key())
        return redirect("gatherings:agenda", slug=slug)
    return _page(request, "session", gathering, form)


@allow(Permission.RUN_GATHERINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def session(request: ActorRequest, slug: str, session_id: UUID) -> HttpResponseBase:
    """Change one session."""
    gathering = _gathering(request, slug)
    found = selectors.session_for(gathering, session_id)
    form = SessionForm(
        request.POST or None, gathering=gathering, session=found, initial=SessionForm.initial_of(found)
    )
    if form.is_bound and form.is_valid():
        try:
            actions.edit_session(by=request.actor, session=found, plan=form.plan())
        except InUse as refused:
            words = _("%(used)s places are held or taken. There cannot be fewer.")
            form.add_error("seats", words % {"used": refused.used})
        except StillTaken:
            form.add_error("seats", _("People signed up for this session. It needs places."))
        except OutOfOrder:
            form.add_error(
                "mode",
                _("How places are drawn is announced, or somebody has asked. It cannot be changed now."),
            )
        except SignUpOpensLater:
            form.add_error("begins", _("Sign-up opens only after that."))
        else:
            messages.success(request, _("Saved."))
            return redirect("gatherings:agenda", slug=slug)
    return _page(request, "session", gathering, form, session=found)


@allow(Permission.RUN_GATHERINGS)
@require_POST
def remove(request: ActorRequest, slug: str, session_id: UUID) -> HttpResponseBase:
    """A session is not on the agenda any more."""
    gathering = _gathering(request, slug)
    try:
        actions.remove_session(by=request.actor, session=selectors.session_for(gathering, session_id))
    except StillTaken:
        messages.error(
            request, _("People signed up for this session. It stays, or the gathering is called off.")
        )
    return redirect("gatherings:agenda", slug=slug)


@allow(Permission.RUN_GATHERINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def add_table(request: ActorRequest, slug: str, session_id: UUID) -> HttpResponseBase:
    """One more table in the room."""
    gathering = _gathering(request, slug)
    found = selectors.session_for(gathering, session_id)
    form = TableForm(request.POST or None, session=found)
    if form.is_bound and form.is_valid():
        actions.add_table(by=request.actor, session=found, plan=form.plan(), form_key=form.sent_key())
        return redirect("gatherings:agenda", slug=slug)
    return _page(request, "table", gathering, form, session=found)


@allow(Permission.RUN_GATHERINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def table(request: ActorRequest, slug: str, table_id: UUID) -> HttpResponseBase:
    """Change one table."""
    gathering = _gathering(request, slug)
    found = selectors.table_for(gathering, table_id)
    form = TableForm(
        request.POST or None, session=found.session, table=found, initial=TableForm.initial_of(found)
    )
    if form.is_bound and form.is_valid():
        actions.edit_table(by=request.actor, table=found, plan=form.plan())
        return redirect("gatherings:agenda", slug=slug)
    return _page(request, "table", gathering, form, session=found.session, table=found)


@allow(Permission.RUN_GATHERINGS)
@require_POST
def remove_table(request: ActorRequest, slug: str, table_id: UUID) -> HttpResponseBase:
    """The table is not set."""
    gathering = _gathering(request, slug)
    try:
        actions.remove_table(by=request.actor, table=selectors.table_for(gathering, table_id))
    except StillTaken:
        messages.error(request, _("Notes were taken at this table. It stays."))
    return redirect("gatherings:agenda", slug=slug)


def _gathering(request: ActorRequest, slug: str) -> Gathering:
    return selectors.gathering_for(request.actor, slug, Permission.RUN_GATHERINGS)


def _page(
    request: ActorRequest, name: str, gathering: Gathering, form: SessionForm | TableForm, **more: object
) -> HttpResponse:
    context = {"gathering": gathering, "form": form, "zone": zone_words(), **more}
    return render(request, f"gatherings/staff/{name}.html", context, status=422 if form.errors else 200)
