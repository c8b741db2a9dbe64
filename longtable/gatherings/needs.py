"""What people need so that they can take part in a gathering, as data. Edit here only."""

from collections.abc import Collection

from longtable.core.localized import LocalizedText
from longtable.councils.topics import TOPICS
from longtable.directory.languages import name_of

NEEDS: dict[str, LocalizedText] = {
    "interpreter": LocalizedText.of(en="An interpreter, free of charge", es="Un intérprete, gratis"),
    "sign_language": LocalizedText.of(
        en="American Sign Language (ASL)", es="Lengua de señas americana (ASL)"
    ),
    "captions": LocalizedText.of(en="Captions: what is said, in writing", es="Subtítulos de lo que se dice"),
    "large_print": LocalizedText.of(en="Papers in large print", es="Materiales en letra grande"),
    "step_free": LocalizedText.of(en="A way in without steps", es="Una entrada sin escalones"),
    "childcare": LocalizedText.of(en="Child care during it", es="Cuidado de niños durante la reunión"),
    "ride": LocalizedText.of(en="A ride there and back", es="Transporte de ida y vuelta"),
    "diet": LocalizedText.of(en="Food I can eat", es="Comida que yo pueda comer"),
    "other": LocalizedText.of(en="Something else", es="Otra cosa"),
}
"""Code -> words, in the order of the form."""

TO_ARRANGE = ("interpreter", "sign_language", "captions", "childcare", "ride")
"""Needs that somebody has to be found for; the rest is seen to by whoever prepares the room."""


IN_THE_ROOM = ("step_free", "childcare", "ride", "diet")
"""Needs of whoever comes in person: a webinar arranges none of them."""


def offered(codes: Collection[str], *, is_in_person: bool) -> list[str]:
    """Those of ``codes`` that make sense, in the order of the form."""
    return [code for code in NEEDS if code in codes and (is_in_person or code not in IN_THE_ROOM)]


def words_of(need: str, language: str) -> str:
    """``An interpreter, free of charge: Hmong``, in the language that is active."""
    words = str(NEEDS[need]) if need in NEEDS else need
    return f"{words}: {name_of(language)}" if language and need == "interpreter" else words


__all__ = ["IN_THE_ROOM", "NEEDS", "TOPICS", "TO_ARRANGE", "offered", "words_of"]
