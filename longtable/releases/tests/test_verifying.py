"""The ledger is held against its seals: whoever touched a line or a table is found out."""

import json
from collections.abc import Callable
from datetime import timedelta

import click
import pytest
from click.testing import CliRunner, Result
from django.test import Client

from longtable.accounts.models import User
from longtable.config.command_line import collect
from longtable.core.localized import LocalizedText
from longtable.releases.actions import publish_release, withdraw_release
from longtable.releases.ledger import verify
from longtable.releases.models import Cell, LedgerEntry, Release
from longtable.releases.tests.conftest import crossed
from tests.cast import actor

pytestmark = pytest.mark.django_db

ROWS = [[30, 40, 60], [20, 55, 17], [34, 12, 90]]


@pytest.fixture
def published(prepare: Callable[..., Release], faye: User) -> list[Release]:
    """Two releases, the first of them taken back: three lines."""
    found = [
        publish_release(by=actor(faye), release=prepare(crossed(ROWS), subject=("test", number)))
        for number in range(2)
    ]
    withdraw_release(by=actor(faye), release=found[0], because=LocalizedText.of(en="A county was wrong."))
    return found


def verified(*words: str) -> Result:
    return CliRunner().invoke(collect(click.Group("longtable")), ["release", "verify", *words])


def test_a_ledger_that_nobody_touched_is_sound(published: list[Release]) -> None:
    done = verified()
    assert done.exit_code == 0, done.output
    assert "3 lines about 2 releases" in done.output


def test_an_empty_ledger_is_sound(db: None) -> None:
    assert verified().exit_code == 0
    assert verify().head == ""


@pytest.mark.parametrize("change", ["kind", "at", "by", "digest"])
def test_a_changed_line_is_found(published: list[Release], eve: User, change: str) -> None:
    line = LedgerEntry.objects.get(number=1)
    values = {"kind": "withdrawn", "at": line.at - timedelta(days=1), "by": eve, "digest": "0" * 64}
    LedgerEntry.objects.filter(number=1).update(**{change: values[change]})
    done = verified()
    assert done.exit_code == 1
    assert "Line 1 was changed" in done.output


def test_a_line_taken_out_is_found(published: list[Release]) -> None:
    LedgerEntry.objects.filter(number=2).delete()
    assert "Lines 2 to 2 are gone" in verify().faults


def test_a_changed_number_in_a_published_table_is_found(published: list[Release]) -> None:
    cell = Cell.objects.filter(table__release=published[1], state="value").first()
    assert cell
    Cell.objects.filter(pk=cell.pk).update(value=1)
    assert verify().faults == (f"The tables of {published[1].slug} were changed",)


def test_what_was_published_past_the_ledger_is_found(published: list[Release]) -> None:
    Release.objects.filter(pk=published[0].pk).update(state=Release.State.SUPERSEDED)
    assert verify().faults == (f"{published[0].slug} does not stand where the ledger says",)


def test_a_cut_off_end_shows_against_the_head_that_the_public_page_gave(
    published: list[Release], client: Client
) -> None:
    head = verify().head
    assert head.startswith("3:")
    shown = client.get("/published/").content.decode().replace("<wbr>", "")
    assert head in shown
    assert verified("--head", head).exit_code == 0
    LedgerEntry.objects.filter(number=3).delete()
    done = verified("--head", head, "--json")
    assert done.exit_code == 1
    assert "Line 3 is not there as it was written down" in json.loads(done.stdout)["faults"]
