"""How to talk to either database engine, beyond what the operator's address says."""

from collections.abc import Mapping
from typing import Any


def connection_to(address: Mapping[str, Any], *, most_connections: int) -> dict[str, Any]:
    """Django's settings for the database at ``address``, a parsed ``LONGTABLE_DATABASE_URL``.

    What the address itself asks of the connection, such as ``?sslmode=verify-full``, is kept.
    ``most_connections`` is per process, and for PostgreSQL alone.
    """
    asked = address.get("OPTIONS", {})
    if address["ENGINE"].endswith("sqlite3"):
        return {**address, "CONN_MAX_AGE": None, "OPTIONS": {**asked, **SQLITE}}
    pool = {"min_size": 1, "max_size": most_connections}
    # Compiling a statement takes a tenth of a second, which pays for reports of minutes and for no page.
    without_compiling = {"options": "-c jit=off"}
    return {
        **address,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**without_compiling, **asked, "pool": pool},
    }


SQLITE = {
    # A writer waits for its turn at the start of a transaction and not in the middle of it.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # FULL: an acknowledged comment survives a power cut, not only a killed process.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
    " PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY;",
}
