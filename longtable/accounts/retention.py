"""Accounts are kept with the records that their holders signed; what only served an invitation is not."""

from longtable.accounts.models import ApiKey, Invitation, Membership, Organization, User
from longtable.core.retention import Class, retention

retention(User, Class.RECORD, scrub=["email", "name", "title"], plain=["password", "language"])
retention(Organization, Class.RECORD, plain=["name"])
retention(Membership, Class.RECORD)
retention(
    Invitation,
    Class.TRACE,
    days=90,
    since="expires_at",
    delete=True,
    scrub=["email", "name"],
    plain=["language", "token_hash"],
)
retention(ApiKey, Class.RECORD, plain=["name", "permissions", "secret_hash", "hint"])
