"""Where conversations stand in the menu."""

from django.utils.translation import gettext_lazy as _

from longtable.core import menu
from longtable.core.access import Permission

menu.entry("open", label=_("What is open"), route="voices:index", order=10)
menu.entry("track", label=_("My tracking code"), route="voices:enter", order=30)
menu.entry("voices", label=_("Voices"), route="voices:list", audience=Permission.SEE_VOICES, order=20)
menu.entry("calls", label=_("Calls"), route="voices:calls", audience=Permission.TAKE_CALLS, order=25)
