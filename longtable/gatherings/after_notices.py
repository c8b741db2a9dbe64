"""Words that we send after a gathering, to those who signed up."""

from longtable.core.localized import LocalizedText
from longtable.gatherings.notices import GATHERING
from longtable.messaging.registry import notice

notice(
    "gatherings.follow_up",
    topic=GATHERING,
    subject=LocalizedText.of(en="Thank you for coming: {gathering}", es="Gracias por venir: {gathering}"),
    text=LocalizedText.of(
        en="Thank you for being part of {gathering}.\n\nWhat was shown there: {materials}\n\nQuestions "
        "and answers: {answers}\n\nWhat was found: {findings}\n\nHow was it for you? It takes a "
        "minute, and nobody will know who wrote it: {evaluation}",
        es="Gracias por ser parte de {gathering}.\n\nLo que se presentó: {materials}\n\nPreguntas y "
        "respuestas: {answers}\n\nLo que se encontró: {findings}\n\n¿Qué le pareció? Toma un minuto y nadie "
        "sabrá quién lo escribió: {evaluation}",
    ),
    sms=LocalizedText.of(
        en="Thank you for being part of {gathering}. Answers: {answers} How was it? One minute: {evaluation}",
        es="Gracias por ser parte de {gathering}. Respuestas: {answers} Cuéntenos en un minuto: {evaluation}",
    ),
)

notice(
    "gatherings.missed",
    topic=GATHERING,
    subject=LocalizedText.of(en="What came of {gathering}", es="Lo que salió de {gathering}"),
    text=LocalizedText.of(
        en="You signed up for {gathering}. In case you could not come, you can still read what was shown: "
        "{materials}\n\nQuestions and answers: {answers}\n\nWhat was found: {findings}",
        es="Usted se inscribió en {gathering}. Por si no pudo venir, todavía puede leer lo que se presentó: "
        "{materials}\n\nPreguntas y respuestas: {answers}\n\nLo que se encontró: {findings}",
    ),
    sms=LocalizedText.of(
        en="In case you could not come to {gathering}: questions and answers are here: {answers}",
        es="Por si no pudo venir a {gathering}: aquí están las preguntas y respuestas: {answers}",
    ),
)
