"""What an agreement of each kind must state, as data: for whoever drafts one and for whoever reads it.

A point says where it was read. One without a source is good practice that nobody should take for law;
an agency's counsel has the last word on all of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from longtable.partnerships.models import Agreement, AgreementKind


@dataclass(frozen=True)
class Point:
    """One thing that an agreement must state. ``source`` is where that was read; empty: good practice."""

    key: str
    words: Promise | str
    source: str = ""
    url: str = ""


@dataclass(frozen=True)
class Checked:
    """A point, and where the document states it; empty while nobody found it there."""

    point: Point
    where: str


GUSNIP = "HHS, Food is Medicine: GusNIP produce prescription"
GUSNIP_URL = (
    "https://odphp.health.gov/foodismedicine/federal-resource-hub/"
    "gus-schumacher-nutrition-incentive-program-produce-prescription"
)
WIC_HANDBOOK = "USDA and HRSA, WIC coordination strategies handbook"
WIC_HANDBOOK_URL = "https://www.fns.usda.gov/wic/coordination-strategies-handbook"
WIC_SHARING = "WIC information sharing agreement rules, as a state agency prints them"
WIC_SHARING_URL = "http://www.dhs.state.il.us/page.aspx?item=38924"
PART_2 = "42 CFR Part 2, final rule of 16 February 2024"
PART_2_URL = "https://regulations.justia.com/regulations/fedreg/2024/02/16/2024-02544.html"
FERPA = "FERPA and the Uninterrupted Scholars Act"
FERPA_URL = "https://omb.report/icr/201404-3170-001/doc/46649401"
SIX_ITEMS = "Vermont Food in Health: questions about the Hunger Vital Sign"
SIX_ITEMS_URL = "https://vtfoodinhealth.net/hvs-faqs"

EVERY: tuple[Point, ...] = (
    Point("responsibilities", _("what each party is responsible for")),
    Point("people", _("a person with a name on each side")),
    Point("term", _("the first and the last day, and how it is renewed or ended")),
)
"""What every agreement states."""

CHECKLISTS: Mapping[str, tuple[Point, ...]] = {
    AgreementKind.MOU: (
        Point("purpose", _("what the parties want to reach together")),
        Point("money", _("whether any money moves, and that it moves only under a contract")),
    ),
    AgreementKind.DATA_SHARING: (
        Point("data", _("which data move, from whom to whom, and for what")),
        Point("basis", _("the law, exception or consent on which each of them moves")),
        Point(
            "substance_use",
            _(
                "for substance use records: the consent that names who receives them, for what and "
                "how far, and the notice that goes with them"
            ),
            PART_2,
            PART_2_URL,
        ),
        Point(
            "education",
            _("for education records: who is legally responsible for the child, or whose consent there is"),
            FERPA,
            FERPA_URL,
        ),
        Point("redisclosure", _("whether the receiver may pass anything on")),
        Point("safety", _("how the data are protected, and who is told when something goes wrong")),
        Point("end", _("what happens to the data at the end: given back, or destroyed")),
    ),
    AgreementKind.FOOD_PRESCRIPTION: (
        Point(
            "health_partner",
            _("which health care partner takes part, and in which way"),
            GUSNIP,
            GUSNIP_URL,
        ),
        Point(
            "goals",
            _("what is to change: fruit and vegetables eaten, food security, use and cost of health care"),
            GUSNIP,
            GUSNIP_URL,
        ),
        Point("who", _("who can get a prescription, and how they say yes")),
        Point("dose", _("how much for how many weeks, and for how large a household")),
        Point("redeeming", _("where it is redeemed, and who writes down each visit")),
        Point(
            "measure",
            _("which questions measure change: six items before and after, not the two of the screening"),
            SIX_ITEMS,
            SIX_ITEMS_URL,
        ),
        Point("payment", _("who pays for the food, and when")),
    ),
    AgreementKind.WIC: (
        Point(
            "each_party",
            _("what each party does, in a formal agreement"),
            WIC_SHARING,
            WIC_SHARING_URL,
        ),
        Point(
            "use",
            _("that what is shared serves only to find out who is eligible and to reach out to them"),
            WIC_SHARING,
            WIC_SHARING_URL,
        ),
        Point("third_party", _("that nothing is passed on to anybody else"), WIC_SHARING, WIC_SHARING_URL),
        Point("ways", _("how families are sent from one to the other"), WIC_HANDBOOK, WIC_HANDBOOK_URL),
    ),
    AgreementKind.ACADEMIC: (
        Point("teaching", _("who teaches and who supervises, and how many trainees")),
        Point("fitness", _("immunizations and background checks before the first day")),
        Point("insurance", _("who insures trainees")),
        Point(
            "records",
            _("that a trainee's records are seen only by their own school and site"),
            FERPA,
            FERPA_URL,
        ),
    ),
    AgreementKind.IN_KIND: (
        Point("what", _("what is given: things, rooms or hours, and how many")),
        Point("value", _("how its value is worked out and written down")),
        Point("care", _("who looks after it, insures it and takes it back")),
    ),
}
"""What an agreement of a kind states besides."""


def points_of(kind: str) -> tuple[Point, ...]:
    """Everything that an agreement of ``kind`` must state, in reading order."""
    return (*EVERY, *CHECKLISTS[kind])


def checked(agreement: Agreement) -> list[Checked]:
    """Each point with where the document states it."""
    return [Checked(point, agreement.stated.get(point.key, "")) for point in points_of(agreement.kind)]


def hands_nothing_on(kind: str) -> bool:
    """Whether an agreement of ``kind`` must not let a receiver hand data on (see :data:`WIC_SHARING`)."""
    return kind == AgreementKind.WIC
