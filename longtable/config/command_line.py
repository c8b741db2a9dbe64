"""``longtable``: one command whose verbs every package adds to.

A package's ``commands.py`` holds click commands; each calls one action, selector or pure function.
"""

import os
import sys
from importlib import import_module
from importlib.util import find_spec
from typing import TypeVar

import click
from environs import EnvError

from longtable.config.keys import load_or_create_keys

Command = TypeVar("Command", bound=click.Command)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="longtable")
def longtable() -> None:
    """Hear a community, act with it, and show what changed."""


def main() -> None:
    """Prepare Django, collect the verbs of the installed packages, and run one of them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "longtable.config.settings")
    _take_data_folder(sys.argv[1:])
    load_or_create_keys()
    _read_settings()
    import django

    django.setup()
    collect(longtable)
    longtable(prog_name="longtable")


def _read_settings() -> None:
    """Read them now: an operator who mistyped a variable gets one sentence and exit code 1."""
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured

    try:
        settings.DEBUG  # noqa: B018  the first look at any of them reads them all
    except (EnvError, ImproperlyConfigured, ValueError) as error:
        sys.exit(f"longtable cannot start: {error}")


def _take_data_folder(arguments: list[str]) -> None:
    """``--var DIR`` must be known before the settings are read, so it is looked up before click does."""
    for position, argument in enumerate(arguments):
        if argument == "--var" and position + 1 < len(arguments):
            os.environ["LONGTABLE_VAR"] = arguments[position + 1]
        elif argument.startswith("--var="):
            os.environ["LONGTABLE_VAR"] = argument.removeprefix("--var=")


def collect(root: click.Group) -> click.Group:
    """Add the verbs of every installed package to ``root``. Groups of the same name are joined."""
    from django.apps import apps

    for config in apps.get_app_configs():
        if not config.name.startswith("longtable.") or not find_spec(f"{config.name}.commands"):
            continue
        module = import_module(f"{config.name}.commands")
        for verb in vars(module).values():
            if isinstance(verb, click.Command) and getattr(verb, "is_verb", False):
                _join(root, verb)
    return root


def verb(command: Command) -> Command:
    """Mark a click command or group as a verb of ``longtable``. The outermost decorator."""
    command.is_verb = True  # type: ignore[attr-defined]
    return command


def _join(root: click.Group, command: click.Command) -> None:
    there = root.commands.get(command.name or "")
    if isinstance(there, click.Group) and isinstance(command, click.Group):
        for child in command.commands.values():
            _join(there, child)
    elif isinstance(command, click.Group):
        copy = click.Group(command.name, help=command.help)
        root.add_command(copy)
        for child in command.commands.values():
            _join(copy, child)
    else:
        root.add_command(command)
