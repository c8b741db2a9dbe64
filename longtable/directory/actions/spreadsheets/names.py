"""Which organisation a cell means: by its name in any spelling, or by the number of a downloaded sheet."""

import re
from collections import defaultdict
from uuid import UUID

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from longtable.core.imports.kinds import Unfit
from longtable.core.imports.reading import plain
from longtable.directory.models import OrganizationEntry

ALIKE = 88
"""Of 100: so alike must two names be for one to be put to a person as the other."""

_NUMBERED = re.compile(r"^(?P<name>.*?)\s*#(?P<number>[0-9a-f]{8})$")


class OrganizationNames:
    """Names of all entries that stand here, and of those that a sheet has begun."""

    def __init__(self) -> None:
        self._ids: dict[str, list[UUID]] = defaultdict(list)
        self._shown: dict[UUID, str] = {}
        found = OrganizationEntry.objects.filter(organization__merged_into=None)
        for pk, name, other in found.values_list("pk", "organization__name", "alternate_name").iterator():
            self.add(pk, name, other)

    def add(self, pk: UUID, *names: str) -> None:
        """From now on ``pk`` is known by these names."""
        self._shown.setdefault(pk, names[0])
        for name in filter(None, {plain(name) for name in names}):
            if pk not in self._ids[name]:
                self._ids[name].append(pk)

    def find(self, text: str) -> UUID | None:
        """The organisation that ``text`` means; ``None`` for one that is not here. Raises :class:`Unfit`."""
        name, number = text.strip(), ""
        if numbered := _NUMBERED.match(name):
            name, number = numbered["name"], numbered["number"]
        found = [pk for pk in self._ids.get(plain(name), ()) if pk.hex[-8:].startswith(number)]
        if len(found) > 1:
            told = _("Two organizations are called “%(name)s”. Write one of: %(numbered)s.")
            raise Unfit(
                told % {"name": name, "numbered": ", ".join(f"{name} #{pk.hex[-8:]}" for pk in found)}
            )
        return found[0] if found else None

    def read(self, text: str) -> UUID:
        """The same. Raises :class:`Unfit` for one that is not here, too, and says what was probably meant."""
        name = " ".join(text.split())
        if found := self.find(name):
            return found
        told = {"text": name[:80], "meant": self._nearest(name)}
        if told["meant"]:
            raise Unfit(_("“%(text)s” is not in the directory. Did you mean “%(meant)s”?") % told)
        raise Unfit(_("“%(text)s” is not in the directory.") % told)

    def shown(self, pk: UUID) -> str:
        """The name of an organisation, with its number where two have the same name."""
        name = self._shown[pk]
        return f"{name} #{pk.hex[-8:]}" if len(self._ids[plain(name)]) > 1 else name

    def _nearest(self, text: str) -> str:
        """The name that was probably meant; empty if none comes near."""
        found = process.extractOne(plain(text), self._ids.keys(), scorer=fuzz.WRatio, score_cutoff=ALIKE)
        return self.shown(self._ids[found[0]][0]) if found else ""
