"""Which datasets of facts the installed packages offer."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa
from django.utils.module_loading import autodiscover_modules

from longtable.core.facts.columns import check_schema

Reading = Callable[[date | None, date | None], Iterator[pa.RecordBatch]]


@dataclass(frozen=True)
class FactSource:
    """A dataset: what one row is, its columns, and the function that reads it."""

    name: str
    version: int
    schema: pa.Schema
    grain: str
    read: Reading

    def as_json(self) -> dict[str, Any]:
        """For ``longtable facts list --json``."""
        return {
            "name": self.name,
            "version": self.version,
            "grain": self.grain,
            "columns": {field.name: str(field.type) for field in self.schema},
        }


_sources: dict[str, FactSource] = {}


def facts(name: str, *, version: int, schema: pa.Schema, grain: str) -> Callable[[Reading], Reading]:
    """Offer a dataset. ``grain`` completes "one row per ...".

    The function gets ``(since, until)``, days or ``None``, and yields every fact whose ``valid_on``
    lies in ``since <= valid_on < until``, in an order that stays the same. Columns that could name
    somebody are refused at once with :class:`~longtable.core.facts.columns.UnfitFacts`. A change of
    the columns or of their meaning is a new ``version``.
    """
    check_schema(schema)

    def register(read: Reading) -> Reading:
        _sources[name] = FactSource(name, version, schema, grain, read)
        return read

    return register


def sources() -> list[FactSource]:
    """Every dataset, by name. Only now are they looked for: nothing else needs what they are made with."""
    autodiscover_modules("facts")
    return [_sources[name] for name in sorted(_sources)]
