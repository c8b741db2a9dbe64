"""Putting every encrypted value under the newest key, in small steps, while everybody works on."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models
from django.db.models import ExpressionWrapper, F, TextField

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.secrets import EncryptedTextField, current_key_id, decrypt
from longtable.people.policies import may_rotate_keys

Column = tuple[type[models.Model], EncryptedTextField]


def encrypted_columns() -> Iterator[Column]:
    """Every encrypted column of every installed package."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, EncryptedTextField):
                yield model, field


def under_older_keys(column: Column) -> models.QuerySet:
    """Rows whose value was not written with the newest key; ``sealed`` holds the ciphertext."""
    model, field = column
    rows = model._base_manager.annotate(sealed=ExpressionWrapper(F(field.attname), TextField()))
    return rows.exclude(sealed=None).exclude(sealed="").exclude(sealed__startswith=f"{current_key_id()}$")


@action
def rotate_batch(*, by: Actor, column: Column, limit: int = 500) -> int:
    """Re-encrypt at most ``limit`` values of one column. Returns how many; 0 when all are done.

    A value that somebody changes meanwhile is left to them: it is then under the newest key.
    Raises :class:`~longtable.core.secrets.Undecryptable` when a key is missing.
    """
    require(by, may_rotate_keys(by))
    model, field = column
    batch = list(under_older_keys(column).order_by("pk").values_list("pk", "sealed")[:limit])
    if not batch:
        return Unchanged(0)  # type: ignore[return-value]
    context = f"{model._meta.label_lower}.{field.attname}"
    for key, sealed in batch:
        text = decrypt(sealed, context=context)
        under_older_keys(column).filter(pk=key, sealed=sealed).update(**{field.attname: text})
    record(by, "people.keys.rotated", (model._meta.label_lower, ""), fields=[field.attname])
    return len(batch)
