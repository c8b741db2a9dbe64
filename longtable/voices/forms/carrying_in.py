"""Typing in what others said on paper, on the phone or at a table."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from longtable.core.forms import KeyedForm, WordsField, in_our_time
from longtable.methods.answer_line import Misread, WrongLength, read_line, write_line
from longtable.people.demographics import DECLINED, Answers, Question, question
from longtable.places.forms import AreaField
from longtable.voices.actions.batches import Collected
from longtable.voices.actions.sheets import Sheet
from longtable.voices.models import Batch, Comment, Participant, Vote
from longtable.voices.models.batches import CARRIED, NOTED

AGREE, DISAGREE, PASS = (int(each) for each in (Vote.Value.AGREE, Vote.Value.DISAGREE, Vote.Value.PASS))

SIGNS: dict[str, dict[str, int]] = {
    "en": {"a": AGREE, "d": DISAGREE, "n": PASS, "?": PASS},
    "es": {"s": AGREE, "n": DISAGREE, "?": PASS},
}
"""Language of the page -> sign -> answer. Spanish has no *d*: *de acuerdo* and *desacuerdo* share it."""
NEVER_ALONE = "\N{NO-BREAK SPACE}= "
"""No number stands at the end of a line without its sign."""


def signs() -> dict[str, int]:
    """Those of the page's language."""
    return SIGNS.get((get_language() or "en").split("-")[0], SIGNS["en"])


class LanguageField(forms.ChoiceField):
    """In which language somebody spoke."""

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=settings.LANGUAGES, label=_("Language"), **options)


class BatchForm(KeyedForm):
    """Where, when and how people spoke."""

    channel = forms.ChoiceField(
        choices=[(each.value, each.label) for each in CARRIED],
        label=_("How did people speak?"),
        widget=forms.RadioSelect,
    )
    label = forms.CharField(
        max_length=120,
        label=_("Where"),
        help_text=_("For example: Food bank, Main Street. No names of people."),
    )
    collected_on = forms.DateField(label=_("What day"), validators=[in_our_time])
    language = LanguageField(help_text=_("Of most of it; each sheet may differ."))
    area = AreaField(
        required=False, may_decline=False, label=_("County"), help_text=_("Where most of them live.")
    )
    statements = forms.CharField(
        required=False,
        max_length=200,
        label=_("Statements printed on the sheet"),
        help_text=_("Their numbers in their order, for example 3 7 12. Empty if none were printed."),
    )
    sheets = forms.IntegerField(
        required=False, min_value=1, max_value=100_000, label=_("Sheets in the stack, if you counted them")
    )
    people = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=100_000,
        label=_("People who were there, if you counted them"),
        help_text=_("Also those who said nothing: then we know how many were asked."),
    )

    def __init__(self, *args: Any, known: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known

    def clean_collected_on(self) -> Any:
        day = self.cleaned_data["collected_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is in the future."))
        return day

    def clean_statements(self) -> list[int]:
        typed = re.findall(r"\d{1,9}", self.cleaned_data["statements"])
        numbers = list(dict.fromkeys(int(each) for each in typed))
        unknown = [number for number in numbers if number not in self.known]
        if unknown:
            raise forms.ValidationError(
                _("There is no comment %(number)s here that others may read."), params={"number": unknown[0]}
            )
        return numbers

    def collected(self) -> Collected:
        """What was filled in."""
        names = ("channel", "label", "collected_on", "language", "area", "statements", "people", "sheets")
        data = {name: self.cleaned_data[name] for name in names}
        return Collected(**data | {"statements": [] if data["channel"] in NOTED else data["statements"]})

    @staticmethod
    def spread(batch: Batch) -> dict[str, Any]:
        """Initial values from a stored one."""
        names = ("channel", "label", "collected_on", "language", "people", "sheets")
        return {name: getattr(batch, name) for name in names} | {
            "area": batch.area_id,
            "statements": " ".join(map(str, batch.statements)),
        }


class CodesField(forms.CharField):
    """One question about oneself, answered by the numbers of its options. Cleans to their codes."""

    def __init__(self, asked: Question) -> None:
        self.asked = asked
        self.codes = [option.code for option in asked.options]
        numbered = [f"{place} = {option.words}" for place, option in enumerate(asked.options, start=1)]
        numbered.append(str(_("0 = prefers not to say")))
        super().__init__(
            required=False,
            max_length=60,
            label=str(asked.words),
            help_text=" · ".join(numbered).replace(" = ", NEVER_ALONE),
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "short"}),
        )

    def clean(self, value: Any) -> list[str]:
        chosen = [self._code(number) for number in self._numbers(super().clean(value))]
        if len(chosen) > 1 and not self.asked.multi and DECLINED not in chosen:
            raise forms.ValidationError(_("Only one answer fits here."))
        return chosen

    def spread(self, codes: Sequence[str]) -> str:
        """The numbers of stored answers."""
        places = [self.codes.index(code) + 1 for code in codes if code in self.codes]
        return " ".join(map(str, places)) or ("0" if DECLINED in codes else "")

    def _numbers(self, typed: str) -> list[int]:
        """``2 5`` and, as long as one digit is enough, ``25``."""
        found: list[str] = []
        for token in re.findall(r"\S+", re.sub(r"[,;.]", " ", typed)):
            fits = not token.isdecimal() or int(token) <= len(self.codes) or len(self.codes) > 9
            found += [token] if fits else list(token)
        wrong = next((each for each in found if not each.isdecimal() or int(each) > len(self.codes)), None)
        if wrong is not None:
            raise forms.ValidationError(
                _("“%(sign)s” is no answer here. Use the numbers from 0 to %(last)s."),
                params={"sign": wrong, "last": len(self.codes)},
            )
        return [int(each) for each in found]

    def _code(self, number: int) -> str:
        return self.codes[number - 1] if number else DECLINED


class SheetForm(KeyedForm):
    """One sheet of paper, made for the keyboard: words, Tab, answers, Enter."""

    may_be_empty = False
    """Whether it holds something that is not shown here."""

    number = forms.IntegerField(min_value=1, max_value=100_000, label=_("Sheet"))
    words = WordsField(
        required=False,
        rows=6,
        label=_("What it says, word for word"),
        help_text=_("An empty line between two comments keeps them apart."),
        error_messages={"required": _("Nothing is typed in yet.")},
    )
    answers = forms.CharField(
        required=False,
        max_length=300,
        label=_("Answers to the printed statements"),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    contact = forms.CharField(
        required=False,
        max_length=200,
        label=_("Phone or e-mail"),
        help_text=_("Only if they wrote it on the sheet: we send them the link to what becomes of it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    area = AreaField(required=False, may_decline=False, label=_("County"))
    language = LanguageField()

    def __init__(
        self, *args: Any, about_you: Sequence[str], statements: Sequence[Comment] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.statements = statements
        self.asked = [question(code) for code in about_you]
        for asked in self.asked:
            self.fields[_name(asked)] = CodesField(asked)
        if statements:
            self.fields["answers"].help_text = _("a = agree, d = disagree, n = not sure, - = nothing checked")
        else:
            del self.fields["answers"]
        told = [_name(asked) for asked in self.asked]
        self.order_fields(["number", "words", "answers", *told, "contact", "area", "language"])
        self.fields["words"].widget.attrs["autofocus"] = True

    def told(self) -> list[forms.BoundField]:
        """The questions about oneself."""
        return [self[_name(asked)] for asked in self.asked]

    def clean_answers(self) -> list[int | None]:
        """One for each printed statement."""
        try:
            return read_line(self.cleaned_data["answers"], signs(), len(self.statements))
        except Misread as error:
            raise forms.ValidationError(
                _("Statement %(place)s: “%(sign)s” is no answer. Use the letters above."),
                params={"place": error.place + 1, "sign": error.sign},
            ) from error
        except WrongLength as error:
            raise forms.ValidationError(
                _("%(given)s letters for %(wanted)s statements: put - where nothing is checked."),
                params={"given": error.given, "wanted": error.wanted},
            ) from error

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        answers = data.get("answers") or []
        is_empty = not data.get("words") and all(value is None for value in answers)
        if is_empty and not self.errors and not self.may_be_empty:
            self.add_error("words", _("Nothing is typed in yet."))
        return data

    def sheet(self) -> Sheet:
        """What was filled in."""
        data = self.cleaned_data
        given = zip(self.statements, data.get("answers") or [], strict=False)
        return Sheet(
            language=data["language"],
            area=data.get("area"),
            words=tuple(comments_in(data["words"])),
            answers={comment.number: value for comment, value in given if value is not None},
            about={asked.code: data[_name(asked)] for asked in self.asked},
            contact=data.get("contact", ""),
        )

    def spread(self, participant: Participant, comments: Sequence[Comment], votes: dict[int, int]) -> None:
        """Show what was typed in before."""
        letters = {value: sign for sign, value in reversed(signs().items())}
        about: Answers = participant.about
        self.initial.update(
            {
                "number": participant.sheet,
                "words": "\n\n".join(comment.text for comment in comments),
                "answers": write_line([votes.get(each.number) for each in self.statements], letters),
                "area": participant.area_id,
                "language": participant.language,
            }
        )
        for asked in self.asked:
            field = self.fields[_name(asked)]
            self.initial[_name(asked)] = field.spread(about.get(asked.code, []))  # type: ignore[attr-defined]


def _name(asked: Question) -> str:
    return f"about_{asked.code}"


def comments_in(words: str) -> list[str]:
    """Several comments on one sheet, an empty line between them."""
    return [part.strip() for part in re.split(r"\n\s*\n", words) if part.strip()]


class CallerForm(SheetForm):
    """What somebody says on the phone, while they say it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["number"]
        self.fields["language"].widget = forms.HiddenInput()
        self.fields["words"].label = _("What they say, word for word")
        self.fields["words"].required = True
        self.fields["contact"].help_text = _("Only if they want a message when there is an answer.")


class SameSheetForm(forms.Form):
    """A sheet was typed in twice."""

    same_as = forms.IntegerField(
        min_value=1,
        max_value=100_000,
        label=_("Number of the same sheet"),
        help_text=_("The one that was typed in first stays. Correct it if something was typed wrong."),
    )
