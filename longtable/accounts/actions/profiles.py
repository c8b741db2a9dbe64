"""What people change about themselves, and traces of how they came in."""

from datetime import date

from longtable.accounts.models import User
from longtable.accounts.policies import is_self
from longtable.core.access import Actor, action, require
from longtable.core.audit import record


@action
def update_profile(
    *,
    by: Actor,
    user: User,
    name: str,
    title: str,
    language: str,
    deputy: User | None = None,
    away_from: date | None = None,
    away_until: date | None = None,
) -> User:
    """Change how one is shown, the language of one's pages, and who takes over while one is away."""
    require(by, is_self(by, user.pk))
    new = {
        "name": name,
        "title": title,
        "language": language,
        "deputy": deputy,
        "away_from": away_from,
        "away_until": away_until,
    }
    changed = [field for field, value in new.items() if getattr(user, field) != value]
    for field in changed:
        setattr(user, field, new[field])
    user.save(update_fields=changed)
    record(by, "accounts.user.updated", user, fields=changed)
    return user


@action
def note_sign_in(*, by: Actor, user: User) -> None:
    """Write down that somebody came in."""
    require(by, is_self(by, user.pk))
    record(by, "accounts.user.signed_in", user)


@action
def note_second_factor(*, by: Actor, user: User, added: bool) -> None:
    """Write down that somebody set up or removed a second factor."""
    require(by, is_self(by, user.pk))
    record(by, f"accounts.second_factor.{'added' if added else 'removed'}", user)
