"""Which answers about oneself can be held against which groups of a counted population. Edit here only.

The questions follow the directive of 2024 (several answers welcome); the counted groups follow that of 1997,
race and ethnicity apart. So Middle Eastern or North African counts in White, Asian and Pacific Islander in
one group, and Hispanic or Latino in a question of its own. Who chose two groups counts in both.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from longtable.core.localized import LocalizedText
from longtable.people.demographics import DECLINED, QUESTIONS


@dataclass(frozen=True)
class Group:
    """People of one kind. ``answers``: codes of the question; ``counted``: groups in the population, none
    where nobody counts them. ``who`` stands within a sentence: "people from 65 to 74"."""

    code: str
    name: LocalizedText
    who: LocalizedText
    answers: frozenset[str] = frozenset()
    counted: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stratum:
    """One way of dividing people. ``counted``: the stratum of the population, empty where nobody counts it.

    ``otherwise``: code of the group of those whose answer is in no other group; without it they stand apart.
    """

    code: str
    title: Any
    question: str
    groups: tuple[Group, ...]
    counted: str = ""
    otherwise: str = ""
    note: Any = ""

    def groups_of(self, answers: Iterable[str] | None) -> tuple[str, ...]:
        """Codes of the groups to which somebody belongs who gave these answers."""
        chosen = {answer.partition(".")[0] for answer in answers or ()} - {DECLINED}
        found = tuple(group.code for group in self.groups if group.answers & chosen)
        return found or ((self.otherwise,) if self.otherwise and chosen else ())


def _group(
    code: str, names: tuple[str, str], who: tuple[str, str], answers: str = "", counted: str = ""
) -> Group:
    return Group(
        code,
        LocalizedText.of(en=names[0], es=names[1]),
        LocalizedText.of(en=who[0], es=who[1]),
        frozenset(answers.split()),
        tuple(counted.split("|")) if counted else (),
    )


RACE = Stratum(
    "race",
    _("Race"),
    "race_ethnicity",
    (
        _group(
            "american_indian",
            ("American Indian or Alaska Native", "Indígena de las Américas o nativo/a de Alaska"),
            (
                "American Indian or Alaska Native people",
                "personas indígenas de las Américas o nativas de Alaska",
            ),
            "american_indian",
            "American Indian or Alaskan Native",
        ),
        _group(
            "asian_pacific",
            ("Asian or Pacific Islander", "Asiático/a o de las islas del Pacífico"),
            ("Asian or Pacific Islander people", "personas asiáticas o de las islas del Pacífico"),
            "asian pacific_islander",
            "Asian or Pacific Islander",
        ),
        _group(
            "black",
            ("Black or African American", "Negro/a o afroamericano/a"),
            ("Black or African American people", "personas negras o afroamericanas"),
            "black",
            "Black or African American",
        ),
        _group(
            "white",
            ("White", "Blanco/a"),
            ("white people", "personas blancas"),
            "white middle_eastern",
            "White",
        ),
    ),
    counted="race",
    note=_(
        "Whoever chose several counts in each, so the rows may add up to more than everybody. The population "
        "is counted in the categories of 1997: Middle Eastern or North African is part of White there, and "
        "Hispanic or Latino is a question of its own."
    ),
)

ETHNICITY = Stratum(
    "ethnicity",
    _("Hispanic or Latino"),
    "race_ethnicity",
    (
        _group(
            "hispanic",
            ("Hispanic or Latino", "Hispano/a o latino/a"),
            ("Hispanic or Latino people", "personas hispanas o latinas"),
            "hispanic",
            "Hispanic",
        ),
        _group(
            "not_hispanic",
            ("Not Hispanic or Latino", "Ni hispano/a ni latino/a"),
            ("people who are not Hispanic or Latino", "personas que no son hispanas ni latinas"),
            "",
            "Non-Hispanic",
        ),
    ),
    counted="ethnicity",
    otherwise="not_hispanic",
    note=_("People who answered the question and did not choose Hispanic or Latino count as not Hispanic."),
)

AGE = Stratum(
    "age",
    _("Age"),
    "age_band",
    (
        _group(
            "under_18",
            ("Under 18", "Menos de 18"),
            ("people under 18", "personas menores de 18 años"),
            "under_18",
            "0-17",
        ),
        _group(
            "18_24",
            ("18 to 24", "De 18 a 24"),
            ("people from 18 to 24", "personas de 18 a 24 años"),
            "18_24",
            "18-24",
        ),
        _group(
            "25_64",
            ("25 to 64", "De 25 a 64"),
            ("people from 25 to 64", "personas de 25 a 64 años"),
            "25_44 45_64",
            "25-49|50-64",
        ),
        _group(
            "65_74",
            ("65 to 74", "De 65 a 74"),
            ("people from 65 to 74", "personas de 65 a 74 años"),
            "65_74",
            "65-74",
        ),
        _group(
            "75_over",
            ("75 or older", "75 o más"),
            ("people of 75 or older", "personas de 75 años o más"),
            "75_over",
            "75+",
        ),
    ),
    counted="age",
    note=_(
        "We ask for 25 to 44 and 45 to 64; the population is counted as 25 to 49 and 50 to 64. "
        "So both stand together."
    ),
)

SEX = Stratum(
    "sex",
    _("Sex"),
    "sex",
    (
        _group("female", ("Female", "Mujer"), ("women and girls", "mujeres y niñas"), "female", "Female"),
        _group("male", ("Male", "Hombre"), ("men and boys", "hombres y niños"), "male", "Male"),
    ),
    counted="sex",
)

COUNTED = (RACE, ETHNICITY, AGE, SEX)
"""What a population is counted by."""


def _uncounted(question: str, title: Any) -> Stratum:
    options = QUESTIONS[question].options
    groups = (Group(each.code, each.words, each.words, frozenset({each.code})) for each in options)
    return Stratum(question, title, question, tuple(groups))


UNCOUNTED = (
    _uncounted("language_speaking", _("Languages people like to speak")),
    _uncounted("language_reading", _("Languages people like to read")),
    _uncounted("disability", _("Health conditions in daily life")),
    _uncounted("rural", _("Where people say they live")),
)
"""What people may tell and no population here is counted by: shown, and compared with nothing."""
