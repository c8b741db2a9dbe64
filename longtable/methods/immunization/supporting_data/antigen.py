"""The file of one antigen: immunity, contraindications and series."""

from __future__ import annotations

from typing import Final

from longtable.methods.immunization.dates import read_date
from longtable.methods.immunization.schedule import (
    Antigen,
    BirthImmunity,
    Contraindication,
    Indication,
    Series,
)
from longtable.methods.immunization.supporting_data.dose import read_dose, read_product
from longtable.methods.immunization.supporting_data.xml import Element

KINDS: Final = {"standard": "standard", "risk": "risk", "evaluation only": "evaluation_only"}
GENDERS: Final = {"female": "F", "male": "M", "transgender": "T", "unknown": "U"}


def read_antigen(root: Element) -> Antigen:
    """The antigen that a file is about. Raises :class:`Incomplete`."""
    series = tuple(read_series(each) for each in root.all("series"))
    if not series:
        root.fail("no <series>")
    names = {each.must_say("targetDisease") for each in root.all("series")}
    groups = {each.must_say("vaccineGroup") for each in root.all("series")}
    if len(names) > 1 or len(groups) > 1:
        root.fail(f"more than one disease or vaccine group in one file: {sorted(names | groups)}")
    immunity = root.one("immunity")
    return Antigen(
        name=names.pop(),
        vaccine_group=groups.pop(),
        series=series,
        clinical_immunity=tuple(each.must_say("guidelineCode") for each in immunity.all("clinicalHistory")),
        birth_immunity=tuple(_birth_immunity(each) for each in immunity.all("dateOfBirth")),
        contraindications=_contraindications(root.one("contraindications")),
    )


def _birth_immunity(element: Element) -> BirthImmunity:
    element.must_say("immunityBirthDate")
    before = element.read("immunityBirthDate", read_date)
    assert before is not None
    exclusions = tuple(each.must_say("exclusionCode") for each in element.all("exclusion"))
    return BirthImmunity(before, element.says("birthCountry") or None, exclusions)


def _contraindications(element: Element) -> tuple[Contraindication, ...]:
    groups = (*element.all("vaccineGroup"), *element.all("vaccine"))
    return tuple(_contraindication(each) for group in groups for each in group.all("contraindication"))


def _contraindication(element: Element) -> Contraindication:
    """Ages stand at the disease, or at each of the products."""
    products = tuple(read_product(each) for each in element.all("contraindicatedVaccine"))
    return Contraindication(
        observation=element.must_say("observationCode"),
        title=element.says("observationTitle"),
        text=element.says("contraindicationText"),
        guidance=element.says("contraindicationGuidance"),
        begin_age=None if products else element.span("beginAge"),
        end_age=None if products else element.span("endAge"),
        products=products,
    )


def read_series(element: Element) -> Series:
    """One ``<series>``. Raises :class:`Incomplete`."""
    select = element.one("selectSeries")
    doses = tuple(read_dose(each) for each in element.all("seriesDose"))
    if [each.number for each in doses] != list(range(1, len(doses) + 1)) or not doses:
        element.fail("the target doses are not numbered from 1 without a gap")
    kind = element.must_say("seriesType").lower()
    if kind not in KINDS:
        element.one("seriesType").fail(f"{kind!r} is no type of series")
    return Series(
        name=element.must_say("seriesName"),
        kind=KINDS[kind],
        doses=doses,
        genders=frozenset(_genders(element)),
        default=select.flag("defaultSeries"),
        product_path=select.flag("productPath"),
        group=select.must_say("seriesGroup"),
        group_name=select.says("seriesGroupName"),
        equivalent_groups=element.codes("equivalentSeriesGroups"),
        priority=select.says("seriesPriority"),
        preference=select.read("seriesPreference", int),
        minimum_age_to_start=select.span("minAgeToStart"),
        maximum_age_to_start=select.span("maxAgeToStart"),
        indications=tuple(_indication(each) for each in element.all("indication")),
        guidance=tuple(each.text.strip() for each in element.all("seriesAdminGuidance")),
    )


def _genders(element: Element) -> list[str]:
    told = [each.text.strip().lower() for each in element.all("requiredGender")]
    unknown = [each for each in told if each not in GENDERS and each != "n/a"]
    if unknown:
        element.one("requiredGender").fail(f"{unknown[0]!r} is no gender")
    return [GENDERS[each] for each in told if each in GENDERS]


def _indication(element: Element) -> Indication:
    return Indication(
        observation=element.one("observationCode").must_say("code"),
        description=element.says("description"),
        begin_age=element.span("beginAge"),
        end_age=element.span("endAge"),
        guidance=element.says("guidance"),
    )
