"""What is asked of whoever takes back what was published."""

from django.utils.translation import gettext_lazy as _

from longtable.core.forms import LocalizedForm


class WithdrawForm(LocalizedForm):
    """Why a release is taken back, in every language of the site."""

    texts = {"because": (_("Why is it taken back?"), True, 3)}
