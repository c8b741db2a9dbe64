"""The small schedule that ships answers like CDC's where it speaks, and says when it does not know."""

from datetime import date
from pathlib import Path

import pytest

from longtable.methods.immunization import Engine, load
from longtable.methods.immunization.checking import check, read_cases
from longtable.methods.immunization.installed import SHIPPED

GROUPS = {"MMR", "VAR", "HepA", "ZOSTER"}
BORN, TODAY = date(2024, 1, 5), date(2026, 2, 1)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load(SHIPPED)


def test_without_a_release_of_its_own_an_installation_has_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LONGTABLE_VAR", str(tmp_path))
    assert load().version == load(SHIPPED).version


def test_it_names_its_sources(engine: Engine) -> None:
    assert all(any(word in note for note in engine.schedule.notes) for word in ("MMR", "Varicella", "Zoster"))
    assert "Not for care" in engine.schedule.source


def test_a_second_dose_is_forecast_from_the_first(engine: Engine) -> None:
    forecast = engine.forecast(BORN, "F", [(date(2025, 1, 10), "03", "MSD")], on=TODAY)["MMR"]
    assert (forecast.dose_number, forecast.abstained) == (2, ())
    assert (forecast.earliest, forecast.recommended) == (date(2025, 2, 7), date(2028, 1, 5))


def test_it_agrees_with_cdc_but_for_the_products_that_it_leaves_out(engine: Engine, corpora: Path) -> None:
    (file,) = (corpora / "data" / "cdsi").glob("*.csv")
    cases = [each for each in read_cases(file) if each.vaccine_group in GROUPS]
    known = {each.cvx for each in engine.schedule.vaccines} - {"121"}
    within = [each for each in cases if {dose.cvx for dose in each.doses} <= known]
    report = check(engine, within)
    assert report.failed == []
    assert len(within) >= 110


def test_the_live_zoster_vaccine_keeps_other_live_vaccines_away(engine: Engine) -> None:
    forecasts = engine.forecast(date(1980, 1, 5), "F", [(date(2026, 1, 20), "121")], on=TODAY)
    assert forecasts["MMR"].earliest == date(2026, 2, 17)
    assert forecasts["Varicella"].dose_number == 2  # given below 50 years


def test_a_product_that_it_does_not_know_makes_it_ask_the_nurse(engine: Engine) -> None:
    doses = [(date(2025, 1, 10), "111", ""), (date(2025, 1, 20), "21", "")]
    forecasts = engine.forecast(BORN, "F", doses, on=TODAY)
    assert all(each.abstained for each in forecasts.values())
