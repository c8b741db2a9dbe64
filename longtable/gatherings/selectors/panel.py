"""What a panelist reads on the link of their own: the questions that others can read, and no more."""

from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from longtable.core.access import Actor, Missing
from longtable.gatherings.models import Panelist
from longtable.gatherings.policies import may_follow_panel
from longtable.gatherings.selectors.questions import Listed, public_questions


@dataclass(frozen=True)
class PanelQueue:
    """``open``: to be answered, those that most want to know first; ``mine``: what this panelist promised."""

    open: list[Listed]
    mine: list[Listed]
    done: list[Listed]


def panelist_of(actor: Actor) -> Panelist:
    """Whose link the actor holds. Raises ``Missing`` once it was taken back, or is over."""
    rows = Panelist.objects.select_related("gathering__organization", "user", "host", "receipt")
    found = rows.filter(receipt=UUID(actor.id), receipt__withdrawn_at=None).first()
    if found is None or not may_follow_panel(actor, found, timezone.now()):
        raise Missing
    return found


def panel_queue(panelist: Panelist) -> PanelQueue:
    """Questions of the panelist's gathering. What a person has not read yet is not among them."""
    everything = public_questions(panelist.gathering)
    still_open = [each for each in everything if each.question.state == "shown"]
    later = [each for each in everything if each.question.state == "later"]
    mine = [each for each in later if each.question.panelist_id == panelist.pk]
    return PanelQueue(still_open, mine, [each for each in everything if each not in (*still_open, *mine)])


def is_of_a_panelist(receipt_id: UUID) -> bool:
    """Whether this receipt was given to somebody on a panel."""
    return Panelist.objects.filter(receipt=receipt_id).exists()
