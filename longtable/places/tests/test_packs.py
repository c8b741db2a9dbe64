"""A state comes in from its pack, corrections come in as changes, and what staff confirmed stays."""

from datetime import date
from pathlib import Path

import pytest

from longtable.core.access import Actor, Denied
from longtable.core.imports import UnreadableSource, run_import
from longtable.places.actions import confirm_holding
from longtable.places.imports import PackImporter
from longtable.places.models import Area, Population, Region, RegionArea, RegionScheme
from longtable.places.packs import available, read_pack
from longtable.places.selectors import counties, home_state, population, region_of
from longtable.places.tests.conftest import COUNTIES, load

pytestmark = pytest.mark.django_db


def correct(folder: Path, before: str, after: str) -> None:
    file = folder / "counties.csv"
    file.write_text(file.read_text().replace(before, after))


def test_a_state_comes_in_with_its_counties_regions_and_people(longland: Path) -> None:
    assert str(home_state()) == "Longland"
    assert [str(county) for county in counties()] == ["Alder", "Birch", "Cedar"]
    assert RegionScheme.objects.get().since == date(2024, 2, 1)
    assert {str(region) for region in Region.objects.all()} == {"East", "West"}
    assert Population.objects.count() == RegionArea.objects.count() == 3


def test_loading_again_changes_nothing(longland: Path) -> None:
    run = load(longland).run
    assert (run.created, run.changed, run.rejected, run.conflicts) == (0, 0, 0, 0)


def test_a_correction_comes_in_as_a_change(longland: Path) -> None:
    correct(longland, "99003,Birch,500,East", "99003,Birch,501,West")
    assert load(longland).run.changed == 2
    birch = Area.objects.get(code="99003")
    assigned, people = region_of(birch, "teams"), population(birch)
    assert assigned
    assert str(assigned.region) == "West"
    assert people
    assert people.count == 501


def test_what_staff_confirmed_is_not_doubted_again(longland: Path) -> None:
    holding = RegionArea.objects.get(area__code="99003")
    confirm_holding(by=Actor.system("test"), holding=holding, source="The official map")
    assert load(longland).run.changed == 0
    holding.refresh_from_db()
    assert holding.basis == RegionArea.Basis.SOURCED


def test_a_county_in_an_unknown_region_is_rejected_alone(folder: Path) -> None:
    correct(folder, "Cedar,2000,West", "Cedar,2000,North")
    run = load(folder).run
    reject = run.rejects.get()
    assert (reject.file, reject.line) == ("counties.csv: team", 4)
    assert RegionArea.objects.count() == 2


def test_a_basis_that_is_none_is_rejected(folder: Path) -> None:
    correct(folder, "West,derived", "West,rumour")
    assert "rumour" in load(folder).run.rejects.get().reason


def test_a_column_that_is_missing_stops_the_pack(folder: Path) -> None:
    (folder / "counties.csv").write_text(COUNTIES.replace("team_basis", "basis").replace("team,", "club,"))
    with pytest.raises(UnreadableSource, match="team"):
        load(folder)


@pytest.mark.parametrize("text", ["slug = 1 = 2", "slug = 'x'"])
def test_a_pack_that_cannot_be_read_is_explained(folder: Path, text: str) -> None:
    (folder / "pack.toml").write_text(text)
    with pytest.raises(UnreadableSource, match=r"pack\.toml"):
        read_pack(str(folder))


def test_a_pack_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(UnreadableSource, match=", ".join(available())):
        read_pack("atlantis")


def test_a_stranger_loads_nothing(folder: Path) -> None:
    with pytest.raises(Denied):
        run_import(by=Actor.visitor(), importer=PackImporter(read_pack(str(folder))))


@pytest.mark.parametrize("slug", available())
def test_every_pack_that_comes_along_is_whole(slug: str) -> None:
    pack = read_pack(slug)
    run = run_import(by=Actor.system("test"), importer=PackImporter(pack)).run
    assert (run.rejected, run.conflicts) == (0, 0)
    for scheme in pack.schemes:
        assert set(scheme["name"]) == set(scheme["rule"]) == {"en", "es"}
        held = RegionArea.objects.filter(region__scheme__slug=scheme["slug"])
        assert held.count() == counties().count()
    assert (pack.folder / "SOURCES.md").exists()


def test_north_carolina_has_the_numbers_that_were_published() -> None:
    run_import(by=Actor.system("test"), importer=PackImporter(read_pack("nc")))
    state = home_state()
    assert state is not None
    people = population(state)
    assert people is not None
    assert (counties().count(), people.count, people.year) == (100, 10_439_388, 2020)
    sizes = {region.code: region.holdings.count() for region in Region.objects.filter(scheme__slug="lme-mco")}
    assert sizes == {"alliance": 7, "partners": 15, "trillium": 46, "vaya": 32}
