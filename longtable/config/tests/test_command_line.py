"""What an operator sees of ``longtable``: whole sentences, of help and of what is wrong with a setting."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from longtable.config.command_line import collect

VERBS = collect(click.Group("longtable"))


def groups(group: click.Group) -> Iterator[click.Group]:
    yield group
    for command in group.commands.values():
        if isinstance(command, click.Group):
            yield from groups(command)


@pytest.mark.parametrize("group", list(groups(VERBS)), ids=lambda group: group.name)
def test_help_does_not_break_off(group: click.Group) -> None:
    listed = CliRunner().invoke(group, ["--help"], terminal_width=80).output.partition("Commands:")[2]
    assert listed
    assert "..." not in listed


@pytest.mark.parametrize(
    ("name", "value"),
    [("LONGTABLE_PARTS", "voices,choir"), ("LONGTABLE_OIDC", "{"), ("LONGTABLE_DEBUG", "?")],
)
def test_a_wrong_setting_stops_the_start_with_one_sentence(tmp_path: Path, name: str, value: str) -> None:
    environment = os.environ | {"LONGTABLE_VAR": str(tmp_path), name: value}
    started = subprocess.run(
        [sys.executable, "-m", "longtable", "check"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert started.returncode == 1
    assert name in started.stderr
    assert len(started.stderr.splitlines()) == 1


def test_a_folder_that_is_not_there_is_named() -> None:
    answer = CliRunner().invoke(VERBS, ["import", "polis", "nonexistent"])
    assert answer.exit_code == 2
    assert "'nonexistent' does not exist" in answer.output
