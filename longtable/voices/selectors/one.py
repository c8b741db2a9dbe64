"""One row or nothing to see."""

from typing import Any

from django.db.models import QuerySet

from longtable.core.access import Missing


def only(found: QuerySet[Any]) -> Any:
    row = found.first()
    if row is None:
        raise Missing
    return row
