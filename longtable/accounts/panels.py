"""What accounts put into the menu."""

from django.utils.translation import gettext_lazy as _

from longtable.core import menu
from longtable.core.access import Permission

menu.entry(
    "people-and-roles",
    label=_("People and roles"),
    route="accounts:people",
    audience=Permission.MANAGE_MEMBERS,
    order=80,
)
menu.entry(
    "api-keys", label=_("API keys"), route="accounts:api_keys", audience=Permission.MANAGE_API_KEYS, order=85
)
menu.entry("audit", label=_("Who did what"), route="accounts:audit", audience=Permission.READ_AUDIT, order=90)
