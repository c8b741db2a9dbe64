"""Where releases stand in the menu, and the ledger at the foot of every page."""

from django.utils.translation import gettext_lazy as _

from longtable.core import menu
from longtable.core.access import Permission

menu.entry(
    "releases", label=_("Publish counts"), route="releases:index", audience=Permission.SEE_RELEASES, order=60
)
menu.entry("published", label=_("Published counts"), route="releases:ledger", foot=True)
