"""What staff fill in about sessions and tables."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from longtable.accounts.models import User
from longtable.capacity.models import Pool
from longtable.core.forms import KeyedForm, LocalizedForm
from longtable.gatherings.actions.agenda import TablePlan
from longtable.gatherings.actions.gatherings import SessionPlan
from longtable.gatherings.forms.when import PeriodForm
from longtable.gatherings.models import Gathering, Session, Table
from longtable.gatherings.selectors.questions import who_can_be_asked


class SessionForm(PeriodForm, LocalizedForm, KeyedForm):
    """A part of the agenda."""

    texts = {"title": (_("Title"), True, 0), "summary": (_("What it is about"), False, 2)}
    room = forms.CharField(max_length=120, required=False, label=_("Room, as the signs name it"))
    seats = forms.IntegerField(
        min_value=1,
        max_value=100000,
        required=False,
        label=_("How many people can sign up"),
        help_text=_("If empty, it needs no sign-up: everybody who is there can come."),
    )
    mode = forms.ChoiceField(
        choices=Pool.Mode.choices,
        label=_("How places are given"),
        help_text=_("Where more people will ask than there are places, a drawing is fairer than a race."),
    )
    field_order = ["title_en", "title_es", "day", "begins", "ends", "room", "seats", "mode"]

    def __init__(
        self, *args: Any, gathering: Gathering, session: Session | None = None, **kwargs: Any
    ) -> None:
        first = {"mode": Pool.Mode.IN_TURN, **self._time_of(gathering)}
        kwargs["initial"] = first | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.fields.pop("last_day")
        if session is not None:
            self.fields.pop("form_key")
            if session.pool and gathering.state != Gathering.State.DRAFT:
                self.fields.pop("mode")  # who asked in one way cannot be served in the other
        self.gathering, self.session = gathering, session
        self.order_fields(self.field_order)

    @staticmethod
    def _time_of(gathering: Gathering) -> dict[str, Any]:
        period = PeriodForm.initial_of_period(gathering.starts_at, gathering.ends_at)
        return {name: period[name] for name in ("day", "begins", "ends")}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        starts_at, ends_at = data.get("starts_at"), data.get("ends_at")
        if starts_at and starts_at < self.gathering.starts_at:
            self.add_error("begins", _("The gathering begins later."))
        if ends_at and ends_at > self.gathering.ends_at:
            self.add_error("ends", _("The gathering ends earlier."))
        return data

    def plan(self) -> SessionPlan:
        """What was written. Call after ``is_valid()``."""
        data = self.cleaned_data
        wanted: dict[str, Any] = {name: data[name] for name in ("starts_at", "ends_at", "room", "seats")}
        wanted |= {name: self.gather(name) for name in self.texts}
        pool = self.session.pool if self.session else None
        mode = data.get("mode") or (pool.mode if pool else Pool.Mode.IN_TURN)
        return SessionPlan(slug=self._slug(), mode=mode, **wanted)

    def _slug(self) -> str:
        """Its name for machines stays when the words change."""
        if self.session:
            return self.session.slug
        title = self.gather("title").show(settings.LANGUAGE_CODE).text
        stem = slugify(title)[:40].strip("-") or "session"
        taken = {session.slug for session in self.gathering.sessions.all()}
        numbered = (f"{stem}-{number}" if number > 1 else stem for number in range(1, len(taken) + 2))
        return next(slug for slug in numbered if slug not in taken)

    @classmethod
    def initial_of(cls, session: Session) -> dict[str, Any]:
        """The session as the form shows it."""
        return {
            **cls.initial_of_period(session.starts_at, session.ends_at),
            **cls.spread(title=session.title, summary=session.summary),
            "room": session.room,
            **({"seats": session.pool.size, "mode": session.pool.mode} if session.pool else {}),
        }


class TableForm(LocalizedForm, KeyedForm):
    """A table at which people talk."""

    texts = {"topic": (_("What is talked about there"), False, 0)}
    number = forms.IntegerField(min_value=1, max_value=999, label=_("Number on the table"))
    language = forms.ChoiceField(choices=settings.LANGUAGES, label=_("Language that is spoken there"))
    note_taker = forms.ModelChoiceField(
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Nobody yet"),
        label=_("Who takes notes"),
        help_text=_("Only people who sign in here are listed. Others write on paper."),
    )
    field_order = ["number", "topic_en", "topic_es", "language", "note_taker"]

    def __init__(self, *args: Any, session: Session, table: Table | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.beside = [each for each in session.tables.all() if each != table]
        known = who_can_be_asked(session.gathering, already=table.note_taker_id if table else None)
        self.fields["note_taker"].queryset = known  # type: ignore[attr-defined]
        if table is None:
            numbers = [each.number for each in self.beside]
            self.fields["number"].initial = max(numbers, default=0) + 1
        else:
            self.fields.pop("form_key")
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        sent = self.sent_key() if "form_key" in data else None
        if data.get("number") in {table.number for table in self.beside if table.pk != sent}:
            self.add_error("number", _("Another table has this number."))
        return data

    def plan(self) -> TablePlan:
        """What was written. Call after ``is_valid()``."""
        plain = {name: self.cleaned_data[name] for name in ("number", "language", "note_taker")}
        return TablePlan(topic=self.gather("topic"), **plain)

    @classmethod
    def initial_of(cls, table: Table) -> dict[str, Any]:
        """The table as the form shows it."""
        plain = {name: getattr(table, name) for name in ("number", "language", "note_taker")}
        return {**plain, **cls.spread(topic=table.topic)}
