"""Tables of neighbors by county and age, for the tests of releases."""

from collections.abc import Callable

import pytest

from longtable.accounts.models import Organization, User
from longtable.core.localized import LocalizedText
from longtable.releases.actions import prepare_release
from longtable.releases.models import Release
from longtable.releases.tables import Dimension, Gap, TableDraft
from tests.cast import actor

SUBJECT = ("voices.conversation", "7")
TITLE = LocalizedText.of(en="Who took part", es="Quién participó")


def words(text: str) -> LocalizedText:
    return LocalizedText.of(en=text, es=f"{text} (es)")


def dimension(name: str, *codes: str) -> Dimension:
    return Dimension(name, words(name.title()), {code: words(code.title()) for code in (*codes, "all")})


def crossed(rows: list[list[int]], name: str = "county-age", second: str = "age") -> TableDraft:
    """Counties down, groups across; totals are added."""
    counties = [f"county-{number}" for number in range(len(rows))]
    groups = [f"group-{number}" for number in range(len(rows[0]))]
    cells: dict[tuple[str, ...], int | Gap] = {}
    for county, row in zip(counties, rows, strict=True):
        cells |= {(county, group): value for group, value in zip(groups, row, strict=True)}
        cells[county, "all"] = sum(row)
    for number, group in enumerate(groups):
        cells["all", group] = sum(row[number] for row in rows)
    cells["all", "all"] = sum(map(sum, rows))
    return TableDraft(
        name, words("By county and age"), [dimension("county", *counties), dimension(second, *groups)], cells
    )


@pytest.fixture
def prepare(faye: User, agency: Organization) -> Callable[..., Release]:
    """Has tables prepared by Faye for the agency."""

    def prepare(*tables: TableDraft, subject: tuple[str, object] = SUBJECT) -> Release:
        return prepare_release(
            by=actor(faye), subject=subject, title=TITLE, organization=agency, tables=tables
        )

    return prepare
