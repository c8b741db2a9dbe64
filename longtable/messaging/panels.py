"""Where messaging stands in the menu."""

from django.utils.translation import gettext_lazy as _

from longtable.core import menu
from longtable.core.access import Permission

menu.entry(
    "messages", label=_("Messages"), route="messaging:list", audience=Permission.SEE_MESSAGES, order=80
)
