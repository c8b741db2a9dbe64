"""The engine beside CDC's published cases: what it says of every dose, and when the next is due."""

from __future__ import annotations

from typing import Final

import pytest

from longtable.methods.immunization.checking import Report, check
from longtable.methods.tests import cdsi

pytestmark = pytest.mark.corpora

FIRST_GATE: Final = {"MMR", "VAR", "HepA", "ZOSTER", "MENB", "HPV", "COVID-19"}

BAD_CASE: Final = "2018-0022"
"""Expects "Inadvertent Vaccine", but no HepB target dose of the release names an inadvertent vaccine."""


@pytest.mark.slow
def test_all_cases_pass_but_the_one_that_the_data_cannot_give() -> None:
    report = check(cdsi.engine(), cdsi.cases())
    assert {each.case for each in report.failed} == {BAD_CASE}
    assert report.total.as_dict() == {
        "cases": 1013,
        "passed": 1012,
        "evaluations": 2302,
        "evaluations_right": 2301,
    }
    assert _passed(report) == sum(each.vaccine_group in FIRST_GATE for each in cdsi.cases()) == 358


def test_a_tenth_of_the_cases_pass() -> None:
    report = check(cdsi.engine(), cdsi.cases()[::10])
    assert not report.failed
    assert len(report.groups) == 16


def test_a_wrong_answer_is_told_by_case_and_field() -> None:
    bad = [each for each in cdsi.cases() if each.id == BAD_CASE]
    report = check(cdsi.engine(), bad).as_dict()
    assert report["total"] == {"cases": 1, "passed": 0, "evaluations": 1, "evaluations_right": 0}
    assert report["failed"] == [
        {
            "case": BAD_CASE,
            "field": "Evaluation_Reason_1",
            "expected": "Inadvertent Vaccine",
            "got": "product_age",
        }
    ]


def _passed(report: Report) -> int:
    return sum(score.passed for name, score in report.groups.items() if name in FIRST_GATE)
