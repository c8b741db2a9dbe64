"""Fills a fresh place with gatherings to sign up for, and notes what one registration asks the database.

Run as ``python -m bench.prepare_sign_up FOLDER SLUG:SEATS...`` in the environment of the place. Writes
``sign_up.json``: secret of a key; and on PostgreSQL ``registration.sql``, the same statements for pgbench.
"""

import json
import os
import re
import sys
from pathlib import Path
from typing import Any
from uuid import uuid4

RANDOM = re.compile(
    r"(?<![0-9a-f])([0-9a-f]{64}|[0-9a-f]{32}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})(?![0-9a-f])"
)
"""Ids and keyed hashes, as they stand in a statement."""


def main(folder: Path, wanted: list[str]) -> None:
    """Make them, and watch one registration for the first of them."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "longtable.config.settings"
    from longtable.config.keys import load_or_create_keys

    load_or_create_keys()
    import django

    django.setup()
    from click.testing import CliRunner
    from django.core.management import call_command

    from longtable.accounts.commands import apikey
    from longtable.core import installation
    from longtable.gatherings.commands import gatherings

    call_command("migrate", interactive=False, verbosity=0)
    installation.mark(is_demo=False)
    runner = CliRunner()
    for each in wanted:
        slug, _, seats = each.partition(":")
        made = runner.invoke(gatherings, ["create", "--slug", slug, "--seats", seats, "--json"])
        if made.exit_code:
            sys.exit(made.output)
    made = runner.invoke(apikey, ["create", "--scope", "registrations:write", "--json"])
    secret = json.loads(made.output)["key"]
    (folder / "sign_up.json").write_text(json.dumps({"secret": secret}))
    if os.environ["LONGTABLE_DATABASE_URL"].startswith("postgres"):
        slug = wanted[0].partition(":")[0]
        (folder / "registration.sql").write_text(statements_of_one(slug, secret))


def statements_of_one(slug: str, secret: str) -> str:
    """What the real view asks for one registration, with new ids and hashes each time, for pgbench."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from psycopg import ClientCursor

    settings.ALLOWED_HOSTS.append("testserver")
    found: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        with ClientCursor(connection.connection) as cursor:
            found.append(cursor.mogrify(sql, params) if params else sql)
        return execute(sql, params, many, context)

    def register(number: int) -> None:
        answer = Client().post(
            f"/api/gatherings/{slug}/registrations",
            json.dumps({"name": f"Person {number}", "contact": f"before{number}@example.org"}),
            content_type="application/json",
            headers={"Authorization": f"Bearer {secret}", "Idempotency-Key": str(uuid4())},
        )
        if answer.status_code != 201:
            sys.exit(f"refused: {answer.status_code} {answer.content!r}")

    register(0)
    known = _known()
    with connection.execute_wrapper(note):
        register(1)
    return _script(found, known)


def _known() -> set[str]:
    """Ids that stand before somebody signs up: they stay as they are."""
    from longtable.accounts.models import ApiKey, Organization
    from longtable.capacity.models import Pool
    from longtable.gatherings.models import Gathering, Session

    kinds = (ApiKey, Organization, Pool, Gathering, Session)
    stay = {pk for kind in kinds for pk in kind.objects.values_list("pk", flat=True)}
    hashes = set(ApiKey.objects.values_list("secret_hash", flat=True))
    return {str(pk) for pk in stay} | {pk.hex for pk in stay} | hashes


def _script(found: list[str], known: set[str]) -> str:
    from longtable.core.rows import APART

    names: dict[str, str] = {}

    def named(match: re.Match[str]) -> str:
        value = match[1]
        if value in known:
            return match[0]
        return f":{names.setdefault(value, f'v{len(names)}')}"  # pgbench looks into quotes, too

    begin = next(number for number, sql in enumerate(found) if "INSERT" in sql) - 1
    # What went in one message goes in one message here.
    lines = [RANDOM.sub(named, sql).replace(APART, r" \; ").replace("\n", " ") for sql in found]
    made = [
        f"md5(random()::text) || md5({n}::text) AS {name}"
        if len(value) == 64
        else f"gen_random_uuid() AS {name}"
        for n, (value, name) in enumerate(names.items())
    ]
    script = [f"SELECT {', '.join(made)} \\gset", *lines[:begin], "BEGIN;", *lines[begin:], "COMMIT;"]
    return "\n".join(line if line.endswith((";", "\\gset")) else f"{line};" for line in script) + "\n"


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
