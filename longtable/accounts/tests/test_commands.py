"""The first administrator, and roles in plain words."""

import re
from pathlib import Path

from click.testing import CliRunner
from django.conf import settings
from django.test import Client

from longtable.accounts.commands import accounts, roles_as_markdown
from longtable.accounts.models import User
from longtable.accounts.roles import ROLES
from tests.cast import actor


def test_the_first_administrator_comes_in_by_the_printed_link(client: Client, db: None) -> None:
    printed = CliRunner().invoke(accounts, ["create-admin", "root@example.org", "--name", "Ruth"])
    assert printed.exit_code == 0, printed.output
    path = re.search(r"/invitation/[\w-]+/", printed.output)
    assert path
    client.post(path.group(), {"name": "Ruth", "password": ""})
    assert actor(User.objects.get(email="root@example.org")).roles == {"administrator"}


def test_every_role_is_explained() -> None:
    printed = CliRunner().invoke(accounts, ["roles"]).output
    assert all(f"{name}:" in printed for name in ROLES)


def test_the_page_about_roles_is_current() -> None:
    """If not: ``longtable accounts roles --markdown > docs/roles.md``."""
    page = Path(settings.CHECKOUT) / "docs" / "roles.md"
    assert page.read_text(encoding="utf-8") == roles_as_markdown()
