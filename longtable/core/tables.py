"""Brings the tables to this version: in an empty database all at once, in any other by its migrations.

Django renders the whole project anew for every table that a migration makes, which grows with the
square of the tables: half a minute for an empty database. What its migrations come to stands in the
models already; a test holds the two against each other.
"""

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def bring_up(*, verbosity: int = 0) -> None:
    """After this the tables are those of this version. Killed in between, it begins again or goes on."""
    if not connection.introspection.table_names():
        _lay_all()
    call_command("migrate", interactive=False, verbosity=verbosity)


def _lay_all() -> None:
    """Every table as the models say, and every migration noted as done, in one transaction."""
    recorder = MigrationRecorder(connection)
    with connection.schema_editor() as editor:
        for model in apps.get_models():
            if model._meta.can_migrate(connection):
                editor.create_model(model)
        editor.create_model(recorder.Migration)
        for app, name in sorted(MigrationLoader(connection).disk_migrations):
            recorder.record_applied(app, name)
