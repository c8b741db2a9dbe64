"""Whether the right product was given (sections 6.8 and 6.9)."""

from __future__ import annotations

from longtable.methods.immunization.finding import Finding
from longtable.methods.immunization.history import Given, Person
from longtable.methods.immunization.prepared import Target
from longtable.methods.immunization.schedule import Product


def judge_product(target: Target, person: Person, given: Given) -> Finding | None:
    """A preferable vaccine (Table 6-26) or an allowable one (Table 6-29). None when it is either.

    Volume decides nothing. A trade name stands in the schedule beside its manufacturer, who is compared.
    """
    for product in target.preferable.get(given.cvx, ()):
        if _is_of_age(product, person, given) and product.mvx in (None, given.mvx):
            return None
    for product in target.allowable.get(given.cvx, ()):
        if _is_of_age(product, person, given):
            return None
    known = given.cvx in target.preferable or given.cvx in target.allowable
    return Finding("Table 6-29", "product_age" if known else "wrong_product", (("cvx", given.cvx),))


def _is_of_age(product: Product, person: Person, given: Given) -> bool:
    """CALCDTPREF-1 and -2, CALCDTALLOW-1 and -2."""
    return person.is_between(given.date, product.begin_age, product.end_age)
