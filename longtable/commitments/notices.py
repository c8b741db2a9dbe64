"""Messages about what was decided."""

from longtable.core.localized import LocalizedText
from longtable.messaging.registry import notice
from longtable.voices.notices import ANSWERS

ANSWER = "commitments.answer"

notice(
    ANSWER,
    topic=ANSWERS,
    subject=LocalizedText.of(en="What became of what you said", es="Qué pasó con lo que usted dijo"),
    text=LocalizedText.of(
        en="You told us something when we asked: {question}\n\n"
        "What we decided: {decided}\n\n"
        "{answer}\n\n"
        "{name}, {organization}\n\n"
        "Follow it here: {url}\n"
        "With your tracking code you can also see it next to your own words.",
        es="Usted nos dijo algo cuando preguntamos: {question}\n\n"
        "Qué decidimos: {decided}\n\n"
        "{answer}\n\n"
        "{name}, {organization}\n\n"
        "Sígalo aquí: {url}\n"
        "Con su código de seguimiento también puede verlo junto a sus propias palabras.",
    ),
    sms=LocalizedText.of(
        en="{organization}: you told us something, and {name} answers. We decided: {decided} "
        "More: {url} Reply STOP to end texts.",
        es="{organization}: usted nos dijo algo y {name} le responde. Decidimos: {decided} "
        "Más: {url} Responda ALTO para no recibir más mensajes.",
    ),
)
