"""``longtable immunization``: whether a dose counts, when the next is due, how far to trust that."""

import json
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

import click
from django.utils import timezone

from longtable.config.command_line import verb
from longtable.methods.immunization import (
    Dose,
    DoseEvaluation,
    Engine,
    Explanation,
    Forecast,
    Observation,
    load,
)
from longtable.methods.immunization.changes import changes
from longtable.methods.immunization.checking import check as check_cases
from longtable.methods.immunization.checking import read_cases
from longtable.methods.immunization.compact import Damaged, read, write
from longtable.methods.immunization.forecasts import Status
from longtable.methods.immunization.installed import SHIPPED, installed_file
from longtable.methods.immunization.supporting_data import Incomplete, compile_folder
from longtable.methods.immunization.words import say

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
DAY = click.DateTime(["%Y-%m-%d"])
SEX = click.Choice(["F", "M", "U"], case_sensitive=False)
DATES = ("earliest", "recommended", "past_due", "latest")
SHOWN = 40
"""Changes that are listed without being asked for all."""


class DoseOption(click.ParamType):
    """``2024-03-05:110`` or ``2024-03-05:110:SKB``: day, CVX code and, if known, manufacturer."""

    name = "day:cvx[:mvx]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Dose:
        if isinstance(value, Dose):
            return value
        day, _, product = value.partition(":")
        cvx, _, mvx = product.partition(":")
        if not cvx.strip():
            self.fail(f"{value!r}: write day and CVX code, as in 2024-03-05:110", param, ctx)
        return Dose(_day(self, day, value, param, ctx), cvx.strip(), mvx.strip())


class ObservationOption(click.ParamType):
    """``007`` or ``007:2024-03-05``: a coded observation of the schedule and, if known, its day."""

    name = "code[:day]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Observation:
        if isinstance(value, Observation):
            return value
        code, _, day = value.partition(":")
        return Observation(code.strip(), _day(self, day, value, param, ctx) if day else None)


@verb
@click.group()
def immunization() -> None:
    """Does a dose count, and when is the next due?"""


@immunization.command()
@click.option("--birth", type=DAY, required=True, help="Day of birth.")
@click.option("--sex", type=SEX, default="U", help="U: not known.")
@click.option("--dose", "doses", type=DoseOption(), multiple=True, help="A dose that was given. Repeat it.")
@click.option(
    "--observation", "observations", type=ObservationOption(), multiple=True, help="A coded condition."
)
@click.option("--on", type=DAY, help="Day of the question.  [default: today]")
@click.option("--data", type=click.Path(exists=True, path_type=Path), help="Another schedule to ask.")
@click.option(
    "--language", type=click.Choice(["en", "es"]), default="en", show_default=True, help="Of words."
)
@click.option("--explain", is_flag=True, help="The steps, each with its rule; all paths with --json.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def forecast(
    birth: datetime,
    sex: str,
    doses: tuple[Dose, ...],
    observations: tuple[Observation, ...],
    on: datetime | None,
    data: Path | None,
    language: str,
    explain: bool,
    as_json: bool,
) -> None:
    """Say which doses of one person count and what is due.

    Nothing is stored.
    """
    engine, day = _engine(data), on.date() if on else timezone.localdate()
    asked: Any = {"on": day, "observations": observations}
    steps = engine.explain(birth.date(), sex.replace("U", ""), doses, **asked) if explain else {}
    forecasts = engine.forecast(birth.date(), sex.replace("U", ""), doses, **asked)
    if as_json:
        groups = {
            name: _as_json(each, language) | ({"steps": steps[name].words(language)} if explain else {})
            for name, each in forecasts.items()
        }
        answer = {"schedule": engine.version, "on": day.isoformat(), "vaccine_groups": groups}
        click.echo(json.dumps(answer, ensure_ascii=False))
        return
    click.echo(say("heading", (("version", engine.version), ("day", day)), language))
    for name, each in forecasts.items():
        click.echo(f"\n{name}: {each.words(language)}")
        for line in _as_lines(each, language):
            click.echo(f"  {line}")
        for line in _as_steps(steps[name], language) if explain else ():
            click.echo(f"  {line}")


@immunization.command("check")
@click.option(
    "--data", type=click.Path(exists=True, path_type=Path), help="CDC's files.  [default: installed]"
)
@click.option("--cases", type=FILE, required=True, help="Test cases, CSV with CDC's columns.")
@click.option("--json", "as_json", is_flag=True, help="One line for programs.")
def check(data: Path | None, cases: Path, as_json: bool) -> None:
    """Hold the engine against test cases.

    Ends with 1 when one fails; with --json the answer tells.
    """
    engine = _engine(data)
    try:
        report = check_cases(engine, read_cases(cases))
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{cases.name} is no text in UTF-8: {error}") from error
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    if not report.total.cases:
        raise click.ClickException(f"{cases.name} holds no case")
    if as_json:
        click.echo(json.dumps(report.as_dict(), ensure_ascii=False))
    else:
        click.echo(f"Schedule {engine.version}")
        for name, score in [*sorted(report.groups.items()), ("All", report.total)]:
            click.echo(
                f"{name:<14} {score.passed:>5} of {score.cases:>5} cases"
                f"  {score.evaluations_right:>5} of {score.evaluations:>5} doses"
            )
        for each in report.failed:
            click.echo(f"{each.case} {each.field}: expected {each.expected!r}, got {each.got!r}")
    if report.failed and not as_json:
        raise click.exceptions.Exit(1)


@immunization.command()
@click.argument("folder", type=FOLDER)
@click.option("--version", default="", help="Name of the release, where the files do not say it.")
@click.option("--released", default="", help="Day of the release, likewise.")
@click.option("--dry-run", is_flag=True, help="Check and compare; install nothing.")
@click.option("--all", "everything", is_flag=True, help="List every change.")
def update(folder: Path, version: str, released: str, dry_run: bool, everything: bool) -> None:
    """Take the release of CDC's schedule in FOLDER.

    Says what it is and what it changes. One that is not whole changes nothing.
    """
    try:
        fresh = compile_folder(folder, version, released)
    except (Incomplete, OSError) as error:
        raise click.ClickException(f"{error}. Nothing was changed.") from error
    place = installed_file()
    try:
        before = read(place if place.exists() else SHIPPED)
    except (Damaged, OSError):
        before = None
    click.echo(f"Release {fresh.version}, {fresh.released or 'day unknown'}: {_size(fresh)}")
    for note in fresh.notes:
        click.echo(f"  note: {note}")
    found = changes(before, fresh) if before else ()
    if before is None:
        click.echo("There was no readable schedule to compare with.")
    else:
        click.echo(f"Against {before.version}: {len(found):,} change{'s' * (len(found) != 1)}")
        for each in found if everything else found[:SHOWN]:
            click.echo(f"  {each}")
        if len(found) > SHOWN and not everything:
            click.echo(f"  ... and {len(found) - SHOWN:,} more (--all)")
    if dry_run:
        click.echo("Nothing was installed.")
        return
    try:
        write(fresh, place)
    except OSError as error:
        raise click.ClickException(f"{place} cannot be written: {error}. Nothing was changed.") from error
    click.echo(f"Installed in {place}")


def _engine(data: Path | None) -> Engine:
    try:
        return load(data)
    except (Damaged, Incomplete, OSError) as error:
        raise click.ClickException(str(error)) from error


def _size(schedule: Any) -> str:
    series = sum(len(each.series) for each in schedule.antigens)
    return (
        f"{len(schedule.antigens)} antigens, {series} series, {len(schedule.vaccines)} products, "
        f"{len(schedule.conflicts)} conflicts"
    )


def _as_json(forecast: Forecast, language: str) -> dict[str, Any]:
    """A forecast with dates as ISO 8601; ``doses`` in the order in which they were given."""
    days = {name: day.isoformat() if (day := getattr(forecast, name)) else None for name in DATES}
    return {
        "status": forecast.status.value,
        "words": forecast.words(language),
        "dose_number": forecast.dose_number,
        **days,
        "doses": [_dose_as_json(each, language) for each in forecast.doses if each.concerns],
        "abstained": [each.words(language) for each in forecast.abstained],
        "others": [_as_json(each, language) for each in forecast.others],
    }


def _dose_as_json(dose: DoseEvaluation, language: str) -> dict[str, Any]:
    return {
        "date": dose.date.isoformat(),
        "cvx": dose.cvx,
        "mvx": dose.mvx,
        "status": dose.status.value,
        "valid": dose.valid,
        "reason": dose.reason,
        "words": dose.words(language),
    }


def _as_lines(forecast: Forecast, language: str) -> list[str]:
    lines = [f"{each.date} {each.cvx}: {each.words(language)}" for each in forecast.doses if each.concerns]
    due = [each for each in forecast.others if each.status is Status.NOT_COMPLETE]
    lines += [f"{', '.join(each.series)}: {each.words(language)}" for each in due]
    return [*lines, *(each.words(language) for each in forecast.abstained)]


def _as_steps(explanation: Explanation, language: str) -> list[str]:
    """The steps on the paths that were taken, below the name of each path as the schedule calls it."""
    lines = []
    for path, steps in groupby(explanation.chosen, key=lambda step: step.series or step.antigen):
        lines += [f"{path}:"] * bool(path) + [f"  {step.words(language)}" for step in steps]
    return lines


def _day(
    kind: click.ParamType, text: str, value: str, param: click.Parameter | None, ctx: click.Context | None
) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        kind.fail(f"{value!r}: {text!r} is no day; write YYYY-MM-DD", param, ctx)
