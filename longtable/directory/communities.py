"""The communities by which an organisation may say that it is led, or that it serves them.

Race and ethnicity follow OMB's Statistical Policy Directive 15 (2024); the others are groups that
the field's programs name. Codes are kept; words may change.
"""

from django.utils.translation import gettext_lazy as _

COMMUNITIES = {
    "american_indian": _("American Indian or Alaska Native people"),
    "asian": _("Asian people"),
    "black": _("Black or African American people"),
    "hispanic": _("Hispanic or Latino people"),
    "mena": _("Middle Eastern or North African people"),
    "pacific_islander": _("Native Hawaiian or Pacific Islander people"),
    "rural": _("people in rural places"),
    "farmworkers": _("farmworkers"),
    "immigrants": _("immigrants and refugees"),
    "disability": _("people with disabilities"),
    "deaf": _("people who are Deaf or hard of hearing"),
    "older_adults": _("older adults"),
    "youth": _("children and young people"),
    "parents": _("pregnant people and new parents"),
    "lgbtq": _("LGBTQ+ people"),
    "veterans": _("veterans"),
    "no_home": _("people without a home of their own"),
    "returning": _("people coming home from prison or jail"),
    "recovery": _("people in recovery"),
    "faith": _("people who share a faith"),
}
