"""What staff fill in for a drawing: how it will be done, before anybody asks; its seed, once it is public."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from longtable.core.forms import LocalizedForm
from longtable.gatherings.clock import NoSuchTime, TwiceThatDay, local, shown
from longtable.gatherings.forms.when import DayField, TimeOfDay
from longtable.gatherings.models import Session

GROUPS = range(1, 5)
"""As many groups as a reader keeps in mind."""


class AnnounceDrawingForm(LocalizedForm):
    """Until when one can ask, which groups have which share, and where the seed will come from."""

    texts = {"seed_source": (_("Where the number comes from that decides"), True, 2)}
    last_day = DayField(label=_("Until which day people can ask"))
    hour = TimeOfDay(label=_("Until what time"))

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        self.session = session
        assert session.pool is not None, "places of this session are drawn"
        ends = shown(min(session.pool.closes_at, session.starts_at))
        kwargs["initial"] = {"last_day": ends.date(), "hour": ends.time()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        for number in GROUPS:
            for code, language in settings.LANGUAGES:
                self.fields[f"group_{number}_{code}"] = forms.CharField(
                    max_length=80, required=False, label=_("Who (%s)") % language
                )
            self.fields[f"share_{number}"] = forms.IntegerField(
                min_value=1, max_value=99, required=False, label=_("Places out of a hundred")
            )

    def times(self) -> list[forms.BoundField]:
        """Until when one can ask."""
        return [self["last_day"], self["hour"]]

    def rows(self) -> Iterator[tuple[int, list[forms.BoundField]]]:
        """Number and fields of each group."""
        for number in GROUPS:
            names = [f"group_{number}_{code}" for code, _language in settings.LANGUAGES]
            yield number, [self[name] for name in (*names, f"share_{number}")]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for number in GROUPS:
            fields = [f"group_{number}_{code}" for code, _language in settings.LANGUAGES]
            filled = [bool(data.get(name)) for name in (*fields, f"share_{number}")]
            if any(filled) and not all(filled):
                self.add_error(f"share_{number}", _("A group needs its words in every language and a share."))
        shares = [data.get(f"share_{number}") or 0 for number in GROUPS]
        if any(shares) and sum(shares) != 100:
            words = _("The shares add up to %(sum)s. Together they must be 100.")
            self.add_error("share_1", forms.ValidationError(words, params={"sum": sum(shares)}))
        return data | {"closes_at": self._closes_at(data)}

    def _closes_at(self, data: dict[str, Any]) -> datetime | None:
        if not (data.get("last_day") and data.get("hour")):
            return None
        try:
            closes_at = local(datetime.combine(data["last_day"], data["hour"]))
        except (NoSuchTime, TwiceThatDay):
            self.add_error("hour", _("The clocks change at that time. Choose another."))
            return None
        pool = self.session.pool
        assert pool is not None
        if closes_at > self.session.starts_at:
            self.add_error("last_day", _("That is after it begins."))
        elif closes_at <= max(timezone.now(), pool.opens_at):
            self.add_error("last_day", _("People need some time to ask. Choose a later day."))
        return closes_at

    def strata(self) -> list[dict[str, Any]]:
        """Groups as a drawing keeps them; none means one of all. Call after ``is_valid()``."""
        found = []
        for number in GROUPS:
            if share := self.cleaned_data.get(f"share_{number}"):
                words = {code: self.cleaned_data[f"group_{number}_{code}"] for code, _ in settings.LANGUAGES}
                code = f"{number}-{slugify(words[settings.LANGUAGE_CODE])[:40]}".strip("-")
                found.append({"code": code, "words": words, "share": f"{share}/100"})
        return found


class CloseListForm(forms.Form):
    """That nobody is added any more."""

    sure = forms.BooleanField(label=_("Close the list. It cannot be opened again."))


class SeedForm(forms.Form):
    """The number that decides, as the public source gave it."""

    seed = forms.CharField(
        max_length=200,
        label=_("The number that decides"),
        help_text=_("Exactly as it was published. Everybody can look it up and draw again with it."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    sure = forms.BooleanField(label=_("I compared it with the source. It is drawn once and for all."))

    def clean_seed(self) -> str:
        seed = " ".join(self.cleaned_data["seed"].split())
        if not seed:
            raise forms.ValidationError(_("Type the number."))
        return seed
