"""Keeping the secrets of second factors readable when the keys change."""

from typing import Any

from allauth.mfa.models import Authenticator

from longtable.accounts.policies import may_rotate_second_factors
from longtable.core import secrets
from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record

SECOND_FACTOR = "mfa.authenticator"
"""To what the secrets of second factors are bound; the library keeps them inside a JSON column."""


@action
def rotate_second_factors(*, by: Actor) -> int:
    """Put the secrets of authenticator apps and recovery codes under the newest key; returns how many.

    There is one row per person who signs in, so it is done at once. Raises
    :class:`~longtable.core.secrets.Undecryptable` when a key is missing.
    """
    require(by, may_rotate_second_factors(by))
    changed = []
    for authenticator in Authenticator.objects.select_for_update():
        fresh = _under_newest_key(authenticator.data)
        if fresh != authenticator.data:
            authenticator.data = fresh
            changed.append(authenticator)
    if not changed:
        return Unchanged(0)  # type: ignore[return-value]
    Authenticator.objects.bulk_update(changed, ["data"])
    record(by, "accounts.second_factors.rotated", fields=["data"])
    return len(changed)


def _under_newest_key(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _under_newest_key(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_under_newest_key(each) for each in value]
    older = secrets.key_ids() - {secrets.current_key_id()}
    if isinstance(value, str) and "$" in value and secrets.key_id_of(value) in older:
        return secrets.encrypt(secrets.decrypt(value, context=SECOND_FACTOR), context=SECOND_FACTOR)
    return value
