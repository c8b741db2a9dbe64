"""``python -m bench``: measure everything, or one thing by name. Run by ``make bench``."""

from collections.abc import Iterator
from pathlib import Path

import click

from bench import report
from bench.place import ENGINES
from bench.report import Table

engines = click.option(
    "--engine", type=click.Choice(ENGINES), multiple=True, default=ENGINES, show_default=True
)
rounds = click.option("--rounds", default=3, show_default=True, help="How often, in turn; the median counts.")
write = click.option("--write", is_flag=True, help="Keep the tables in bench/results/.")


@click.group(invoke_without_command=True)
@rounds
@write
@click.pass_context
def bench(context: click.Context, rounds: int, write: bool) -> None:
    """How fast Longtable is, and how much it weighs. Without a name, everything is measured."""
    if context.invoked_subcommand is None:
        context.invoke(weight, write=write)
        for measured in (agree, bring_in):
            context.invoke(measured, engine=ENGINES, rounds=rounds, write=write)
        context.invoke(opinion, write=write)
        context.invoke(themes, write=write)
        context.invoke(stuffing, write=write)
        context.invoke(matching, write=write)
        context.invoke(immunization, write=write)


@bench.command()
@engines
@rounds
@write
def agree(engine: tuple[str, ...], rounds: int, write: bool) -> None:
    """One agree or disagree, with 32 clients at once."""
    from bench.agree import measure

    _show((measure(each, rounds) for each in engine), write)


@bench.command()
@write
def weight(write: bool) -> None:
    """Bytes and requests of a first and a second page, as a browser loads them."""
    from bench.weight import measure

    _show(iter([measure()]), write)


@bench.command("import")
@engines
@rounds
@write
def bring_in(engine: tuple[str, ...], rounds: int, write: bool) -> None:
    """Rows a second of the public conversation of Bowling Green, through ``longtable import polis``."""
    from bench.importing import measure

    _show((measure(each, rounds) for each in engine), write)


@bench.command()
@write
def opinion(write: bool) -> None:
    """Opinion groups beside red-dwarf, on public conversations and on millions of made-up votes."""
    from bench.opinion import measure

    _show(measure(), write)


@bench.command()
@write
def themes(write: bool) -> None:
    """Themes of labelled comments in English and Spanish, and the themes and copies of 10,000 comments."""
    from bench.themes import measure

    _show(measure(), write)


@bench.command()
@write
def stuffing(write: bool) -> None:
    """Answers of one person many times: who would be wronged, and what is found."""
    from bench.stuffing import measure

    _show(measure(), write)


@bench.command()
@write
def matching(write: bool) -> None:
    """Duplicates of a directory on labelled entries, and people of FEBRL 3 and 4: precision and recall."""
    from bench.matching import measure

    _show(measure(), write)


@bench.command()
@write
def immunization(write: bool) -> None:
    """Forecasts of the immunization engine over all vaccine groups, and how soon a release is loaded."""
    from bench.immunization import measure

    _show(measure(), write)


@bench.command()
@click.option("--engine", type=click.Choice(ENGINES), multiple=True, default=ENGINES, show_default=True)
@click.option("--services", type=int, multiple=True, help="How many; else 10,000, 100,000 or a million.")
@write
def search(engine: tuple[str, ...], services: tuple[int, ...], write: bool) -> None:
    """Finding help in a large directory, beside the bare SQL of the same questions."""
    from bench.searching import measure

    _show((measure(each, services) for each in engine), write)


@bench.command()
@engines
@click.option("--services", type=int, multiple=True, help="How many; else 10,000 and 100,000.")
@click.option("--kind", type=click.Choice(["dirty", "clean"]), default="dirty", show_default=True)
@write
def directory(engine: tuple[str, ...], services: tuple[int, ...], kind: str, write: bool) -> None:
    """A large directory in and out by HSDS: rows a second, memory, and how long others wait."""
    from bench.directory_import import measure

    _show((measure(each, services, kind) for each in engine), write)


@bench.command()
@click.option("--kit", type=click.Path(exists=True, path_type=Path), help="Folder that measures pretix.")
@click.option("--kit-python", type=click.Path(exists=True, path_type=Path), help="A Python with pretix.")
@click.option("--turns", default=3, show_default=True, help="How often, in turn; each is shown.")
@click.option("--mode", type=click.Choice(["api", "form"]), multiple=True, default=["api", "form"])
@write
def registration(
    kit: Path | None, kit_python: Path | None, turns: int, mode: tuple[str, ...], write: bool
) -> None:
    """Signing up for a gathering, beside pretix and beside the bare SQL in pgbench."""
    from bench.registration import measure

    _show(measure(kit, kit_python, turns, mode), write)


@bench.command()
@engines
@write
def rush(engine: tuple[str, ...], write: bool) -> None:
    """5,000 attempts of 64 clients on 500 seats, while processes are killed: nobody too many, nobody lost."""
    from bench.rush import measure

    _show(measure(engine), write)


def _show(tables: Iterator[Table], write: bool) -> None:
    for table in tables:
        click.echo(str(table))
        if write:
            report.write(table)


if __name__ == "__main__":
    bench(prog_name="bench")
