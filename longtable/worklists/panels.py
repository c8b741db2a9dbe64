"""Where work stands in the menu."""

from django.utils.translation import gettext_lazy as _

from longtable.core import menu
from longtable.core.access import Permission

menu.entry("work", label=_("My work"), route="worklists:mine", audience=menu.MEMBERS, order=15)
menu.entry("duty", label=_("On call"), route="worklists:duty", audience=Permission.ASSIGN_WORK, order=70)
