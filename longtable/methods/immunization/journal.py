"""Takes down each decision while the engine works, for whoever asks why; most questions do not."""

from __future__ import annotations

from longtable.methods.immunization.explain import Step


class Journal:
    """Does not listen: nobody asked why."""

    __slots__ = ()
    listens = False
    """Whether it is worth telling it anything that must first be put together."""

    def about(self, antigen: str, series: str = "") -> None:
        """From here on the steps concern this antigen and series."""

    def note(self, rule: str, code: str, target: int | None = None, **values: object) -> None:
        """A rule decided something."""


class WrittenJournal(Journal):
    """Keeps every step."""

    __slots__ = ("antigen", "series", "steps")
    listens = True

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.antigen = ""
        self.series = ""

    def about(self, antigen: str, series: str = "") -> None:
        """From here on the steps concern this antigen and series."""
        self.antigen = antigen
        self.series = series

    def note(self, rule: str, code: str, target: int | None = None, **values: object) -> None:
        """A rule decided something."""
        self.steps.append(Step(rule, code, tuple(values.items()), self.antigen, self.series, target))


SILENT = Journal()
