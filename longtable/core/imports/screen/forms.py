"""What a person says about a file: which it is, what its columns say, what holds for every row."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from longtable.core.files.storing import LARGEST
from longtable.core.imports.kinds import Field
from longtable.core.imports.selectors import Column
from longtable.core.models import Upload

LEFT_OUT = "-"


class UploadForm(forms.Form):
    """A file, and where it comes from."""

    file = forms.FileField(
        label=_("The file"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.json"}),
        error_messages={"required": _("Choose a file."), "empty": _("This file is empty.")},
    )
    source = forms.CharField(
        max_length=120,
        label=_("Where does it come from?"),
        help_text=_(
            "For example: paper cards, Lumberton library, May 4. A corrected file with the same words here "
            "changes its rows and does not double them."
        ),
        error_messages={"required": _("Say where it comes from.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _("XLSX, CSV or JSON, at most %(size)s.") % {
            "size": filesizeformat(LARGEST)
        }

    def clean_source(self) -> str:
        return " ".join(self.cleaned_data["source"].split())


class SheetForm(forms.Form):
    """Where in the file the columns stand."""

    sheet = forms.ChoiceField(label=_("Sheet of the workbook"), required=False)
    header_line = forms.IntegerField(
        label=_("Line with the names of the columns"), min_value=1, max_value=10_000
    )

    def __init__(self, *args: Any, names: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if names:
            self.fields["sheet"].choices = [(name, name) for name in names]  # type: ignore[attr-defined]
        else:
            del self.fields["sheet"]


class ColumnsForm(forms.Form):
    """One choice for each column, and one question for what can hold for every row."""

    def __init__(
        self,
        *args: Any,
        upload: Upload,
        columns: Sequence[Column],
        fields: Sequence[Field],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.wanted = list(fields)
        self.usable = [column for column in columns if not column.refused]
        choices = [(LEFT_OUT, _("Leave it out")), *((f.code, f.words) for f in fields if f.column)]
        for place, column in enumerate(self.usable):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=column.name,
                choices=choices,
                initial=upload.columns.get(column.name, LEFT_OUT),
                help_text=" · ".join(column.samples),
            )
        told = {self[f"column_{place}"].value() for place in range(len(self.usable))}
        for field in fields:
            if field.ask:
                self.fields[f"every_{field.code}"] = self._ask(field, upload, is_told=field.code in told)

    @staticmethod
    def _ask(field: Field, upload: Upload, *, is_told: bool) -> forms.Field:
        """The question for every row. It must be answered where no column says what a row must say."""
        assert field.ask
        asked = field.ask()
        asked.required = field.required and not is_told
        asked.error_messages["required"] = (
            _("Choose a column that says it, or say it for every row.")
            if field.column
            else _("Choose one of the answers.")
        )
        asked.label = field.words  # type: ignore[assignment]
        asked.help_text = asked.help_text or field.hint  # type: ignore[assignment]
        asked.initial = upload.answers.get(field.code, asked.initial)
        return asked

    @property
    def of_columns(self) -> list[forms.BoundField]:
        """The choice for each column, in the order of the file."""
        return [self[name] for name in self.fields if name.startswith("column_")]

    @property
    def of_every_row(self) -> list[forms.BoundField]:
        """The questions whose answers hold for every row that says nothing else."""
        return [self[name] for name in self.fields if name.startswith("every_")]

    @property
    def columns(self) -> dict[str, str]:
        """Name of a column -> code. Call after ``is_valid()``."""
        chosen = {
            column.name: self.cleaned_data.get(f"column_{n}", "") for n, column in enumerate(self.usable)
        }
        return {name: code for name, code in chosen.items() if code}

    @property
    def answers(self) -> dict[str, str]:
        """Code -> text that holds for every row. Call after ``is_valid()``."""
        given = {field.code: self.cleaned_data.get(f"every_{field.code}") for field in self.wanted}
        return {code: str(value) for code, value in given.items() if value}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        codes = list(self.columns.values())
        for place in range(len(self.usable)):
            if codes.count(data.get(f"column_{place}", "")) > 1:
                self.add_error(f"column_{place}", gettext("Another column says this already."))
        for field in self.wanted:
            if field.required and not field.ask and field.code not in codes:
                self.add_error(
                    None, gettext("Choose the column that says: %(words)s.") % {"words": field.words}
                )
        return data
