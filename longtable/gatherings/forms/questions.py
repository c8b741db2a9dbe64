"""What people fill in to ask something, and staff to say what becomes of it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from longtable.accounts.models import User
from longtable.core.forms import KeyedForm, LocalizedForm, WordsField, in_our_time
from longtable.gatherings.actions.keywords import check
from longtable.gatherings.actions.polls import PollPlan
from longtable.gatherings.models import Gathering, Question, Session
from longtable.voices.actions.keywords import NotAKeyword

LONGEST_QUESTION = 1000
"""Characters: a question is read aloud."""


class AskForm(KeyedForm):
    """A question, and where to send the answer."""

    text = WordsField(
        longest=LONGEST_QUESTION,
        rows=3,
        label=_("Your question"),
        help_text=_("In English or Spanish. Others read it after a person has looked at it."),
        error_messages={"required": _("Write a few words first.")},
    )
    contact = forms.CharField(
        required=False,
        max_length=200,
        label=_("Where should we send the answer?"),
        help_text=_(
            "Your phone number or e-mail. We will write only about this question. Reply STOP to end it."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "tel"}),
    )


class TypeInForm(KeyedForm):
    """A question that somebody asked aloud or by phone."""

    text = WordsField(longest=LONGEST_QUESTION, rows=2, label=_("What was asked"))
    language = forms.ChoiceField(label=_("Language in which it was asked"), choices=settings.LANGUAGES)
    session = forms.ModelChoiceField(
        Session.objects.none(),
        required=False,
        label=_("In which session"),
        empty_label=_("None in particular"),
    )

    def __init__(self, *args: Any, sessions: QuerySet[Session], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = sessions  # type: ignore[attr-defined]


class NotShownForm(forms.Form):
    """Why others do not read it."""

    reason = forms.ChoiceField(
        label=_("Why is it not shown?"),
        choices=Question.Reason.choices,
        widget=forms.RadioSelect,
        help_text=_("The person who asked will read this sentence."),
    )


class LaterForm(forms.Form):
    """Who answers in writing, and by when."""

    owner = forms.ModelChoiceField(
        User.objects.none(), label=_("Who answers?"), empty_label=_("Choose a person")
    )
    due_on = forms.DateField(label=_("By when?"), widget=forms.DateInput, validators=[in_our_time])

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people  # type: ignore[attr-defined]

    def clean_due_on(self) -> Any:
        day = self.cleaned_data["due_on"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("Choose today or a later day."))
        return day


class AnswerForm(LocalizedForm):
    """The answer in every language of the site."""

    texts = {"answer": (_("The answer, as everybody may read it"), True, 5)}


class JoinForm(forms.Form):
    """Which question asks the same."""

    into = forms.IntegerField(
        min_value=1,
        label=_("Number of the question that asks the same"),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, joinable: QuerySet[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.joinable = joinable

    def clean_into(self) -> Question:
        """The question itself."""
        found = self.joinable.filter(number=self.cleaned_data["into"]).first()
        if found is None:
            raise forms.ValidationError(_("There is no such question to join it to."))
        return found


class TranslationForm(forms.Form):
    """A question in another language."""

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, name in settings.LANGUAGES:
            if code != question.language:
                self.fields[code] = WordsField(
                    longest=LONGEST_QUESTION,
                    rows=2,
                    label=_("The question in %(language)s") % {"language": name},
                    initial=question.translations.get(code, {}).get("text", ""),
                )

    def words(self) -> dict[str, str]:
        """Language to words."""
        return dict(self.cleaned_data)


class PollForm(LocalizedForm, KeyedForm):
    """A poll: one line for each answer, in every language, in the same order."""

    texts = {
        "question": (_("What do you ask?"), True, 2),
        "options": (_("The answers, one line each"), True, 4),
    }
    is_multiple = forms.BooleanField(required=False, label=_("People may choose several answers"))
    is_telling = forms.BooleanField(
        required=False,
        label=_("An answer could point to a person"),
        help_text=_("Then no totals are shown while a count is so small that others could guess who it is."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        lines = [len(self._lines(code)) for code, _name in settings.LANGUAGES]
        if not self.errors and (len(set(lines)) > 1 or not 2 <= lines[0] <= 8):
            self.add_error(
                f"options_{settings.LANGUAGES[-1][0]}",
                _("Write two to eight answers, the same number in each language."),
            )
        return data

    def plan(self) -> PollPlan:
        """What the action takes. Call after ``is_valid()``."""
        columns = [self._lines(code) for code, _name in settings.LANGUAGES]
        codes = [code for code, _name in settings.LANGUAGES]
        return PollPlan(
            question=self.gather("question"),
            options=[
                type(self.gather("question")).of(**dict(zip(codes, words, strict=True)))
                for words in zip(*columns, strict=True)
            ],
            is_multiple=self.cleaned_data["is_multiple"],
            is_telling=self.cleaned_data["is_telling"],
        )

    def _lines(self, code: str) -> list[str]:
        text = self.cleaned_data.get(f"options_{code}", "")
        return [line.strip() for line in text.splitlines() if line.strip()]


class PollAnswerForm(forms.Form):
    """What somebody chooses of a poll."""

    codes = forms.MultipleChoiceField(error_messages={"required": _("Choose one of the answers.")})

    def __init__(self, *args: Any, codes: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["codes"].choices = [(code, code) for code in codes]  # type: ignore[attr-defined]


class KeywordsForm(forms.Form):
    """One word in each language by which questions are texted."""

    def __init__(self, *args: Any, gathering: Gathering, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gathering = gathering
        for code, name in settings.LANGUAGES:
            self.fields[code] = forms.CharField(
                label=_("Keyword in %(language)s") % {"language": name},
                required=False,
                max_length=20,
                widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
            )

    def words(self) -> dict[str, str]:
        """Language to word."""
        return {code: self.cleaned_data[code] for code, _name in settings.LANGUAGES}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        wanted = {
            code: data[code].strip() for code, _name in settings.LANGUAGES if data.get(code, "").strip()
        }
        try:
            check(self.gathering, wanted)
        except NotAKeyword as error:
            self.add_error(error.language or None, str(error))
        return data
