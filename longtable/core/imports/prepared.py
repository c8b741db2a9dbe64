"""Columns of a model, made ready once for very many new rows: what ``Model()``, cleaning and saving would do.

What a column does with a value of its own kind is nothing in almost every case. Those cases are known here;
every other value goes the way of its field, so nothing is let through that the field would refuse.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from functools import cache, lru_cache
from json import JSONEncoder
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models

from longtable.core.localized import LocalizedText, LocalizedTextField

_KINDS: Mapping[type[Any], type[Any]] = {
    models.CharField: str,
    models.TextField: str,
    models.EmailField: str,
    models.URLField: str,
    models.SlugField: str,
    models.BooleanField: bool,
    models.FloatField: float,
    models.IntegerField: int,
    models.PositiveIntegerField: int,
    models.PositiveSmallIntegerField: int,
    models.UUIDField: UUID,
    models.DateField: date,
    models.TimeField: time,
    models.DateTimeField: datetime,
    LocalizedTextField: LocalizedText,
}
"""By class of field: values that it takes over, and gives back, as they are."""

_AS_THEY_ARE = (str, bool, float, int)
"""Kinds that both engines are given as they are."""

_REPEATED = (date, time, datetime)
"""Kinds of which the rows of a batch mostly say the same few values: the moment of it, opening hours."""

REMEMBERED = 512

Values = dict[str, Any]


class Column:
    """One column. ``field`` is its field; that of a foreign key behaves as the key that it holds."""

    def __init__(self, field: Any) -> None:
        self.field, self.name = field, field.attname
        self.kind = _KINDS.get(type(_key(field)))
        self.is_nothing_fine = field.null or self.kind is not bool
        validators = field.validators
        plain = [each for each in validators if type(each) is MaxLengthValidator]
        self.longest = min((each.limit_value for each in plain), default=None) if plain else None
        is_text = self.kind in (str, LocalizedText)
        self.has_rules = len(plain) < len(validators) or (is_text and not field.editable)
        self.choices = {value for value, _label in field.flatchoices} if field.choices else None

    def to_python(self, value: Any) -> Any:
        """``value`` as rows have it. Raises ``ValidationError``."""
        if type(value) is self.kind or (value is None and self.is_nothing_fine):
            return value
        return self.field.to_python(value)

    def cleaned(self, value: Any) -> Any:
        """``value``, if it is allowed; relations are left to the database. Raises ``ValidationError``."""
        field = self.field
        if (value is None and field.null) or field.is_relation:
            return value
        if type(value) is self.kind and not self.has_rules:
            told = value or self.kind not in (str, LocalizedText) or field.blank
            if (
                told
                and (self.longest is None or len(value) <= self.longest)
                and (self.choices is None or value in self.choices)
            ):
                return value
        return value if field.blank and value in field.empty_values else field.clean(value, None)


class Prepared:
    """The columns of one model."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        self.table = model._meta.db_table
        self.columns = {
            field.attname: Column(field) for field in model._meta.concrete_fields if not field.generated
        }
        self.key: str = model._meta.pk.attname
        fields = [column.field for column in self.columns.values()]
        made = {each.attname for each in fields if each.has_default() and callable(each.default)}
        self._constant = {each.attname: each.get_default() for each in fields if each.attname not in made}
        self._made = [(each.attname, each.get_default) for each in fields if each.attname in made]
        self._moved = [each for each in fields if type(each).pre_save is not models.Field.pre_save]

    def column(self, name: str) -> Column:
        """The column of a field, by its name or that of its column. Raises ``FieldDoesNotExist``."""
        field: Any = self.model._meta.get_field(name)
        return self.columns[field.attname]

    def new(self, values: Mapping[str, Any], checked: Iterable[str]) -> Values:
        """A new row that says ``values``, by attribute name, and its defaults. Raises ``ValidationError``.

        Those ``checked`` are validated, and stand in the row as their field cleaned them.
        """
        row = {**self._constant, **values}
        if not row.keys() <= self.columns.keys():
            given = vars(self.model(**values))
            row = {name: given[name] for name in self.columns}
        for name, make in self._made:
            if name not in row:
                row[name] = make()
        errors: dict[str, ValidationError] = {}
        for name in checked:
            if column := self.columns.get(name):
                try:
                    row[name] = column.cleaned(row[name])
                except ValidationError as error:
                    errors[name] = error
        if errors:
            raise ValidationError(errors)
        return row

    def as_instance(self, row: Values) -> models.Model:
        """A model instance that says what ``row`` says."""
        return self.model(**row)

    def saved(self, row: Values) -> Values:
        """``row`` with what its fields put in on saving, such as the moment."""
        if self._moved:
            standing = _Standing()
            standing.__dict__ = row
            for field in self._moved:
                row[field.attname] = field.pre_save(standing, True)
        return row


class _Standing:
    """Stands for an instance before fields that look at one attribute of it."""


@cache
def prepared(model: type[models.Model]) -> Prepared:
    """The columns of ``model``."""
    return Prepared(model)


def stored(field: Any, connection: Any) -> Callable[[Any], Any]:
    """What turns a value of ``field`` into that which the driver of ``connection`` is given."""
    kind, save = _KINDS.get(type(_key(field))), field.get_db_prep_save

    def whole(value: Any) -> Any:
        return save(value, connection)

    if connection.vendor == "sqlite" and type(field) in (models.JSONField, LocalizedTextField):
        encode = (field.encoder or JSONEncoder)().encode
        return lambda value: encode(value) if type(value) is dict else whole(value)
    if kind is UUID and not connection.features.has_native_uuid_field:
        return lambda value: None if value is None else value.hex if type(value) is UUID else whole(value)
    if kind in _AS_THEY_ARE or kind is UUID:
        return lambda value: value if type(value) is kind or value is None else whole(value)
    if kind in _REPEATED:
        return lru_cache(maxsize=REMEMBERED)(whole)
    return whole


def _key(field: Any) -> Any:
    while field.is_relation:
        field = field.target_field
    return field
