"""Where the directory stands in the menu, on the first page and beside a day's work."""

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from longtable.core import menu
from longtable.core.access import Actor, Permission
from longtable.core.panels import Panel, piece
from longtable.directory.forms.finding import FindForm
from longtable.directory.selectors.keeping import entries_for

menu.entry("find", label=_("Find help"), route="directory:find", order=15)
menu.entry("find-here", label=_("Find help"), route="directory:find", audience=menu.MEMBERS, order=15)
menu.entry(
    "files", label=_("Import files"), route="core:uploads", audience=Permission.IMPORT_DIRECTORY, order=80
)
menu.entry(
    "directory", label=_("Directory"), route="directory:ours", audience=Permission.EDIT_DIRECTORY, order=40
)
menu.entry(
    "directory-duplicates",
    label=_("Duplicates"),
    route="directory:duplicates",
    audience=Permission.REVIEW_DIRECTORY,
    order=43,
)


@piece("web.home", order=20)
def find_help(actor: Actor) -> Panel | None:
    """On the first page: the box in which one asks for help."""
    return Panel("directory/panels/home.html", {"form": FindForm(QueryDict())})


@piece("web.today", order=20)
def our_entry(actor: Actor) -> Panel | None:
    """Beside a day's work: the entries of one's own organisation, and whether they take people."""
    own = entries_for(actor)
    return Panel("directory/panels/our_entry.html", {"entries": own}) if own else None
