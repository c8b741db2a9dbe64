"""New personal data cannot arrive unnoticed: every model says how long it is kept and what is wiped."""

import pytest
from django.apps import apps
from django.db import models

from longtable.core.retention import Rule, rules, undeclared_text
from longtable.core.secrets import EncryptedTextField

OURS = [model for model in apps.get_models() if model.__module__.startswith("longtable.")]


def name(model: type[models.Model]) -> str:
    return model._meta.label


@pytest.mark.parametrize("model", OURS, ids=name)
def test_it_says_how_long_it_is_kept(model: type[models.Model]) -> None:
    assert model in rules, f"Declare {model._meta.label} in its package's retention.py"


@pytest.mark.parametrize("model", OURS, ids=name)
def test_it_says_of_each_text_whether_it_may_be_personal(model: type[models.Model]) -> None:
    if model in rules:
        assert undeclared_text(model) == [], "name these columns in scrub= or plain="


@pytest.mark.parametrize("model", OURS, ids=name)
def test_it_calls_nothing_plain_that_is_encrypted(model: type[models.Model]) -> None:
    encrypted = {field.name for field in model._meta.fields if isinstance(field, EncryptedTextField)}
    if model in rules:
        assert encrypted <= set(rules[model].scrub)


@pytest.mark.parametrize("rule", rules.values(), ids=lambda rule: name(rule.model))
def test_what_it_wipes_can_be_wiped(rule: Rule) -> None:
    for column in (*rule.scrub, *rule.plain):
        rule.model._meta.get_field(column)
    on_the_clock = rule.due is not None and not rule.delete
    for column in rule.scrub if on_the_clock else ():
        field = rule.model._meta.get_field(column)
        assert not field.unique or field.null, f"{column} is unique: two wiped rows would collide"
