"""What holds for every path against one disease: immunity (section 7.2), contraindications (section 7.3)."""

from __future__ import annotations

from longtable.methods.immunization.forecasts import Missing
from longtable.methods.immunization.history import Person
from longtable.methods.immunization.journal import Journal
from longtable.methods.immunization.prepared import Plan, Target
from longtable.methods.immunization.schedule import Antigen, Contraindication


class Circumstances:
    """Somebody's immunity to one disease and what must not be given against it."""

    __slots__ = ("contraindicated_products", "guidance", "is_contraindicated", "is_immune", "missing")

    def __init__(self, antigen: Antigen, person: Person, plan: Plan, journal: Journal) -> None:
        self.missing: list[Missing] = []
        self.guidance: list[str] = []
        self.contraindicated_products: frozenset[str] = frozenset()
        self.is_contraindicated = False
        self.is_immune = self._immune(antigen, person, plan, journal)
        if person.observed:
            self._contraindicate(antigen, person, journal)

    def excludes(self, target: Target) -> bool:
        """Whether the series must not go on: for the disease, or for every preferable vaccine (Table 7-7).

        The vaccines of the next target dose are asked about, the only ones that could be given now.
        """
        if self.is_contraindicated or not self.contraindicated_products:
            return self.is_contraindicated
        return bool(target.preferable) and target.preferable.keys() <= self.contraindicated_products

    def _immune(self, antigen: Antigen, person: Person, plan: Plan, journal: Journal) -> bool:
        """Table 7-3."""
        for code in antigen.clinical_immunity:
            if code in person.observed:
                title = plan.observations[code].title
                journal.note("Table 7-3", "immune_by_history", text=title)
                return True
        for birth in antigen.birth_immunity:
            if person.birth >= birth.before or not person.observed.keys().isdisjoint(birth.exclusions):
                continue
            if birth.country and not person.country:
                values = (("before", birth.before), ("country", birth.country))
                self.missing.append(Missing("birth_country", values))
            elif not birth.country or _folded(birth.country) == _folded(person.country or ""):
                journal.note("Table 7-3", "immune_by_birth", before=birth.before)
                return True
        return False

    def _contraindicate(self, antigen: Antigen, person: Person, journal: Journal) -> None:
        """Tables 7-5 and 7-6, with CALCDTCI-1 and -2."""
        products: set[str] = set()
        for each in antigen.contraindications:
            if each.observation not in person.observed:
                continue
            if not person.is_between(person.on, each.begin_age, each.end_age):
                continue
            self._apply(each, person, products, journal)
        self.contraindicated_products = frozenset(products)

    def _apply(self, each: Contraindication, person: Person, products: set[str], journal: Journal) -> None:
        if each.guidance:
            self.guidance.append(each.guidance)
        if not each.products:
            self.is_contraindicated = True
            journal.note("Table 7-5", "contraindication", text=each.text or each.title)
            return
        excluded = {
            one.cvx for one in each.products if person.is_between(person.on, one.begin_age, one.end_age)
        }
        if excluded:
            products |= excluded
            codes = tuple(sorted(excluded))
            journal.note("Table 7-6", "product_contraindication", text=each.text or each.title, codes=codes)


def _folded(country: str) -> str:
    letters = "".join(each for each in country.upper() if each.isalpha())
    return "US" if letters in {"USA", "UNITEDSTATES", "UNITEDSTATESOFAMERICA"} else letters
