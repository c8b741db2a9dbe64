"""Refuses models without their migration, and migrations that would lock, lose or not go back."""

import sys
from io import StringIO

import django
from django.apps import apps
from django.core.management import CommandError, call_command

REMADE = ["NOT_NULL", "ADD_UNIQUE"]
"""SQLite makes a table anew for each change and repeats its columns and indexes: these say nothing there."""


def main() -> None:
    """Check the project as Django sees it, then every migration of ours."""
    django.setup()
    call_command("check", fail_level="WARNING", stdout=StringIO())
    missing = StringIO()
    try:
        call_command("makemigrations", check_changes=True, dry_run=True, stdout=missing)
    except SystemExit:
        sys.exit(f"Models have changed without a migration:\n{missing.getvalue()}")
    from django_migration_linter import MigrationLinter

    own = [config.label for config in apps.get_app_configs() if config.name.startswith("longtable.")]
    linter = MigrationLinter(
        include_apps=own,
        ignore_initial_migrations=True,  # what makes new tables cannot hurt anybody
        exclude_migration_tests=REMADE,
        all_warnings_as_errors=True,
        quiet=["ok", "ignore"],
        no_cache=True,
    )
    linter.lint_all_migrations()
    if linter.has_errors:
        sys.exit("Some migrations are not safe to run while people use the product.")


if __name__ == "__main__":
    try:
        main()
    except CommandError as fault:
        sys.exit(str(fault))
