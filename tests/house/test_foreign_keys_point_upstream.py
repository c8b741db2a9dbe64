"""A table points only at tables of its own package and of those above it, also where the name is a string."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models

from longtable.config.parts import HOUSE, PARTS

ORDER = (*HOUSE, *PARTS, "web")
THROUGH_A_SETTING = dict.fromkeys(
    ["core.StoredFile.uploaded_by", "core.Upload.uploaded_by"],
    "the user model is named by AUTH_USER_MODEL, not by core",
)


def test_foreign_keys_point_upstream() -> None:
    downstream = [
        f"{name} points at {to}"
        for name, of, to in _arrows()
        if ORDER.index(of) < ORDER.index(to.split(".")[0])
    ]
    assert [each for each in downstream if each.split()[0] not in THROUGH_A_SETTING] == []


def test_what_is_excepted_still_exists() -> None:
    assert set(THROUGH_A_SETTING) <= {name for name, _, _ in _arrows()}


def _arrows() -> Iterator[tuple[str, str, str]]:
    """Name of the column, its package, and the table that it points at, for all our tables."""
    for model in apps.get_models(include_auto_created=True):
        package = _package(model)
        for field in model._meta.get_fields() if package else ():
            to = field.related_model if field.concrete and field.is_relation else None
            if isinstance(to, type) and (there := _package(to)):
                yield f"{model._meta.label}.{field.name}", package, f"{there}.{to.__name__}"


def _package(model: type[models.Model]) -> str:
    name = model._meta.app_config.name if model._meta.app_config else ""
    return name.removeprefix("longtable.") if name.startswith("longtable.") else ""
