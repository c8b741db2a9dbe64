"""Tags for templates that show work."""

from datetime import datetime

from django import template

from longtable.worklists import words
from longtable.worklists.models import WorkItem

register = template.Library()


@register.simple_tag
def due(item: WorkItem, now: datetime) -> words.Due:
    """When the item is due, in words: ``{% due item now as when %}{{ when.words }}``."""
    return words.due(item.due_at, now)
