"""What a proposal says and what a step brings, as plain values on their way into an action."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from longtable.accounts.models import Organization, User
from longtable.commitments.models import Commitment
from longtable.core.localized import LocalizedText
from longtable.places.models import Area


class Unfinished(ValueError):
    """Something is missing before this can be done. ``str()`` is for the person who tries."""


@dataclass(frozen=True)
class Terms:
    """What is promised, by whom, until when and where."""

    title: LocalizedText
    promise: str
    kind: str
    owner: User
    division: Organization
    body: LocalizedText = field(default_factory=LocalizedText)
    because: LocalizedText = field(default_factory=LocalizedText)
    due_on: date | None = None
    areas: Collection[Area] = ()
    document: str = ""
    document_url: str = ""
    document_language: str = "en"
    passage_before: str = ""
    passage_after: str = ""
    changed_on: date | None = None

    @property
    def area_ids(self) -> frozenset[UUID]:
        """Ids of the areas in which it helps."""
        return frozenset(area.pk for area in self.areas)

    def check(self) -> None:
        """Raises :class:`Unfinished` with what is missing."""
        if not self.title:
            raise Unfinished(_("Say in one sentence what was decided."))
        if self.promise == Commitment.Promise.WILL and self.due_on is None:
            raise Unfinished(_("A promise needs a day by which it is kept."))
        if self.promise == Commitment.Promise.WILL_NOT and not self.because:
            raise Unfinished(_("Say plainly why we will not do it."))
        if self.kind == Commitment.Kind.POLICY and not self.document:
            raise Unfinished(_("Name the document that the rule is in."))

    def columns(self) -> dict[str, Any]:
        """What goes into the row, areas apart."""
        return {name: value for name, value in vars(self).items() if name != "areas"}


@dataclass(frozen=True)
class Evidence:
    """What shows that a step was taken."""

    sentence: LocalizedText = field(default_factory=LocalizedText)
    url: str = ""
    upload: File | None = None

    def need_sentence(self, why: Any) -> None:
        """Raises :class:`Unfinished` with ``why`` when nobody said anything."""
        if not self.sentence:
            raise Unfinished(why)

    def saying(self, sentence: LocalizedText) -> "Evidence":
        """The same with another sentence."""
        return replace(self, sentence=sentence)

    def need_something(self, why: Any) -> None:
        """Raises :class:`Unfinished` with ``why`` when there is no sentence, link or file."""
        if not (self.sentence or self.url or self.upload):
            raise Unfinished(why)


@dataclass(frozen=True)
class Passage:
    """How a rule reads afterwards."""

    words: str = ""
    changed_on: date | None = None

    def check(self) -> None:
        """Raises :class:`Unfinished` unless the new words and their first day are known."""
        if not (self.words and self.changed_on):
            raise Unfinished(_("For a rule, give its new words and the first day they apply."))
