"""A new key in front, old rows re-encrypted in their own time, old keys thrown away."""

import base64
import os
from collections.abc import Callable

import pytest
from click.testing import CliRunner
from pytest_django import Settings

from longtable.accounts.models import User
from longtable.core.access import Actor, Denied
from longtable.core.secrets import Undecryptable
from longtable.people.actions import rotate_batch
from longtable.people.actions.keys import encrypted_columns, under_older_keys
from longtable.people.commands import rotate_keys
from longtable.people.models import ContactPoint, Person
from tests.cast import actor

OPERATOR = Actor.system("test")


@pytest.fixture
def older(left: Callable[..., ContactPoint], settings: Settings) -> Settings:
    """Three people under the first key; then a second key came in front of it."""
    for number in range(3):
        left(f"919-555-014{number}", name=f"Rosa Hernández{number}")
    fresh = base64.urlsafe_b64encode(os.urandom(32)).decode()
    settings.ENCRYPTION_KEYS = [f"k2:{fresh}", *settings.ENCRYPTION_KEYS]
    return settings


def waiting() -> int:
    return sum(under_older_keys(column).count() for column in encrypted_columns())


def test_old_rows_stay_readable_before_anything_is_done(older: Settings) -> None:
    assert {person.given_name for person in Person.objects.all()} == {"Rosa"}
    assert waiting() == 9  # given name, family name and number of three


def test_one_batch_takes_no_more_than_it_should(older: Settings) -> None:
    column = next(each for each in encrypted_columns() if each[1].name == "given_name")
    assert rotate_batch(by=OPERATOR, column=column, limit=2) == 2
    assert rotate_batch(by=OPERATOR, column=column, limit=2) == 1
    assert rotate_batch(by=OPERATOR, column=column, limit=2) == 0


def test_the_command_does_them_all_and_the_old_key_is_no_longer_needed(older: Settings) -> None:
    outcome = CliRunner().invoke(rotate_keys, ["--batch", "2"])
    assert outcome.exit_code == 0, outcome.output
    assert waiting() == 0
    older.ENCRYPTION_KEYS = older.ENCRYPTION_KEYS[:1]
    assert {person.given_name for person in Person.objects.all()} == {"Rosa"}
    assert {point.value for point in ContactPoint.objects.all()} == {f"+1919555014{n}" for n in range(3)}


def test_a_missing_key_is_said_and_nothing_is_lost(older: Settings) -> None:
    keys = older.ENCRYPTION_KEYS
    older.ENCRYPTION_KEYS = keys[:1]
    column = next(encrypted_columns())
    with pytest.raises(Undecryptable):
        rotate_batch(by=OPERATOR, column=column)
    older.ENCRYPTION_KEYS = keys
    assert waiting() == 9


def test_every_package_is_looked_at(db: None) -> None:
    assert {"people", "messaging"} <= {model._meta.app_label for model, _field in encrypted_columns()}


def test_staff_who_see_people_may_not_do_it(older: Settings, ben: User) -> None:
    with pytest.raises(Denied):
        rotate_batch(by=actor(ben), column=next(encrypted_columns()))
