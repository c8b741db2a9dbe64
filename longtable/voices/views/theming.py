"""Pages of staff who shape themes: take what a machine suggests, merge two, split one."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from longtable.core.access import Permission, allow
from longtable.core.access.request import ActorRequest
from longtable.core.states import IllegalMove
from longtable.voices import actions, selectors
from longtable.voices.forms.theming import MergeForm, NameForm, SuggestForm, TakeForm
from longtable.voices.models import Analysis, Suggestion
from longtable.voices.views.gathering import numbers_in

PER_PAGE = 50


@allow(Permission.GATHER_THEMES)
@require_http_methods(["GET", "HEAD", "POST"])
def suggested(request: ActorRequest, slug: str) -> HttpResponseBase:
    """Themes that a machine suggests from the words alone, and asking it to look again."""
    subject = selectors.conversation_for(request.actor, slug, Permission.GATHER_THEMES)
    form = SuggestForm(request.POST or None)
    if form.is_bound and form.is_valid():
        actions.ask_for_analysis(
            by=request.actor,
            conversation=subject,
            kind=Analysis.Kind.THEMES,
            options={"n_themes": form.cleaned_data["n_themes"], "seed": 0},
        )
        return redirect("voices:suggested", slug=slug)
    analysis = selectors.latest_analysis(subject, Analysis.Kind.THEMES)
    context = {
        "conversation": subject,
        "form": form,
        "analysis": analysis,
        "suggestions": selectors.suggestions(analysis) if analysis else [],
    }
    return render(request, "voices/staff/suggested.html", context, status=422 if form.errors else 200)


@allow(Permission.GATHER_THEMES)
@require_http_methods(["GET", "HEAD", "POST"])
def suggestion(request: ActorRequest, suggestion_id: UUID) -> HttpResponseBase:
    """All comments of one suggestion: name it, put it into a theme, or set it aside."""
    actor = request.actor
    subject = selectors.suggestion_for(actor, suggestion_id)
    conversation = subject.analysis.conversation
    take = TakeForm(request.POST if "take" in request.POST else None, themes=selectors.themes(conversation))
    name = NameForm(request.POST if "make" in request.POST else None)
    try:
        if "aside" in request.POST:
            actions.set_suggestion_aside(by=actor, suggestion=subject)
            return redirect("voices:suggested", slug=conversation.slug)
        if take.is_bound and take.is_valid():
            theme = take.cleaned_data["theme"]
            actions.take_suggestion(by=actor, suggestion=subject, theme=theme)
            return redirect("voices:theme", theme_id=theme.pk)
        if name.is_bound and name.is_valid():
            theme = actions.name_suggestion(
                by=actor, suggestion=subject, name=name.gather("name"), summary=name.gather("summary")
            )
            return redirect("voices:theme", theme_id=theme.pk)
    except IllegalMove:
        messages.error(request, _("Somebody else has already dealt with this suggestion."))
        return redirect("voices:suggested", slug=conversation.slug)
    context = {
        "suggestion": subject,
        "conversation": conversation,
        "take": take,
        "name": name,
        "is_open": subject.state != Suggestion.State.TAKEN,
        "page": Paginator(selectors.suggested_comments(subject), PER_PAGE).get_page(request.GET.get("page")),
    }
    status = 422 if take.errors or name.errors else 200
    return render(request, "voices/staff/suggestion.html", context, status=status)


@allow(Permission.GATHER_THEMES)
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: ActorRequest, theme_id: UUID) -> HttpResponseBase:
    """Two themes say the same: choose the one that stays."""
    actor = request.actor
    subject = selectors.theme_to_gather(actor, theme_id)
    others = selectors.themes(subject.conversation).exclude(pk=subject.pk)
    form = MergeForm(request.POST or None, themes=others)
    if form.is_bound and form.is_valid():
        into = form.cleaned_data["theme"]
        try:
            actions.merge_themes(by=actor, theme=subject, into=into)
        except IllegalMove:
            messages.error(request, _("One of the two has already been merged."))
            return redirect("voices:theme", theme_id=theme_id)
        messages.success(request, _("The comments of both are here now. You can undo this."))
        return redirect("voices:theme", theme_id=into.pk)
    context = {"theme": subject, "form": form}
    return render(request, "voices/staff/merge.html", context, status=422 if form.errors else 200)


@allow(Permission.GATHER_THEMES)
@require_POST
def unmerge(request: ActorRequest, theme_id: UUID) -> HttpResponse:
    """They were not the same after all."""
    subject = selectors.theme_to_gather(request.actor, theme_id)
    actions.unmerge_theme(by=request.actor, theme=subject)
    messages.success(request, _("This theme is on its own again, with its own comments."))
    return redirect("voices:theme", theme_id=theme_id)


@allow(Permission.GATHER_THEMES)
@require_http_methods(["GET", "HEAD", "POST"])
def split(request: ActorRequest, theme_id: UUID) -> HttpResponseBase:
    """Some comments of a theme are about something else: give them a theme of their own."""
    actor = request.actor
    subject = selectors.theme_to_gather(actor, theme_id)
    form = NameForm(request.POST or None)
    taken = set(numbers_in(request.POST.getlist("number")))
    if form.is_bound and form.is_valid() and taken:
        try:
            part = actions.split_theme(
                by=actor,
                theme=subject,
                comments=selectors.comments_by_number(subject.conversation, taken),
                name=form.gather("name"),
                summary=form.gather("summary"),
            )
        except IllegalMove:
            messages.error(request, _("Somebody else has already taken these comments out."))
            return redirect("voices:theme", theme_id=theme_id)
        messages.success(request, _("The comments that you selected have their own theme now."))
        return redirect("voices:theme", theme_id=part.pk)
    if form.is_bound and not taken:
        form.add_error(None, _("Select at least one comment."))
    comments = selectors.find_comments(subject.conversation, theme=subject)
    context = {
        "theme": subject,
        "form": form,
        "taken": taken,
        "page": Paginator(comments, PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "voices/staff/split.html", context, status=422 if form.errors else 200)
