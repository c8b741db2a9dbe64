"""Single words by which people stop messages, start them again, or ask what they are; in both languages.

The English stop words are those that U.S. carriers and the FCC's rule on revoking consent (47 CFR
64.1200(a)(10)) name; the Spanish ones are what people write instead.
"""

from enum import StrEnum

from longtable.methods.folding import fold


class Wish(StrEnum):
    """What somebody wants by one word."""

    STOP = "stop"
    START = "start"
    HELP = "help"


WORDS: dict[Wish, dict[str, frozenset[str]]] = {
    Wish.STOP: {
        "en": frozenset(
            {"stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout", "opt out"}
        ),
        "es": frozenset(
            {"alto", "basta", "parar", "pare", "cancelar", "cancele", "detener", "salir", "baja", "no mas"}
        ),
    },
    Wish.START: {
        "en": frozenset({"start", "unstop", "yes"}),
        "es": frozenset({"iniciar", "inicio", "comenzar", "empezar", "si"}),
    },
    Wish.HELP: {"en": frozenset({"help", "info"}), "es": frozenset({"ayuda", "informacion"})},
}

COURTESY = frozenset(
    {
        "please",
        "thanks",
        "thank",
        "you",
        "now",
        "all",
        "texting",
        "text",
        "texts",
        "messages",
        "me",
        "it",
        "por",
        "favor",
        "gracias",
        "ya",
        "todo",
        "todos",
        "mensajes",
        "los",
        "de",
    }
)
"""Words around the one that counts."""


def read_wish(text: str) -> tuple[Wish, str] | None:
    """The wish in a message and the language of its word; ``None`` when it says something else.

    "STOP", "Stop, please!" and "no más mensajes" are wishes; "please stop the bus cuts" is a comment.
    """
    folded = "".join(letter if letter.isalnum() else " " for letter in fold(text).text)
    said = folded.split()
    if not said or len(said) > 8:
        return None
    core = " ".join(word for word in said if word not in COURTESY)
    for wish, languages in WORDS.items():
        for language, words in languages.items():
            if core in words:
                return wish, language
    return None
