"""What places put into the menu."""

from django.utils.translation import gettext_lazy as _

from longtable.core import menu
from longtable.core.access import Permission

menu.entry("places", label=_("Places"), route="places:index", audience=menu.PUBLIC, foot=True)
menu.entry(
    "places-confirm",
    label=_("Regions to confirm"),
    route="places:waiting",
    audience=Permission.EDIT_PLACES,
    order=90,
)
