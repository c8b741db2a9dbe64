"""Starting the house: ``longtable run``, ``longtable demo``."""

import json
import os
from pathlib import Path

import click
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from longtable.config.command_line import verb
from longtable.core import installation, tables
from longtable.web.serving import PROCESSES, PortTaken, need_free_port, serve


def _prepare(*, is_demo: bool) -> None:
    """Tables, mark and static files, so that the first request is served like the thousandth."""
    tables.bring_up()
    installation.mark(is_demo=is_demo)
    if not _collected():
        call_command("collectstatic", interactive=False, verbosity=0)


def _collected() -> bool:
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    # Those of every package: a page that names a file which nobody collected would fail.
    sources = [storage.path(path) for finder in get_finders() for path, storage in finder.list([])]
    newest = max((Path(file).stat().st_mtime for file in sources), default=0)
    return manifest.exists() and manifest.stat().st_mtime >= newest


@verb
@click.command()
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--var", help="Data folder: database, files, keys.  [default: var/run]")
@click.option("--workers", default=PROCESSES, show_default="one per core, 4 at most", help="Web processes.")
@click.option("--no-worker", is_flag=True, help="Only the web; do queued work elsewhere.")
def run(port: int, host: str, var: str | None, workers: int, no_worker: bool) -> None:
    """Serve a real installation, and do its queued work."""
    try:
        need_free_port(host, port)
        _prepare(is_demo=False)
    except (PortTaken, installation.AlreadyDecided) as error:
        raise click.ClickException(str(error)) from error
    serve(
        host=host,
        port=port,
        web_processes=workers,
        with_worker=not no_worker,
        on_ready=lambda: click.echo(
            f"Longtable serves at http://{host}:{port}/  (data in {settings.VAR}; stop with Ctrl-C)"
        ),
    )


@verb
@click.command()
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option("--var", help="Data folder of the demo.  [default: var/demo]")
@click.option("--no-serve", is_flag=True, help="Only make the example people and their words.")
def demo(port: int, var: str | None, no_serve: bool) -> None:
    """Serve an example with invented people. Listens on this machine only and sends nothing outside."""
    from longtable.web.demo.story import crisis_line, tell

    try:
        if not no_serve:
            need_free_port("127.0.0.1", port)
        _prepare(is_demo=True)
    except (PortTaken, installation.AlreadyDecided) as error:
        raise click.ClickException(str(error)) from error
    settings.PUBLIC_URL = os.environ["LONGTABLE_PUBLIC_URL"] = f"http://127.0.0.1:{port}"
    if not settings.LOCAL_CRISIS_LINE:
        settings.LOCAL_CRISIS_LINE = crisis_line()
        os.environ["LONGTABLE_LOCAL_CRISIS_LINE"] = json.dumps(settings.LOCAL_CRISIS_LINE)
    tell(say=lambda line: click.echo(f"  {line}"))
    if no_serve:
        return
    serve(
        host="127.0.0.1",
        port=port,
        web_processes=1,
        with_worker=True,
        on_ready=lambda: click.echo(
            f"Open http://127.0.0.1:{port}/  (sign in as anybody of the cast; stop with Ctrl-C)"
        ),
    )
