"""A vaccination schedule as data: what CDC's supporting data say, compiled and immutable, for the engine.

Nothing here knows a disease or an interval. Names follow the CDSi logic specification 4.6, Appendix A.
An empty :class:`Span` or date is None and means what the specification assumes for it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from longtable.methods.immunization.dates import Span


@dataclass(frozen=True, slots=True)
class Age:
    """From when and until when a dose may be given, and when it should. Several take turns by date."""

    absolute_minimum: Span | None = None
    minimum: Span | None = None
    earliest_recommended: Span | None = None
    latest_recommended: Span | None = None
    maximum: Span | None = None
    effective: date | None = None
    cessation: date | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """How long to wait after something: the dose before, a target dose, a product, an observation."""

    from_previous: bool = False
    from_target_dose: int | None = None
    from_most_recent: frozenset[str] = frozenset()
    from_observation: str | None = None
    absolute_minimum: Span | None = None
    minimum: Span | None = None
    earliest_recommended: Span | None = None
    latest_recommended: Span | None = None
    priority: bool = False
    effective: date | None = None
    cessation: date | None = None


@dataclass(frozen=True, slots=True)
class Product:
    """A vaccine that a target dose prefers, allows or names; the ages are those at which it counts."""

    cvx: str
    begin_age: Span | None = None
    end_age: Span | None = None
    mvx: str | None = None
    trade_name: str | None = None
    forecast: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition under which a target dose may be skipped (section 6.2)."""

    kind: str
    """``age``, ``completed_series``, ``interval`` or ``vaccine_count``."""
    start: date | None = None
    end: date | None = None
    begin_age: Span | None = None
    end_age: Span | None = None
    interval: Span | None = None
    dose_count: int | None = None
    dose_type: str | None = None
    """``valid`` or ``total``."""
    dose_count_logic: str | None = None
    """``greater_than``, ``equal_to`` or ``less_than``."""
    vaccine_types: frozenset[str] = frozenset()
    series_groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SkipSet:
    """Conditions that hold together (``and``) or one for all (``or``)."""

    conditions: tuple[Condition, ...]
    logic: str = "and"
    description: str = ""
    effective: date | None = None
    cessation: date | None = None


@dataclass(frozen=True, slots=True)
class Skip:
    """When a target dose need not be given: ``context`` is ``evaluation``, ``forecast`` or ``both``."""

    context: str
    sets: tuple[SkipSet, ...]
    logic: str = "or"


@dataclass(frozen=True, slots=True)
class SeriesDose:
    """A target dose before anybody has received it."""

    number: int
    ages: tuple[Age, ...] = ()
    intervals: tuple[Interval, ...] = ()
    allowable_intervals: tuple[Interval, ...] = ()
    preferable: tuple[Product, ...] = ()
    allowable: tuple[Product, ...] = ()
    inadvertent: frozenset[str] = frozenset()
    skips: tuple[Skip, ...] = ()
    recurring: bool = False
    season_start: date | None = None
    season_end: date | None = None


@dataclass(frozen=True, slots=True)
class Indication:
    """An observation that makes a risk series somebody's own, between two ages."""

    observation: str
    description: str = ""
    begin_age: Span | None = None
    end_age: Span | None = None
    guidance: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One path to immunity against one disease."""

    name: str
    kind: str
    """``standard``, ``risk`` or ``evaluation_only``."""
    doses: tuple[SeriesDose, ...]
    genders: frozenset[str] = frozenset()
    """``F``, ``M``, ``U``; empty means anybody."""
    default: bool = False
    product_path: bool = False
    group: str = "1"
    group_name: str = ""
    equivalent_groups: tuple[str, ...] = ()
    priority: str = ""
    """``A`` before ``B`` before ``C``."""
    preference: int | None = None
    minimum_age_to_start: Span | None = None
    maximum_age_to_start: Span | None = None
    indications: tuple[Indication, ...] = ()
    guidance: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contraindication:
    """An observation because of which an antigen, or only some products, must not be given."""

    observation: str
    title: str = ""
    text: str = ""
    guidance: str = ""
    begin_age: Span | None = None
    end_age: Span | None = None
    products: tuple[Product, ...] = ()
    """Empty when it concerns the antigen; else the products, each with its own ages."""


@dataclass(frozen=True, slots=True)
class BirthImmunity:
    """Who was born before a day had the disease, unless an exclusion holds or another country counts."""

    before: date
    country: str | None = None
    exclusions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Antigen:
    """A disease, what protects against it, and what speaks against that."""

    name: str
    vaccine_group: str
    series: tuple[Series, ...]
    clinical_immunity: tuple[str, ...] = ()
    birth_immunity: tuple[BirthImmunity, ...] = ()
    contraindications: tuple[Contraindication, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two products that must not follow each other too closely."""

    previous: str
    current: str
    begin: Span
    minimum_end: Span
    end: Span


@dataclass(frozen=True, slots=True)
class VaccineGroup:
    """What people call a vaccine: one antigen, or several that are given together."""

    name: str
    antigens: tuple[str, ...]
    administer_full: bool = False


@dataclass(frozen=True, slots=True)
class Association:
    """A product contains an antigen, for people between two ages."""

    antigen: str
    begin_age: Span | None = None
    end_age: Span | None = None


@dataclass(frozen=True, slots=True)
class Vaccine:
    """A product by its CVX code."""

    cvx: str
    name: str
    associations: tuple[Association, ...]


@dataclass(frozen=True, slots=True)
class CodedValue:
    """The same observation in another code system (SNOMED, CDCPHINVS, CVX)."""

    code: str
    system: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class KnownObservation:
    """What the schedule knows to ask about a person."""

    code: str
    title: str
    indication: str = ""
    contraindication: str = ""
    codes: tuple[CodedValue, ...] = ()


@dataclass(frozen=True, slots=True)
class Schedule:
    """Everything that the engine decides by."""

    version: str
    source: str
    released: str
    """The day of the release as its publisher writes it; empty when unknown."""
    antigens: tuple[Antigen, ...]
    vaccine_groups: tuple[VaccineGroup, ...]
    vaccines: tuple[Vaccine, ...]
    conflicts: tuple[Conflict, ...] = ()
    observations: tuple[KnownObservation, ...] = ()
    notes: tuple[str, ...] = field(default=())
    """Remarks for whoever reads the schedule: where it is incomplete, from where each fact was typed."""
