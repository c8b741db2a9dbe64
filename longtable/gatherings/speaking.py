"""Who said something, as a role: the common ones in every language, for findings that both regions read."""

from django.conf import settings

from longtable.core.localized import LocalizedText

ROLES: dict[str, LocalizedText] = {
    "neighbors": LocalizedText.of(en="neighbors", es="vecinos"),
    "parents": LocalizedText.of(en="parents", es="madres y padres"),
    "young-people": LocalizedText.of(en="young people", es="jóvenes"),
    "older-adults": LocalizedText.of(en="older adults", es="personas mayores"),
    "people-with-disabilities": LocalizedText.of(
        en="people with disabilities", es="personas con discapacidad"
    ),
    "patients": LocalizedText.of(en="patients", es="pacientes"),
    "caregivers": LocalizedText.of(en="caregivers", es="personas que cuidan a alguien"),
    "farmworkers": LocalizedText.of(en="farmworkers", es="trabajadores del campo"),
    "tribal-members": LocalizedText.of(en="members of a tribe", es="integrantes de una tribu"),
    "peer-workers": LocalizedText.of(en="peer workers", es="personas de apoyo entre pares"),
    "community-health-workers": LocalizedText.of(
        en="community health workers", es="promotoras y promotores de salud"
    ),
    "health-workers": LocalizedText.of(en="health workers", es="personal de salud"),
    "pastors": LocalizedText.of(en="pastors and faith leaders", es="pastores y líderes religiosos"),
    "teachers": LocalizedText.of(en="teachers", es="maestras y maestros"),
    "community-organizations": LocalizedText.of(
        en="community organizations", es="organizaciones comunitarias"
    ),
    "county-staff": LocalizedText.of(en="county staff", es="personal del condado"),
    "state-staff": LocalizedText.of(en="state staff", es="personal del estado"),
    "health-plans": LocalizedText.of(en="health plans", es="planes de salud"),
}
"""Code -> words, in the order of the form."""


def role_words(role: str, language: str) -> LocalizedText:
    """Words for a role: of the list, or one's own in the language in which they were written."""
    if role in ROLES:
        return ROLES[role]
    return LocalizedText.of(**{language or settings.LANGUAGE_CODE: role})
