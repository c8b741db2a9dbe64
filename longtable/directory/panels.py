"""Where the directory stands in the menu."""

from django.utils.translation import gettext_lazy as _

from longtable.core import menu
from longtable.core.access import Permission

menu.entry("find", label=_("Find help"), route="directory:find", order=15)
menu.entry("find-here", label=_("Find help"), route="directory:find", audience=menu.MEMBERS, order=15)
menu.entry(
    "files", label=_("Bring in files"), route="core:uploads", audience=Permission.IMPORT_DIRECTORY, order=80
)
