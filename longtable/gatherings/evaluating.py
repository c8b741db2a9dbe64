"""What people are asked afterwards, as data: sentences, from 1 (not at all) to 5 (very much)."""

from longtable.core.localized import LocalizedText

QUESTIONS: dict[str, LocalizedText] = {
    "useful": LocalizedText.of(en="It was worth my time.", es="Valió la pena venir."),
    "understood": LocalizedText.of(
        en="I could follow it in my language.", es="Pude entender todo en mi idioma."
    ),
    "heard": LocalizedText.of(en="I could say what matters to me.", es="Pude decir lo que me importa."),
    "needs": LocalizedText.of(
        en="What I needed to take part was there.", es="Hubo lo que yo necesitaba para participar."
    ),
    "again": LocalizedText.of(en="I would come again.", es="Volvería a venir."),
}
"""Code -> sentence, in the order of the form."""

SCALE = (1, 2, 3, 4, 5)

FEWEST = 5
"""Below so many answers staff see no figures and no words: with fewer they would know whose they are."""
