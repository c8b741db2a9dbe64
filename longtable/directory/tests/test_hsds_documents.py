"""Documents of any directory are what the standard's own schemas ask for."""

import json
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from longtable.directory.tests import directories
from longtable.directory.tests.growing import Growing

pytestmark = [pytest.mark.django_db, pytest.mark.corpora]

ASKED = {
    "services": "service_list",
    "services?full=true": "service",
    "organizations": "organization_list",
    "organizations?full=true&full_service=true": "organization",
    "service_at_locations": "service_at_location_list",
    "service_at_locations?full=true": "service_at_location",
}
"""Address, and the schema of one record there."""


@cache
def schema(folder: Path, name: str) -> Draft202012Validator:
    """One of the standard's compiled schemas; formats are asserted too."""
    text = (folder / "standards" / "hsds-3.1" / "compiled" / f"{name}.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(text), format_checker=Draft202012Validator.FORMAT_CHECKER)


def faults(client: Client, corpora: Path) -> list[str]:
    """Where a record of any collection is not as its schema says."""
    found = []
    for address, name in ASKED.items():
        page: dict[str, Any] = client.get(f"/api/hsds/{address}").json()
        for each in page["contents"]:
            found += [
                f"{address} {error.json_path}: {error.message}"
                for error in schema(corpora, name).iter_errors(each)
            ]
    return found


@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
@given(data=st.data())
def test_whatever_a_directory_says_fits_the_standard(
    client: Client, corpora: Path, data: st.DataObject
) -> None:
    with transaction.atomic():
        data.draw(directories.directories())
        assert faults(client, corpora) == []
        transaction.set_rollback(True)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_large_directory_fits_the_standard(client: Client, corpora: Path, seed: int) -> None:
    Growing(Random(seed)).grow(6, 20)
    assert faults(client, corpora) == []


def test_a_record_that_does_not_fit_would_be_found(corpora: Path) -> None:
    assert [each.json_path for each in schema(corpora, "service").iter_errors({"id": "x", "name": "y"})]
