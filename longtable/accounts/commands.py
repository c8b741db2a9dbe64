"""``longtable accounts`` and ``apikey``: the first administrator, roles in plain words, keys for machines."""

import json

import click
from django.conf import settings
from django.utils import translation

from longtable.accounts.actions import invite_first_administrator, make_api_key, set_up_agency
from longtable.accounts.roles import ROLES, permissions_of
from longtable.accounts.scopes import SCOPES
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


@verb
@click.group()
def apikey() -> None:
    """Keys by which other machines come in."""


@apikey.command("create")
@click.option("--scope", "scopes", multiple=True, required=True, help="What it may do: registrations:write.")
@click.option("--name", default="made on the command line", help="What it is for.")
@click.option("--agency", default=None, help="Organization it acts for; LONGTABLE_AGENCY if not given.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def create_key(scopes: tuple[str, ...], name: str, agency: str | None, as_json: bool) -> None:
    """Make a key and print its secret, which is not shown again."""
    if unknown := sorted(set(scopes) - set(SCOPES)):
        known = ", ".join(sorted(SCOPES))
        raise click.BadParameter(f"no scope {', '.join(unknown)}; there is: {known}", param_hint="--scope")
    by = Actor.system("longtable apikey create")
    made = make_api_key(
        by=by,
        name=name,
        organization=set_up_agency(by=by, name=agency or settings.AGENCY or "The agency"),
        permissions=[SCOPES[scope] for scope in scopes],
    )
    report = {"key": made.secret, "organization": str(made.key.organization), "scopes": sorted(scopes)}
    click.echo(json.dumps(report) if as_json else made.secret)


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
