"""Text in several languages that knows which of its versions a person may trust.

One JSON value per text: ``{"en": {"text": .., "origin": "human"}, "es": {..}}``. A third language
needs no migration. A version may be stale (the other changed after it) and, when a machine wrote
it, is not fit for critical text before a named person has approved it.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from longtable.core.secrets import EncryptedTextField


class Origin(StrEnum):
    """Who wrote a version."""

    HUMAN = "human"
    MACHINE = "machine"


@dataclass(frozen=True)
class Version:
    """The text in one language. ``approved_at`` is an ISO 8601 moment with its offset."""

    text: str
    origin: Origin = Origin.HUMAN
    approved_by: str = ""
    approved_at: str = ""
    stale: bool = False

    @property
    def is_fit_for_critical_text(self) -> bool:
        """Whether a person stands behind these words and they say what the other languages say."""
        return bool(self.text) and not self.stale and (self.origin == Origin.HUMAN or bool(self.approved_by))

    def as_json(self) -> dict[str, Any]:
        """The stored form, without what is at its default."""
        data: dict[str, Any] = {"text": self.text, "origin": str(self.origin)}
        if self.approved_by:
            data |= {"approved_by": self.approved_by, "approved_at": self.approved_at}
        return data | ({"stale": True} if self.stale else {})


@dataclass(frozen=True)
class Shown:
    """What a page shows: the words and the language that they are really in."""

    text: str
    language: str
    fell_back: bool

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class LocalizedText:
    """An immutable set of versions. ``str()`` gives the words for the active language."""

    versions: Mapping[str, Version] = field(default_factory=dict)

    @classmethod
    def of(cls, **texts: str) -> "LocalizedText":
        """``LocalizedText.of(en="Hello", es="Hola")``: versions that people wrote."""
        return cls({language: Version(text) for language, text in texts.items() if text})

    @classmethod
    def from_json(cls, data: Mapping[str, Any] | None) -> "LocalizedText":
        """The value stored by :meth:`as_json`."""
        return cls(
            {
                language: Version(**{**version, "origin": Origin(version.get("origin", "human"))})
                for language, version in (data or {}).items()
            }
        )

    def as_json(self) -> dict[str, Any]:
        """``{language: {text, origin, ..}}``."""
        return {language: version.as_json() for language, version in self.versions.items()}

    def show(self, language: str | None = None) -> Shown:
        """The words in ``language`` (the active one if not given), else in the first that has any."""
        wanted = (language or get_language() or settings.LANGUAGE_CODE).split("-")[0]
        for candidate in (wanted, settings.LANGUAGE_CODE, *self.versions):
            version = self.versions.get(candidate)
            if version and version.text:
                return Shown(version.text, candidate, candidate != wanted)
        return Shown("", wanted, False)

    def edit(self, language: str, text: str) -> "LocalizedText":
        """A person's new words in one language; the other languages become stale if they differ."""
        there = self.versions.get(language)
        if there and there.text == text and there.origin == Origin.HUMAN and not there.stale:
            return self
        changed = not there or there.text != text
        others = {
            key: replace(version, stale=version.stale or changed)
            for key, version in self.versions.items()
            if key != language
        }
        return LocalizedText({**others, language: Version(text)})

    def propose(self, language: str, text: str) -> "LocalizedText":
        """A machine's words in one language, not to be trusted before :meth:`approve`."""
        return LocalizedText({**self.versions, language: Version(text, Origin.MACHINE)})

    def approve(self, language: str, *, by: str, at: str) -> "LocalizedText":
        """A named person stands behind the version; it is no longer stale."""
        version = replace(self.versions[language], approved_by=by, approved_at=at, stale=False)
        return LocalizedText({**self.versions, language: version})

    def missing(self, languages: Iterator[str] | list[str] | tuple[str, ...]) -> list[str]:
        """Languages in which critical text may not be published yet."""
        return [
            language
            for language in languages
            if language not in self.versions or not self.versions[language].is_fit_for_critical_text
        ]

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        """How a migration writes it down; constraints compare with the empty text only."""
        if self.versions:
            raise ValueError("Only the empty text can stand in a migration")
        return f"{__name__}.LocalizedText", (), {}

    def __str__(self) -> str:
        return self.show().text

    def __bool__(self) -> bool:
        return any(version.text for version in self.versions.values())


class LocalizedTextField(models.JSONField):
    """A column that holds a :class:`LocalizedText`."""

    description = _("Text in several languages")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", LocalizedText)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> LocalizedText | None:
        data = super().from_db_value(value, expression, connection)
        return data if data is None else LocalizedText.from_json(data)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if isinstance(value, LocalizedText):
            value = value.as_json()
        return super().get_db_prep_value(value, connection, prepared)

    def to_python(self, value: Any) -> LocalizedText | None:
        if value is None or isinstance(value, LocalizedText):
            return value
        return LocalizedText.from_json(value)

    def validate(self, value: Any, model_instance: Any) -> None:
        if not value and not self.blank:
            raise ValidationError(self.error_messages["blank"], code="blank")

    def value_to_string(self, obj: Any) -> Any:
        value = self.value_from_object(obj)
        return value.as_json() if isinstance(value, LocalizedText) else value


class SecretLocalizedTextField(EncryptedTextField):
    """The same, readable only with the keys. Words without a language are in the installation's own."""

    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", LocalizedText)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        text = super().from_db_value(value, expression, connection)
        return text if text is None else _from_text(text)

    def to_python(self, value: Any) -> Any:
        return value if value is None or isinstance(value, LocalizedText) else _from_text(value)

    def get_prep_value(self, value: Any) -> Any:
        return value  # what is saved is ciphertext by now

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if isinstance(value, LocalizedText):
            value = json.dumps(value.as_json(), ensure_ascii=False) if value else ""
        return super().get_db_prep_save(value, connection)

    def value_to_string(self, obj: Any) -> str:
        value: Any = self.value_from_object(obj)
        return json.dumps(value.as_json(), ensure_ascii=False) if value else ""


def _from_text(text: str) -> LocalizedText:
    try:
        data = json.loads(text or "{}")
    except ValueError:
        data = text
    return (
        LocalizedText.from_json(data)
        if isinstance(data, dict)
        else LocalizedText.of(**{settings.LANGUAGE_CODE: text})
    )
