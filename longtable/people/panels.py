"""What stands in the menu about people."""

from django.utils.translation import gettext_lazy as _

from longtable.core import menu
from longtable.core.access import Permission

menu.entry("people", label=_("People"), route="people:search", audience=Permission.SEE_PEOPLE, order=60)
menu.entry(
    "matches", label=_("Same person?"), route="people:matches", audience=Permission.CONFIRM_MATCHES, order=61
)
