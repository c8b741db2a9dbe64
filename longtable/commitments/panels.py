"""What commitments show in the menu and on the pages of others."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from longtable.commitments.models import Commitment
from longtable.commitments.selectors.chains import thread_of, thread_of_themes
from longtable.commitments.selectors.public import latest_answers
from longtable.core import menu
from longtable.core.access import Actor, Permission
from longtable.core.panels import Panel, panel, piece

menu.entry("said-did", label=_("You said, we did"), route="commitments:public", order=20)
menu.entry(
    "commitments",
    label=_("Commitments"),
    route="commitments:list",
    audience=frozenset({Permission.SEE_COMMITMENTS, Permission.CARRY_COMMITMENTS}),
    order=30,
)


@panel("voices.tracking", order=10)
def what_became_of_it(actor: Actor, comments: Sequence[Any]) -> Mapping[UUID, Panel]:
    """Per comment, the steps of the thread after "you said": decided, done, changed."""
    threads = thread_of([comment.pk for comment in comments])
    return {
        comment: Panel("commitments/panels/tracking.html", {"chains": chains})
        for comment, chains in threads.items()
        if chains
    }


@panel("voices.theme", order=10)
def what_was_decided(actor: Actor, themes: Sequence[Any]) -> Mapping[UUID, Panel]:
    """Per theme, the commitments that answer it, as far as the actor may see them."""
    visible = Commitment.objects.visible_to(actor)
    threads = thread_of_themes([theme.pk for theme in themes], visible)
    return {
        theme.pk: Panel(
            "commitments/panels/theme.html",
            {
                "theme": theme,
                "chains": threads.get(theme.pk, []),
                "may_propose": actor.may(Permission.PROPOSE_COMMITMENTS),
            },
        )
        for theme in themes
    }


@piece("web.home.thread", order=10)
def latest(actor: Actor) -> Panel | None:
    """One whole thread for the public home page, the one that has come furthest of the latest three."""
    chains = latest_answers()
    if not chains:
        return None
    whole = max(chains, key=lambda chain: chain.length)
    others = [chain for chain in chains if chain is not whole]
    return Panel("commitments/panels/home.html", {"whole": whole, "others": others})
