"""What goes out as HSDS comes back the same, whatever a directory says."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from longtable.core.access import Actor
from longtable.core.imports import run_import
from longtable.directory.hsds.exporting import export_directory
from longtable.directory.hsds.importer import HsdsImporter
from longtable.directory.tests import directories

pytestmark = pytest.mark.django_db

OPERATOR = Actor.system("test")


@settings(
    max_examples=5,
    deadline=None,
    phases=[Phase.generate],  # to make an example smaller takes minutes, for each of its steps is an import
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@pytest.mark.parametrize("form", ["csv", "json"])
@given(data=st.data())
def test_what_goes_out_comes_back_the_same(form: str, data: st.DataObject) -> None:
    directories.clear()
    data.draw(directories.directories())
    before = directories.everything()
    with TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        export_directory(by=OPERATOR, folder=out)
        directories.clear()
        importer = HsdsImporter(out if form == "csv" else out / "json", source="ours")
        run = run_import(by=OPERATOR, importer=importer).run
        assert [(each.file, each.reason) for each in run.rejects.all()] == []
        after = directories.everything()
        if form == "json":
            _without_lone_units(before)
        assert directories.differences(before, after) == []
        again = run_import(
            by=OPERATOR, importer=HsdsImporter(importer.opened.parts[0].path.parent, source="ours")
        )
        assert (again.run.created, again.run.changed, again.run.conflicts) == (0, 0, 0)


def _without_lone_units(before: dict[str, Any]) -> None:
    """Documents of HSDS hold units only inside of what is counted by them."""
    used = {each["unit_id"] for each in before["service_capacity"].values()}
    before["unit"] = {key: each for key, each in before["unit"].items() if str(key) in used}
