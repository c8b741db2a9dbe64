"""Pages of staff who make sense of it: find comments that say something alike, and name what many said."""

import re
from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from longtable.core.access import Permission, allow
from longtable.core.access.request import ActorRequest
from longtable.core.panels import panels_for
from longtable.voices import actions, selectors
from longtable.voices.forms import SearchForm, ThemeForm
from longtable.voices.forms.theming import NameForm
from longtable.voices.selectors.copies import each_letter_once, voices_in

PER_PAGE = 25


@allow(Permission.GATHER_THEMES)
@require_http_methods(["GET", "HEAD", "POST"])
def gather(request: ActorRequest, slug: str) -> HttpResponseBase:
    """Find comments that say something alike, and put them into a theme."""
    actor = request.actor
    subject = selectors.conversation_for(actor, slug, Permission.GATHER_THEMES)
    new = NameForm(request.POST if "make" in request.POST else None)
    taken = numbers_in(request.POST.getlist("number"))
    if request.method == "POST":
        comments = selectors.comments_by_number(subject, taken)
        theme = None
        if new.is_bound and new.is_valid():
            theme = actions.make_theme(
                by=actor, conversation=subject, name=new.gather("name"), summary=new.gather("summary")
            )
        elif not new.is_bound and request.POST.get("theme"):
            theme = selectors.theme_in(subject, request.POST["theme"])
        if theme:
            added = actions.cite(by=actor, theme=theme, comments=comments)
            messages.success(request, _("%(count)d comments added to the theme.") % {"count": added})
            return redirect("voices:theme", theme_id=theme.pk)
        if not new.is_bound:
            messages.error(request, _("Choose a theme, or name a new one."))
    search = SearchForm(request.GET or None)
    wanted = search.cleaned_data if search.is_valid() else {}
    found = selectors.find_comments(subject, **wanted)
    context = {
        "conversation": subject,
        "search": search,
        "page": Paginator(found, 50).get_page(request.GET.get("page")),
        "themes": selectors.themes(subject),
        "new": new,
        "taken": taken,
        "may_moderate": actor.may(
            Permission.MODERATE, organization=subject.organization_id, areas=subject.area_ids()
        ),
    }
    return render(request, "voices/staff/gather.html", context, status=422 if new.errors else 200)


@allow(Permission.SEE_VOICES)
@require_http_methods(["GET", "HEAD", "POST"])
def theme(request: ActorRequest, theme_id: UUID) -> HttpResponseBase:
    """One theme: its words, its comments, and what was decided about it."""
    actor = request.actor
    subject = selectors.theme_for(actor, theme_id)
    form = ThemeForm(
        request.POST if "name_en" in request.POST else None,
        initial={
            **ThemeForm.spread(name=subject.name, summary=subject.summary),
            "is_public": subject.is_public,
        },
    )
    if request.method == "POST" and "uncite" in request.POST:
        taken_off = numbers_in(request.POST.getlist("uncite"))
        for comment in selectors.comments_by_number(subject.conversation, taken_off):
            actions.uncite(by=actor, theme=subject, comment=comment)
        return redirect("voices:theme", theme_id=theme_id)
    if form.is_bound and form.is_valid():
        actions.edit_theme(
            by=actor,
            theme=subject,
            name=form.gather("name"),
            summary=form.gather("summary"),
            is_public=form.cleaned_data["is_public"],
        )
        messages.success(request, _("Saved."))
        return redirect("voices:theme", theme_id=theme_id)
    comments = each_letter_once(selectors.find_comments(subject.conversation, theme=subject))
    merged = list(subject.merged.all())
    context = {
        "theme": subject,
        "form": form,
        "page": Paginator(comments, PER_PAGE).get_page(request.GET.get("page")),
        "merged": merged,
        "panels": [
            panel
            for panels in panels_for("voices.theme", actor, [subject, *merged]).values()
            for panel in panels
        ],
        "voices": voices_in(subject),
        "may_gather": actor.may(
            Permission.GATHER_THEMES,
            organization=subject.conversation.organization_id,
            areas=subject.conversation.area_ids(),
        ),
    }
    return render(request, "voices/staff/theme.html", context, status=422 if form.errors else 200)


def numbers_in(typed: Iterable[str]) -> list[int]:
    """Those of ``typed`` that can be the number of a comment."""
    return [int(number) for number in typed if re.fullmatch("[0-9]{1,9}", number)]
