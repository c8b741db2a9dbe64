"""Rows by a list of keys that is one parameter: the SQL is the same for one key and for twenty.

So it is written once (``core.asked``): ``Asked(lambda ids: rows.filter(pk__among=ids), ids=str)``.
"""

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Lookup


def listed(keys: Iterable[Any]) -> str:
    """Keys as ``among`` takes them, of one kind: UUIDs, whole numbers or words."""
    plain = [each.hex if isinstance(each, UUID) else each for each in dict.fromkeys(keys)]
    return json.dumps(plain, ensure_ascii=False)  # an array of PostgreSQL knows no "\u00f1"


@models.ForeignKey.register_lookup
@models.Field.register_lookup
class Among(Lookup):
    """``Phone.objects.filter(service__among=listed(ids))``, what ``service__in=ids`` finds."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """Any list is a table to SQLite."""
        column, parameters = self.process_lhs(compiler, connection)
        return f"{column} IN (SELECT value FROM json_each(%s))", [*parameters, self.rhs]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """An array, which the planner sees into."""
        column, parameters = self.process_lhs(compiler, connection)
        kind = self.lhs.output_field.db_type(connection)
        return f"{column} = ANY (translate(%s, '[]', '{{}}')::{kind}[])", [*parameters, self.rhs]
