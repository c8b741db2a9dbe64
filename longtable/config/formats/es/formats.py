"""Spanish as in the United States: a 12-hour clock, 1,234.5, and typed dates with the month first.

Hours are written as the Academy has them, with spaces that do not break: "9 a. m.", "9:30 p. m.".
"""

from django.utils.translation import gettext_noop

HALVES = gettext_noop("a.m."), gettext_noop("p.m.")
"""What Django writes after the hour; our catalogue says how."""

TIME_FORMAT = "f\u00a0a"
DATETIME_FORMAT = "j \\d\\e F \\d\\e Y, f\u00a0a"
SHORT_DATE_FORMAT = "m/d/Y"
SHORT_DATETIME_FORMAT = "m/d/Y f\u00a0a"
FIRST_DAY_OF_WEEK = 0  # Sunday
DATE_INPUT_FORMATS = ["%m/%d/%Y", "%m/%d/%y"]
DATETIME_INPUT_FORMATS = ["%m/%d/%Y %H:%M:%S", "%m/%d/%Y %H:%M", "%m/%d/%y %H:%M"]
DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
