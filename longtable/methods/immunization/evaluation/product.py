"""Whether the right product was given (sections 6.8 and 6.9)."""

from __future__ import annotations

from longtable.methods.immunization.finding import Finding
from longtable.methods.immunization.history import Given, Person
from longtable.methods.immunization.prepared import Target
from longtable.methods.immunization.schedule import Product


def judge_product(target: Target, person: Person, given: Given) -> Finding | None:
    """A preferable vaccine (Table 6-26) or an allowable one (Table 6-29). None when it is either.

    Volume decides nothing. A trade name stands in the schedule beside its manufacturer, who is compared;
    where the manufacturer was not told, the finding says so.
    """
    named = target.preferable.get(given.cvx, ()), target.allowable.get(given.cvx, ())
    code = "product_age" if any(named) else "wrong_product"
    for products in named:
        for each in products:
            if _is_of_age(each, person, given):
                if each.mvx is None or each.mvx == given.mvx:
                    return None
                code = "wrong_product" if given.mvx else "manufacturer_unknown"
    return Finding("Table 6-29", code, (("cvx", given.cvx),))


def _is_of_age(product: Product, person: Person, given: Given) -> bool:
    """CALCDTPREF-1, CALCDTPREF-2, CALCDTALLOW-1, CALCDTALLOW-2."""
    return person.is_between(given.date, product.begin_age, product.end_age)
