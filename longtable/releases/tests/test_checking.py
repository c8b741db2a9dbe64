"""Any agency's table can be tried: what it shows that it should not, and what it gives away."""

import json
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from longtable.releases.actions import publish_release
from longtable.releases.commands import release as verb
from longtable.releases.models import Release
from longtable.releases.tests.conftest import crossed
from tests.cast import actor

Check = Callable[..., Result]

WIDE = """county,18 to 34,35 to 64,65+,Total
Alder,*,40,60,103
Birch,20,55,70,145
Total,23,95,130,248
"""
LONG = """county,age,count
Alder,young,<11
Alder,old,90
Alder,All,95
"""


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """Writes files and has them checked."""

    def check(*options: str, **files: str) -> Result:
        for name, text in files.items():
            stem, _, ending = name.rpartition("_")
            (tmp_path / f"{stem}.{ending}").write_text(text, encoding="utf-8")
        assert isinstance(verb, click.Group)
        return CliRunner().invoke(verb, ["check", str(tmp_path), *options])

    return check


def test_a_hidden_count_that_the_totals_tell_is_found_in_a_wide_table(check: Check) -> None:
    done = check(people_csv=WIDE)
    assert done.exit_code == 1
    assert "column 18 to 34, county Alder: hidden, but the rest tells that it is 3" in done.output


def test_a_long_table_and_its_marks_are_understood(check: Check) -> None:
    done = check("--json", people_csv=LONG)
    (finding,) = json.loads(done.output)["findings"]
    assert finding == {
        "table": "people",
        "fault": "worked_out",
        "where": "age young, county Alder",
        "low": 5,
        "high": 5,
    }


def test_a_small_count_is_named(check: Check) -> None:
    done = check(people_csv="county,n\nAlder,4\nBirch,50\n")
    assert "county Alder: shows 4, a small count" in done.output


def test_a_zero_and_a_large_count_are_fine(check: Check) -> None:
    done = check(people_csv="county,n\nAlder,0\nBirch,50\nTotal,50\n")
    assert (done.exit_code, done.output) == (0, "Nobody can be found, in 1 tables together.\n")


def test_tables_are_attacked_together(check: Check) -> None:
    """Neither tells the hidden count alone: the second shows the margin that the first hides."""
    ages = "county,age,count\nAlder,young,*\nAlder,old,90\nAlder,All,*\n"
    assert check(ages_csv=ages).exit_code == 0
    done = check(languages_csv="county,language,count\nAlder,Spanish,45\nAlder,English,50\nAlder,All,95\n")
    assert "is 5" in done.output


def test_a_group_that_pools_the_hidden_is_found(check: Check) -> None:
    done = check(people_csv="race,count\nA,500\nSuppressed,12\n")
    assert "counts what was hidden together, 12" in done.output


def test_a_total_with_a_name_of_its_own_is_told(check: Check) -> None:
    table = "county,n\nAlder,S\nBirch,50\nThe whole state,54\n"
    assert check(people_csv=table).exit_code == 0
    assert check("--total", "the whole state", people_csv=table).exit_code == 1


def test_parts_that_miss_the_total_by_a_few_are_found(check: Check) -> None:
    assert "differ by 3" in check(people_csv="county,n\nAlder,30\nBirch,50\nTotal,83\n").output


LEAKS = {
    "a share beside each count": "county,count,percent\nAlder,<11,2%\nBirch,200,98%\nTotal,204,100%\n",
    "a share in a wide table": "County,A,B,Total,% A\nAlder,*,120,127,*\nBirch,50,60,110,45%\n",
    "a population beside each count": "county,n,lives\nAlder,<11,5200\nBirch,200,11000\nTotal,204,16200\n",
    "a code beside each name": "code,county,n\n1,Alder,<11\n2,Birch,200\n,Total,204\n",
    "counties within regions": (
        "region,county,n\nEast,Alder,<11\nEast,Birch,200\nEast,Total,204\n"
        "West,Cedar,300\nWest,Dogwood,100\nWest,Total,400\nTotal,Total,604\n"
    ),
    "a row that is not there": "county,age,n\nA,old,*\nB,young,50\nB,old,60\nAll,old,65\n",
    "a total that only sounds like one": "county,n\nAlder,S\nBirch,50\nState total,54\n",
    "a Spanish total": "condado,conteo\nAlder,menos de 11\nBirch,1.200\nSuma,1.204\n",
    "semicolons": "condado;personas\nAlder;<11\nBirch;50\nTotal;54\n",
    "a range as a mark": "county,n\nAlder,1-10\nBirch,1 200\nTotal,1 204\n",
}


@pytest.mark.parametrize("table", LEAKS.values(), ids=LEAKS.keys())
def test_what_else_a_table_says_does_not_hide_its_sums(check: Check, table: str) -> None:
    done = check(people_csv=table)
    assert "hidden, but the rest tells" in done.output
    assert done.exit_code == 1


def test_two_hidden_counties_of_a_region_are_safe(check: Check) -> None:
    east, west = "East,Alder,*\nEast,Birch,*\nEast,Total,204\n", "West,Cedar,30\nWest,Total,30\n"
    assert check(people_csv=f"region,county,n\n{east}{west}Total,Total,234\n").exit_code == 0


def test_a_row_that_is_not_there_is_unknown_and_not_nobody(check: Check) -> None:
    table = "county,age,n\nA,young,*\nA,All,57\nB,young,50\nB,old,60\nB,All,110\n"
    assert check(people_csv=table).exit_code == 0


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("county,n\nAlder,many\n", "'many' at Alder is neither"),
        ("only one column\n", "a single column"),
        ("county,n\nAlder,20\nAlder,24\n", "Alder stands there twice"),
        ('county,n\nAlder,"1,2"\n', "'1,2' at Alder is neither"),
    ],
)
def test_what_cannot_be_read_is_said(check: Check, text: str, sentence: str) -> None:
    done = check(people_csv=text)
    assert sentence in done.output
    assert done.exit_code == 1


@pytest.mark.django_db
def test_what_we_publish_stands_the_check(
    check: Check, prepare: Callable[..., Release], client: object, faye: object
) -> None:
    rows = [[3, 40, 60], [20, 55, 0], [34, 12, 90]]
    release = publish_release(by=actor(faye), release=prepare(crossed(rows)))
    page = client.get(f"/published/{release.slug}/")  # type: ignore[attr-defined]
    assert page.status_code == 200
    for name, path in (("ours_csv", "county-age.csv"), ("ours_json", "tables.json")):
        text = client.get(f"/published/{release.slug}/{path}").content.decode()  # type: ignore[attr-defined]
        assert check(**{name: text}).exit_code == 0
