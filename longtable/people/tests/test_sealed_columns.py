"""A column of a person is sealed however it is written, and cannot be searched by mistake."""

import pytest
from django.core.exceptions import FieldError

from longtable.people.models import Person


def test_a_column_is_written_sealed_whichever_way_it_is_written(db: None) -> None:
    saved = Person.objects.create(given_name="Rosa")
    [bulk] = Person.objects.bulk_create([Person(given_name="Ana")])
    Person.objects.filter(pk=saved.pk).update(family_name="Ortiz")
    bulk.family_name = "Peña"
    Person.objects.bulk_update([bulk], ["family_name"])
    assert {(p.given_name, p.family_name) for p in Person.objects.all()} == {
        ("Rosa", "Ortiz"),
        ("Ana", "Peña"),
    }
    raw = Person.objects.extra(select={"a": "given_name", "b": "family_name"}).values_list("a", "b")
    assert all(value.startswith("k1$") for row in raw for value in row)


def test_an_empty_column_can_be_asked_for_and_nothing_else(db: None) -> None:
    Person.objects.create(given_name="Rosa")
    assert Person.objects.filter(family_name="").count() == 1
    assert Person.objects.exclude(given_name="").count() == 1
    with pytest.raises(FieldError, match="blind index"):
        Person.objects.filter(given_name="Rosa").exists()
    with pytest.raises(FieldError):
        Person.objects.filter(given_name__startswith="R").exists()
