"""The questions about oneself, as data: code, words, options. Edit here and nowhere else.

Race and ethnicity follow the combined question of the Office of Management and Budget's
Statistical Policy Directive No. 15 as revised on 28 March 2024: seven minimum categories, all
that apply, each with optional detail.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings

from longtable.core.localized import LocalizedText

DECLINED = "declined"
"""The code of "prefer not to say", on every question. A question that was not asked has no answer at all."""


NOTHING = LocalizedText()


class UnknownQuestion(KeyError):
    """There is no such question, or this deployment does not ask it."""


@dataclass(frozen=True)
class Option:
    """One thing that one can tick. ``details`` are finer ones within it, all optional."""

    code: str
    words: LocalizedText
    details: tuple["Option", ...] = ()


@dataclass(frozen=True)
class Question:
    """One question. ``multi``: several options may be true. ``off_by_default``: asked only where a
    deployment names it in ``DEMOGRAPHICS_ALSO``, because the answer can endanger somebody."""

    code: str
    words: LocalizedText
    options: tuple[Option, ...]
    multi: bool = False
    off_by_default: bool = False
    hint: LocalizedText = NOTHING

    def every_option(self) -> Iterator[Option]:
        """The options with their details, in the order of the page."""
        for option in self.options:
            yield option
            yield from option.details

    @property
    def codes(self) -> frozenset[str]:
        """Every code that can be an answer, :data:`DECLINED` among them."""
        return frozenset(option.code for option in self.every_option()) | {DECLINED}


def _option(code: str, en: str, es: str, *details: tuple[str, str, str]) -> Option:
    return Option(
        code,
        LocalizedText.of(en=en, es=es),
        tuple(
            Option(f"{code}.{part}", LocalizedText.of(en=words, es=palabras))
            for part, words, palabras in details
        ),
    )


_LANGUAGES = (
    _option("en", "English", "Inglés"),
    _option("es", "Spanish", "Español"),
    _option("ar", "Arabic", "Árabe"),
    _option("zh", "Chinese", "Chino"),
    _option("fr", "French", "Francés"),
    _option("hmn", "Hmong", "Hmong"),
    _option(
        "mix",
        "An Indigenous language of Mexico or Central America",
        "Una lengua indígena de México o Centroamérica",
    ),
    _option("vi", "Vietnamese", "Vietnamita"),
    _option("sgn", "Sign language", "Lengua de señas"),
    _option("other", "Another language", "Otro idioma"),
)

QUESTIONS: dict[str, Question] = {
    question.code: question
    for question in (
        Question(
            "race_ethnicity",
            LocalizedText.of(en="What is your race and/or ethnicity?", es="¿Cuál es su raza o etnicidad?"),
            (
                _option(
                    "american_indian",
                    "American Indian or Alaska Native",
                    "Indígena de las Américas o nativo/a de Alaska",
                    ("lumbee", "Lumbee", "Lumbee"),
                    ("cherokee", "Cherokee", "Cherokee"),
                    ("other_us", "Another tribe of the United States", "Otra tribu de los Estados Unidos"),
                    (
                        "latin_american",
                        "Maya, Mixtec, Aztec or another people of Latin America",
                        "Maya, mixteco/a, azteca o de otro pueblo de América Latina",
                    ),
                ),
                _option(
                    "asian",
                    "Asian",
                    "Asiático/a",
                    ("chinese", "Chinese", "Chino/a"),
                    ("indian", "Asian Indian", "Indio/a de la India"),
                    ("filipino", "Filipino", "Filipino/a"),
                    ("vietnamese", "Vietnamese", "Vietnamita"),
                    ("korean", "Korean", "Coreano/a"),
                    ("japanese", "Japanese", "Japonés/a"),
                    ("hmong", "Hmong", "Hmong"),
                ),
                _option(
                    "black",
                    "Black or African American",
                    "Negro/a o afroamericano/a",
                    ("african_american", "African American", "Afroamericano/a"),
                    ("jamaican", "Jamaican", "Jamaiquino/a"),
                    ("haitian", "Haitian", "Haitiano/a"),
                    ("nigerian", "Nigerian", "Nigeriano/a"),
                    ("ethiopian", "Ethiopian", "Etíope"),
                    ("somali", "Somali", "Somalí"),
                ),
                _option(
                    "hispanic",
                    "Hispanic or Latino",
                    "Hispano/a o latino/a",
                    ("mexican", "Mexican", "Mexicano/a"),
                    ("puerto_rican", "Puerto Rican", "Puertorriqueño/a"),
                    ("salvadoran", "Salvadoran", "Salvadoreño/a"),
                    ("cuban", "Cuban", "Cubano/a"),
                    ("dominican", "Dominican", "Dominicano/a"),
                    ("guatemalan", "Guatemalan", "Guatemalteco/a"),
                    ("honduran", "Honduran", "Hondureño/a"),
                ),
                _option(
                    "middle_eastern",
                    "Middle Eastern or North African",
                    "De Oriente Medio o del norte de África",
                    ("lebanese", "Lebanese", "Libanés/a"),
                    ("iranian", "Iranian", "Iraní"),
                    ("egyptian", "Egyptian", "Egipcio/a"),
                    ("syrian", "Syrian", "Sirio/a"),
                    ("iraqi", "Iraqi", "Iraquí"),
                    ("israeli", "Israeli", "Israelí"),
                ),
                _option(
                    "pacific_islander",
                    "Native Hawaiian or Pacific Islander",
                    "Nativo/a de Hawái o de las islas del Pacífico",
                    ("native_hawaiian", "Native Hawaiian", "Nativo/a de Hawái"),
                    ("samoan", "Samoan", "Samoano/a"),
                    ("chamorro", "Chamorro", "Chamorro"),
                    ("tongan", "Tongan", "Tongano/a"),
                    ("fijian", "Fijian", "Fiyiano/a"),
                    ("marshallese", "Marshallese", "Marshalés/a"),
                ),
                _option(
                    "white",
                    "White",
                    "Blanco/a",
                    ("english", "English", "Inglés/a"),
                    ("german", "German", "Alemán/a"),
                    ("irish", "Irish", "Irlandés/a"),
                    ("italian", "Italian", "Italiano/a"),
                    ("polish", "Polish", "Polaco/a"),
                    ("scottish", "Scottish", "Escocés/a"),
                ),
            ),
            multi=True,
            hint=LocalizedText.of(en="Choose all that are true.", es="Marque todo lo que corresponda."),
        ),
        Question(
            "sex",
            LocalizedText.of(en="What is your sex?", es="¿Cuál es su sexo?"),
            (
                _option("female", "Female", "Mujer"),
                _option("male", "Male", "Hombre"),
                _option("other", "Another answer", "Otra respuesta"),
            ),
        ),
        Question(
            "age_band",
            LocalizedText.of(en="How old are you?", es="¿Qué edad tiene?"),
            (
                _option("under_18", "Under 18", "Menos de 18"),
                _option("18_24", "18 to 24", "De 18 a 24"),
                _option("25_44", "25 to 44", "De 25 a 44"),
                _option("45_64", "45 to 64", "De 45 a 64"),
                _option("65_74", "65 to 74", "De 65 a 74"),
                _option("75_over", "75 or older", "75 o más"),
            ),
        ),
        Question(
            "language_reading",
            LocalizedText.of(en="Which languages do you like to read?", es="¿En qué idiomas prefiere leer?"),
            tuple(language for language in _LANGUAGES if language.code != "sgn"),
            multi=True,
        ),
        Question(
            "language_speaking",
            LocalizedText.of(
                en="Which languages do you like to speak?", es="¿En qué idiomas prefiere hablar?"
            ),
            _LANGUAGES,
            multi=True,
        ),
        Question(
            "rural",
            LocalizedText.of(en="Where do you live?", es="¿Dónde vive?"),
            (
                _option("city", "In a city", "En una ciudad"),
                _option("town", "In a small town", "En un pueblo"),
                _option("country", "In the country", "En el campo"),
            ),
        ),
        Question(
            "disability",
            LocalizedText.of(
                en="Does a health condition make daily life harder for you?",
                es="¿Tiene algún problema de salud que le haga más difícil la vida diaria?",
            ),
            (
                _option("none", "No", "No"),
                _option("seeing", "Seeing, even with glasses", "Ver, aun con lentes"),
                _option("hearing", "Hearing, even with a hearing aid", "Oír, aun con audífono"),
                _option("moving", "Walking or climbing stairs", "Caminar o subir escaleras"),
                _option("thinking", "Remembering or concentrating", "Recordar o concentrarse"),
                _option("self_care", "Washing or dressing", "Bañarse o vestirse"),
                _option("errands", "Running errands alone", "Hacer mandados sin ayuda"),
            ),
            multi=True,
        ),
        Question(
            "sexual_orientation",
            LocalizedText.of(
                en="Which of these do you think of yourself as?", es="¿Cómo se considera usted?"
            ),
            (
                _option("straight", "Straight", "Heterosexual"),
                _option("gay", "Gay or lesbian", "Gay o lesbiana"),
                _option("bisexual", "Bisexual", "Bisexual"),
                _option("other", "Another answer", "Otra respuesta"),
            ),
            off_by_default=True,
        ),
        Question(
            "gender_identity",
            LocalizedText.of(en="What is your gender?", es="¿Cuál es su género?"),
            (
                _option("woman", "Woman", "Mujer"),
                _option("man", "Man", "Hombre"),
                _option("transgender", "Transgender", "Transgénero"),
                _option("nonbinary", "Non-binary", "No binario"),
                _option("other", "Another answer", "Otra respuesta"),
            ),
            multi=True,
            off_by_default=True,
        ),
        Question(
            "religion",
            LocalizedText.of(en="What is your religion, if any?", es="¿Cuál es su religión, si tiene una?"),
            (
                _option("none", "None", "Ninguna"),
                _option("christian", "Christian", "Cristiana"),
                _option("jewish", "Jewish", "Judía"),
                _option("muslim", "Muslim", "Musulmana"),
                _option("buddhist", "Buddhist", "Budista"),
                _option("hindu", "Hindu", "Hindú"),
                _option("other", "Another religion", "Otra religión"),
            ),
            off_by_default=True,
        ),
    )
}


def allowed_questions() -> tuple[Question, ...]:
    """What this deployment may ask: everything but what is off by default and not switched on."""
    also = set(getattr(settings, "DEMOGRAPHICS_ALSO", ()))
    return tuple(each for each in QUESTIONS.values() if not each.off_by_default or each.code in also)


def question(code: str) -> Question:
    """The question of that code. Raises :class:`UnknownQuestion`, also for one that may not be asked."""
    for each in allowed_questions():
        if each.code == code:
            return each
    raise UnknownQuestion(code)
