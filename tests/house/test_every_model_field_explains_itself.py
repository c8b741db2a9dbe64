"""The ``help_text`` of every column is the data dictionary: none may be missing."""

import pytest
from django.apps import apps
from django.db import models

OURS = [
    model
    for config in apps.get_app_configs()
    if config.name.startswith("longtable.")
    for model in config.get_models()
]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_it_explains_its_columns(model: type[models.Model]) -> None:
    assert model.__doc__, "say what one row is"
    silent = [
        field.name
        for field in model._meta.fields
        if not field.help_text and not isinstance(field, models.AutoField)
    ]
    assert silent == []
