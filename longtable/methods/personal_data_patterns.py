# ruff: noqa: E501, SIM905 (a pattern or list of words reads best whole)
"""How people in the United States write what identifies them, in English and Spanish, kept as data.

In every pattern the group `it` is what would be masked; the words that introduce it stay readable.
"""

from __future__ import annotations

import re
from typing import Final

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre"
    r"|diciembre)"
)
_DATE = (
    rf"(?:\d{{1,4}}[/.-]\d{{1,2}}[/.-]\d{{1,4}}|{_MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:de\s+)?{_MONTH}(?:\s+(?:del?\s+)?\d{{4}})?)"
)
_STREET = (
    r"(?:street|st|avenue|ave|road|rd|drive|dr|lane|ln|court|ct|circle|cir|boulevard|blvd|way|place|pl|terrace|ter"
    r"|trail|trl|parkway|pkwy|highway|hwy|loop|cove|calle|avenida)"
)
_DOOR = r"(?:,?\s*(?:apt|apartment|apartamento|unit|suite|ste|lot|lote|trailer)\.?\s*#?\s*\w{1,5}|,?\s*#\s*\w{1,5})?"
_UPPER = "A-ZÁÉÍÓÚÜÑ"
_NAME = rf"[{_UPPER}][\w'’-]+"
_FULL_NAME = rf"{_NAME}(?:\s+(?:[{_UPPER}]\.|(?:(?:de|del|la|las|los|van|von)\s+){{0,2}}{_NAME})){{0,3}}"
_KIN = (
    r"(?:son|daughter|husband|wife|mother|father|mom|dad|brother|sister|cousin|uncle|aunt|neighbor|friend|boss|landlord"
    r"|doctor|nurse|teacher|case ?worker|social worker|navigator|hij[oa]|espos[oa]|marido|mam[áa]|pap[áa]|madre|padre"
    r"|herman[oa]|prim[oa]|t[íi][oa]|abuel[oa]|vecin[oa]|amig[oa]|jefe|jefa|doctora|enfermer[oa]|maestr[oa]"
    r"|trabajadora? social)"
)

# Words that follow an introduction and are no name: "my name is not on the list", "soy de aquí".
NOT_A_NAME: Final = frozenset(
    """
    not on in at the a an always never still also misspelled spelled wrong everywhere too is was has being already
    and but i im from with who because so please my we our have live it for to of as or that this he she they
    no en el la los las un una siempre nunca también tampoco está esta y e pero yo vivo tengo soy desde con que porque
    mi muy importante difícil nadie escribo nací trabajo estoy necesito quiero para por al
    medicaid medicare english spanish español inglés county hospital clinic clínica health salud street road avenue
    """.split()
)


def _patterns(*expressions: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(expression, re.IGNORECASE) for expression in expressions)


PATTERNS: Final[dict[str, tuple[re.Pattern[str], ...]]] = {
    "email": _patterns(
        r"(?<![\w.+-])(?P<it>[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4})",
        r"(?<![\w.])(?P<it>\w[\w.]{1,40}\s*(?:\(at\)|\[at\]|\bat\b|\barroba\b)\s*"
        r"(?:gmail|yahoo|hotmail|outlook|icloud|aol)\s*(?:\.|\bdot\b|\bpunto\b)\s*com\b)",
    ),
    "link": _patterns(
        r"(?P<it>\b(?:https?://|www\.)[^\s<>]*(?:\?[^\s<>]*=|\d{4}|/u/|/profile|/user)[^\s<>]*[^\s<>.,;:!?)])",
        r"(?P<it>\b(?:https?://)?(?:www\.)?(?:facebook|instagram|tiktok|twitter|x|linkedin|wa|t)\.(?:com|me)/[\w.@/-]*\w)",
    ),
    "ssn": _patterns(
        r"(?<![\d-])(?P<it>\d{3}(?P<gap>[- ])\d{2}(?P=gap)\d{4})(?![\d-])",
        r"\b(?:ssn|social(?: security)?|seguro social)\b[^\d\n]{0,20}(?P<it>\d{9})\b",
    ),
    "id_number": _patterns(
        r"\b(?:medicaid|medicare|insurance|member|policy|case|patient|mrn|chart|seguro|p[óo]liza|caso|expediente"
        r"|paciente|tarjeta|licen[sc](?:e|ia)|passport|pasaporte)\b"
        r"(?:[\s:#.]+(?:id|number|no|num|n[úu]mero|card|is|es|de|del|mi|my|tarjeta|identificaci[óo]n))*[\s:#.]+"
        r"(?P<it>(?=[a-z]{0,4}-?(?:\d[a-z-]*){5})[a-z0-9][a-z0-9-]{4,}[a-z0-9])\b",
        r"\b(?P<it>A[- ]?\d{8,9})\b",
    ),
    "birth_date": _patterns(
        r"\b(?:born|dob|d\.o\.b\.?|date of birth|birth ?(?:day|date)|nac[íi](?:[óo])?|naci[óo]|nacid[oa]"
        rf"|fecha de nacimiento|cumplea[ñn]os|cumplo)\b(?:\s*:|\s+(?:is|was|on|es|el|fue|a[ñn]os))*\s*(?P<it>{_DATE})\b",
    ),
    "address": (
        *_patterns(
            r"(?<![\w$#,.-])(?P<it>\d{1,6}\s+(?:(?:old|n|s|e|w)\.?\s+)?(?:nc|us|state|county)?[\s-]*(?:highway|hwy|route|rt)\.?"
            rf"[\s-]*\d{{1,4}}\b{_DOOR})",
        ),
        # "123 Main St, Apt 4", and in small letters "123 main st" with one word between.
        re.compile(
            rf"(?<![\w$#,.-])(?P<it>\d{{1,6}}[A-Za-z]?\s+(?:[NSEW]\.?\s+|(?:North|South|East|West)\s+)?"
            rf"(?:(?:[{_UPPER}][\w'’.]*|\d+(?:st|nd|rd|th))\s+){{1,4}}(?i:{_STREET})\b(?i:{_DOOR}))"
        ),
        *_patterns(
            r"(?<![\w$#,.-])(?P<it>\d{2,6}\s+(?!(?:lanes?|miles?|feet|foot|bed|car|years?|people|million|percent|to|of|in"
            rf"|at|on|the|a|per|way)\b)[a-zñ]{{3,15}}\s+(?:st|ave|rd|dr|ln|ct|cir|blvd|street|avenue|road|drive|lane)\b{_DOOR})",
            r"\b(?P<it>(?:p\.?\s?o\.?\s?box|apartado postal)\s*#?\s*\d+)\b",
            rf"\b(?P<it>(?:calle|avenida|av\.|carretera|camino|callej[óo]n)\s+\d+\s*(?:#|n[úu]m(?:ero)?\.?|no\.)\s*\d+{_DOOR})",
        ),
        re.compile(
            rf"\b(?P<it>(?i:calle|avenida|av\.|carretera|camino|callej[óo]n|bulevar)\s+(?:[{_UPPER}]\w*\s+){{1,4}}"
            rf"(?:#|(?i:n[úu]m(?:ero)?\.?|no\.))?\s*\d{{1,6}}\b(?i:{_DOOR}))(?!\s+(?i:veces|a[ñn]os|personas|casas|de|d[íi]as))"
        ),
    ),
    "phone": _patterns(
        r"(?<![\w$.,/-])(?P<it>(?:\+?1[-. ]?)?(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4})(?![\w-])",
        r"\b(?:call|text|phone|cell|number|tel|at|is|al|n[úu]mero|ll[áa]m\w{1,5}|tel[ée]fono|celular|es)[ :.]+"
        r"(?P<it>[2-9]\d{2}-\d{4})(?![\w-])",
    ),
    "name": (
        re.compile(
            rf"\b(?i:my (?:full )?name(?:['’]s| is)|i am called|they call me|me llamo|mi nombre(?: completo)? es|se llama"
            rf"|h(?:is|er) name(?:['’]s| is))[ :]+(?P<it>{_FULL_NAME})"
        ),
        re.compile(
            r"\b(?i:my (?:full )?name is|me llamo|mi nombre es)[ :]+(?P<it>[^\W\d_]{2,20}(?: [^\W\d_]{2,20})?)"
        ),
        re.compile(
            rf"\b(?:Dra?\.?|Doctora?|doctora?|Mr\.?|Mrs\.?|Ms\.?|Miss|Sra?\.|Srta\.|Señora?|señora?|Don|Doña|don|doña|Nurse"
            rf"|nurse|Pastor|pastor|Rev\.|Reverend|Officer|Deputy)\s+(?P<it>{_FULL_NAME})(?!\s+(?i:{_STREET})\b)"
        ),
        re.compile(rf"\b(?i:my|mi|our|nuestr[oa])\s+(?i:{_KIN}),?\s+(?P<it>{_FULL_NAME})"),
    ),
    "handle": _patterns(
        r"(?<![\w@/.])(?P<it>@(?=[a-z_]*[\d_.]\w|\w{6})[a-z_][\w.]{1,28}\w)",
        r"\b(?:instagram|insta|ig|facebook|fb|twitter|tiktok|snap(?:chat)?|telegram)\s*(?:is|es|:|handle)\s*@?(?P<it>[\w.]{3,30})",
    ),
}
