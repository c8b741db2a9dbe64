"""A small state pack: three counties, one scheme, one county of which nobody is sure."""

from pathlib import Path

import pytest

from longtable.core.access import Actor
from longtable.core.imports import Report, run_import
from longtable.places.imports import PackImporter
from longtable.places.packs import read_pack

PACK = """
slug = "longland"
[state]
code = "99"
name = "Longland"
[areas]
file = "counties.csv"
code = "fips"
name = "name"
[[schemes]]
slug = "teams"
column = "team"
basis_column = "team_basis"
since = 2024-02-01
name = { en = "Health teams", es = "Equipos de salud" }
defined_by = "The agency"
rule = { en = "As the agency decided.", es = "Como decidió la agencia." }
source = "https://example.org/teams"
[[schemes.regions]]
value = "East"
code = "east"
name = { en = "East", es = "Este" }
[[schemes.regions]]
value = "West"
code = "west"
name = { en = "West", es = "Oeste" }
[[populations]]
file = "counties.csv"
count = "people"
year = 2020
source = "Census"
"""
COUNTIES = """fips,name,people,team,team_basis
99001,Alder,1000,East,sourced
99003,Birch,500,East,unverified
99005,Cedar,2000,West,derived
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The pack's folder, for a test to correct."""
    (tmp_path / "pack.toml").write_text(PACK, encoding="utf-8")
    (tmp_path / "counties.csv").write_text(COUNTIES, encoding="utf-8")
    return tmp_path


def load(folder: Path) -> Report:
    """Bring the pack in."""
    return run_import(by=Actor.system("test"), importer=PackImporter(read_pack(str(folder))))


@pytest.fixture
def longland(db: None, folder: Path) -> Path:
    """Longland, loaded."""
    load(folder)
    return folder
