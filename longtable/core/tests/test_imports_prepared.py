"""New rows of an import are what Django would have made of them, column by column, only sooner."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, connections, models

from longtable.core.imports.prepared import Column, Prepared, prepared, stored
from longtable.core.imports.runner import A_BATCH, FEWEST, _Pace
from longtable.core.localized import LocalizedText
from longtable.core.models import StoredFile
from longtable.core.secrets import EncryptedTextField

VALUES: list[Any] = [
    None,
    "",
    "one",
    "x" * 5000,
    "active",
    0,
    1,
    -1,
    2**40,
    True,
    False,
    0.5,
    Decimal("1.20"),
    UUID(int=7),
    str(UUID(int=7)),
    date(2026, 1, 2),
    time(8, 30),
    datetime(2026, 1, 2, 8, tzinfo=UTC),
    LocalizedText(),
    LocalizedText.of(en="Food"),
    {"a": ["b"]},
    {},
    [],
]
FIELDS: list[Any] = [
    field
    for model in apps.get_models()
    if model.__module__.startswith("longtable.")
    for field in model._meta.concrete_fields
    if not field.generated and not isinstance(field, models.FileField)
]


def outcome(call: Any) -> Any:
    """What comes of it: the value and its kind, or the reasons why there is none."""
    try:
        value = call()
    except ValidationError as error:
        return error.messages
    except Exception as error:  # odd values may break a field; then both ways break alike
        return type(error)
    return type(value), value


def understood_by_django(field: Any, value: Any) -> Any:
    value = field.to_python(value)
    if field.is_relation or (field.null and value is None) or (field.blank and value in field.empty_values):
        return value
    return field.clean(value, None)


def test_every_column_allows_what_its_field_allows() -> None:
    assert len(FIELDS) > 500
    for field in FIELDS:
        column = Column(field)
        for value in VALUES:
            ours = outcome(lambda: column.cleaned(column.to_python(value)))  # noqa: B023
            theirs = outcome(lambda: understood_by_django(field, value))  # noqa: B023
            assert ours == theirs, (field, value)


def test_every_column_stores_what_its_field_stores() -> None:
    here = connections[connection.alias]
    for field in FIELDS:
        is_json = isinstance(field, models.JSONField) and here.vendor != "sqlite"  # wrapped anew each time
        if is_json or isinstance(field, EncryptedTextField):
            continue
        store = stored(field, here)
        for value in VALUES:
            ours = outcome(lambda: store(value))  # noqa: B023
            theirs = outcome(lambda: field.get_db_prep_save(value, here))  # noqa: B023
            assert _saying(ours) == _saying(theirs), (field, value)


def _saying(found: Any) -> Any:
    """The value alone: drivers may be given a kind of number of their own."""
    return found[1] if isinstance(found, tuple) else found


def test_a_new_row_has_the_defaults_of_its_model() -> None:
    for model in apps.get_models():
        if not model.__module__.startswith("longtable."):
            continue
        row, instance = Prepared(model).new({}, ()), model()
        for field in model._meta.concrete_fields:
            if not field.generated and field.attname != model._meta.pk.attname:
                ours, theirs = row[field.attname], getattr(instance, field.attname)
                assert type(ours) is type(theirs) or isinstance(field, models.FileField), field
                if not callable(field.default):
                    assert ours == theirs or isinstance(field, models.FileField), field


def test_every_fault_of_a_row_is_told() -> None:
    with pytest.raises(ValidationError) as raised:
        prepared(StoredFile).new({"name": "x" * 201, "path": ""}, ("name", "path"))
    assert set(raised.value.message_dict) == {"name", "path"}


def test_batches_are_as_large_as_their_time_allows() -> None:
    pace = _Pace(800)
    assert pace.size == FEWEST
    pace.note(200, A_BATCH / 10)
    assert pace.size == 400
    pace.note(400, A_BATCH / 10)
    pace.note(800, A_BATCH / 10)
    assert pace.size == 800
    pace.note(3, A_BATCH * 10)
    assert pace.size == 800
    pace.note(800, A_BATCH * 2)
    assert pace.size == 400
    pace.note(400, A_BATCH * 100)
    assert pace.size == FEWEST
    assert _Pace(3).size == 3
