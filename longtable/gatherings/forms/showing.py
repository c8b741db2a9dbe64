"""What staff fill in about who speaks, and about papers."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from longtable.accounts.models import User
from longtable.core.forms import KeyedForm, LocalizedForm
from longtable.gatherings.actions.showing import Paper, Speaker
from longtable.gatherings.models import Gathering, Panelist, Session
from longtable.gatherings.selectors.questions import who_can_be_asked


class SessionChoice(forms.ModelChoiceField):
    """A session by its title."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("empty_label", _("The whole gathering"))
        super().__init__(Session.objects.none(), required=False, **options)


class SpeakerForm(LocalizedForm, KeyedForm):
    """Somebody who agreed to speak in public."""

    texts = {
        "role": (_("What they do and for whom"), False, 0),
        "bio": (_("A few sentences about them"), False, 4),
    }
    name = forms.CharField(max_length=120, label=_("Name, as it is announced"))
    session = SessionChoice(label=_("In which session"))
    user = forms.ModelChoiceField(
        User.objects.none(),
        required=False,
        label=_("Their account here"),
        empty_label=_("None of these"),
        help_text=_("Questions can then be given to them by name."),
    )
    picture = forms.FileField(
        required=False,
        label=_("Picture"),
        help_text=_("A photo that they gave us for this: JPEG, PNG or WebP, at most 2 MB."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    bare = forms.BooleanField(required=False, label=_("Show no picture"))
    field_order = ["name", "role_en", "role_es", "bio_en", "bio_es", "session", "user", "picture"]

    def __init__(
        self, *args: Any, gathering: Gathering, panelist: Panelist | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = gathering.sessions.all()  # type: ignore[attr-defined]
        known = who_can_be_asked(gathering, already=panelist.user_id if panelist else None)
        self.fields["user"].queryset = known  # type: ignore[attr-defined]
        if panelist is None or panelist.picture_id is None:
            self.fields.pop("bare")
        if panelist:
            self.fields.pop("form_key")
        self.order_fields(self.field_order)

    def speaker(self) -> Speaker:
        """What was written. Call after ``is_valid()``."""
        return Speaker(
            name=self.cleaned_data["name"],
            role=self.gather("role"),
            bio=self.gather("bio"),
            session=self.cleaned_data["session"],
            user=self.cleaned_data["user"],
        )

    @classmethod
    def initial_of(cls, panelist: Panelist) -> dict[str, Any]:
        """Somebody as the form shows them."""
        return {
            "name": panelist.name,
            "session": panelist.session_id,
            "user": panelist.user_id,
            **cls.spread(role=panelist.role, bio=panelist.bio),
        }


class PaperForm(LocalizedForm, KeyedForm):
    """Something to read or watch: a file, or where it stands."""

    texts = {"title": (_("What it is"), True, 0)}
    language = forms.ChoiceField(choices=settings.LANGUAGES, label=_("Language in which it is written"))
    file = forms.FileField(
        required=False,
        label=_("File"),
        help_text=_("PDF, picture, table, text or sound, at most 10 MB."),
        widget=forms.FileInput,
    )
    url = forms.URLField(max_length=500, required=False, assume_scheme="https", label=_("Or its web address"))
    is_public = forms.BooleanField(
        required=False,
        initial=True,
        label=_("For everybody"),
        help_text=_("If not, only people who signed up can open it."),
    )
    field_order = ["title_en", "title_es", "language", "file", "url", "is_public"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if bool(data.get("file")) == bool(data.get("url")) and not self.errors:
            self.add_error("file", _("Give either a file or an address."))
        return data

    def paper(self) -> Paper:
        """What was written. Call after ``is_valid()``."""
        plain = {name: self.cleaned_data[name] for name in ("language", "file", "url", "is_public")}
        return Paper(title=self.gather("title"), **plain)
