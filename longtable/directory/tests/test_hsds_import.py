"""Directories of others come in as HSDS, whatever the version, and what is usable of them lands."""

from pathlib import Path
from typing import Any

import pytest

from longtable.core.access import Actor
from longtable.core.imports import run_import
from longtable.directory.hsds.importer import HsdsImporter

pytestmark = pytest.mark.django_db

OPERATOR = Actor.system("test")


def bring(path: Path, source: str = "a directory", **options: Any) -> dict[str, dict[str, int]]:
    importer = HsdsImporter(path, source=source)
    report = run_import(by=OPERATOR, importer=importer, **options)
    return importer.counts(report.run.options.get("parts", {}))


@pytest.mark.corpora
def test_the_official_csv_lands(corpora: Path) -> None:
    counts = bring(corpora / "standards" / "hsds-3.1" / "examples" / "csv")
    assert counts["services"]["created"] == 1
    assert counts["organizations"]["created"] == 1
    again = bring(corpora / "standards" / "hsds-3.1" / "examples" / "csv")
    assert not any(each["created"] or each["updated"] for each in again.values())


@pytest.mark.corpora
@pytest.mark.parametrize(
    "name",
    [
        "service_full",
        "organization_full",
        "service_at_location_full",
        "tabular",
        "service_list",
        "organization_list",
        "taxonomy",
        "taxonomy_list",
        "taxonomy_term",
        "taxonomy_term_list",
        "location",
    ],
)
def test_the_official_json_lands(corpora: Path, name: str) -> None:
    counts = bring(corpora / "standards" / "hsds-3.1" / "examples" / f"{name}.json")
    assert not any(each["rejected"] for each in counts.values())
