"""``longtable accounts``: the first administrator, and the roles in plain words."""

import click
from django.conf import settings
from django.utils import translation

from longtable.accounts.actions import invite_first_administrator
from longtable.accounts.roles import ROLES, permissions_of
from longtable.config.command_line import verb
from longtable.core.access import Actor


@verb
@click.group()
def accounts() -> None:
    """People who sign in, and their roles."""


@accounts.command("create-admin")
@click.argument("email")
@click.option("--name", required=True, help="As others will see it.")
@click.option("--agency", default=None, help="Organization they act for; LONGTABLE_AGENCY if not given.")
def create_admin(email: str, name: str, agency: str | None) -> None:
    """Print a link by which the first administrator comes in. It works once, for 14 days."""
    new = invite_first_administrator(
        by=Actor.system("longtable accounts create-admin"),
        email=email,
        name=name,
        agency=agency or settings.AGENCY or "The agency",
    )
    click.echo(new.url)
    if "127.0.0.1" in settings.PUBLIC_URL:
        click.echo("Set LONGTABLE_PUBLIC_URL to give out links that work elsewhere.", err=True)


@accounts.command("roles")
@click.option("--markdown", is_flag=True, help="As docs/roles.md has it.")
def roles(markdown: bool) -> None:
    """Explain what each role may do."""
    with translation.override("en"):
        click.echo(roles_as_markdown() if markdown else _roles_as_text(), nl=False)


def roles_as_markdown() -> str:
    """The page docs/roles.md: one section per role."""
    lines = [
        "# Roles: who may do what",
        "",
        "Written by `longtable accounts roles --markdown`. A person may hold several roles, each for the",
        "whole state, for one region or for one organization. Without a role, somebody who is signed in",
        "sees what everybody sees.",
    ]
    for role in ROLES.values():
        lines += ["", f"## {role.title}", "", str(role.description), ""]
        lines += [f"- may {permission}" for permission in sorted(permissions_of(role.name))]
        lines += ["", _factor(role.needs_second_factor)]
    return "\n".join(lines) + "\n"


def _roles_as_text() -> str:
    lines = []
    for role in ROLES.values():
        lines += [f"{role.name}: {role.description}"]
        lines += [f"  may {permission}" for permission in sorted(permissions_of(role.name))]
        lines += [f"  {_factor(role.needs_second_factor)}"]
    return "\n".join(lines) + "\n"


def _factor(needed: bool) -> str:
    if needed:
        return "Signs in with a second factor: a passkey, or a code from an app."
    return "May sign in without a second factor."
