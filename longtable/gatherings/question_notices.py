"""Words that we send about questions asked at a gathering."""

from django.utils.translation import gettext_lazy as _

from longtable.core.localized import LocalizedText
from longtable.messaging.registry import notice, topic

QUESTIONS = topic("gathering_questions", _("Your question at a gathering"))

notice(
    "gatherings.question_received",
    topic=QUESTIONS,
    subject=LocalizedText.of(en="We have your question", es="Recibimos su pregunta"),
    text=LocalizedText.of(
        en="Thank you for asking at “{gathering}”. You can see what becomes of your question "
        "here:\n\n{url}\n\n"
        "Keep this link: it is yours alone. We will write again when there is an answer.",
        es="Gracias por preguntar en «{gathering}». Aquí puede ver qué pasa con su pregunta:\n\n{url}\n\n"
        "Guarde este enlace: es solo para usted. Le volveremos a escribir cuando haya una respuesta.",
    ),
    sms=LocalizedText.of(
        en="Thank you for asking. See what becomes of your question: {url} Reply STOP to end texts.",
        es="Gracias por preguntar. Vea qué pasa con su pregunta: {url} Responda ALTO para no recibir más "
        "mensajes.",
    ),
)

notice(
    "gatherings.question_answered",
    topic=QUESTIONS,
    subject=LocalizedText.of(en="The answer to your question", es="La respuesta a su pregunta"),
    text=LocalizedText.of(
        en="At “{gathering}” you asked:\n\n{question}\n\nThe answer:\n\n{answer}\n\nAll questions and "
        "answers: {url}",
        es="En «{gathering}» usted preguntó:\n\n{question}\n\nLa respuesta:\n\n{answer}\n\nTodas las "
        "preguntas y respuestas: {url}",
    ),
    sms=LocalizedText.of(
        en="Your question at “{gathering}” has an answer: {url}",
        es="Su pregunta en «{gathering}» ya tiene respuesta: {url}",
    ),
)

notice(
    "gatherings.question_answered_live",
    topic=QUESTIONS,
    subject=LocalizedText.of(
        en="Your question was answered at the gathering", es="Se respondió su pregunta en el encuentro"
    ),
    text=LocalizedText.of(
        en="At “{gathering}” you asked:\n\n{question}\n\nIt was answered there. Anything we write about "
        "it will be here: {url}",
        es="En «{gathering}» usted preguntó:\n\n{question}\n\nSe respondió ahí mismo. Lo que se "
        "escriba sobre "
        "eso estará aquí: {url}",
    ),
    sms=LocalizedText.of(
        en="Your question was answered at “{gathering}”. More: {url}",
        es="Su pregunta se respondió en «{gathering}». Más: {url}",
    ),
)

notice(
    "gatherings.question_promised",
    topic=QUESTIONS,
    subject=LocalizedText.of(en="Your question led to a proposal", es="Su pregunta llevó a una propuesta"),
    text=LocalizedText.of(
        en="At “{gathering}” you asked:\n\n{question}\n\nThis was proposed because of it: {promise}. "
        "Whether it is "
        "taken on, and by when, you can follow here: {url}",
        es="En «{gathering}» usted preguntó:\n\n{question}\n\nPor eso se propuso esto: {promise}. Aquí "
        "puede ver si "
        "se acepta y para cuándo: {url}",
    ),
    sms=LocalizedText.of(
        en="Your question at “{gathering}” led to a proposal. Follow it: {url}",
        es="Su pregunta en «{gathering}» llevó a una propuesta. Sígala aquí: {url}",
    ),
)

notice(
    "gatherings.question_not_shown",
    topic=QUESTIONS,
    subject=LocalizedText.of(en="About your question", es="Sobre su pregunta"),
    # Without their words: anybody can type anybody's address, and would send them ours.
    text=LocalizedText.of(
        en="You asked something at “{gathering}”. A person read it. It could not be shown to others: "
        "{reason}\n\n{url}",
        es="Usted preguntó algo en «{gathering}». Una persona lo leyó. No se pudo mostrar a los demás: "
        "{reason}\n\n{url}",
    ),
    sms=LocalizedText.of(
        en="A person read your question at “{gathering}”. It could not be shown to others: {reason}",
        es="Una persona leyó su pregunta en «{gathering}». No se pudo mostrar a los demás: {reason}",
    ),
)

notice(
    "gatherings.danger",
    topic="",
    urgent=True,
    subject=LocalizedText.of(
        en="Somebody may be in danger: please look now", es="Alguien puede estar en peligro: mire ahora"
    ),
    text=LocalizedText.of(
        en="A question at “{gathering}” holds words of danger. Nobody else sees it. Whoever wrote on this"
        " site or by text message was shown help lines. You are on call: please read it now.\n\n{url}",
        es="Una pregunta en «{gathering}» contiene palabras de peligro. Nadie más la ve. A quien "
        "escribió en este "
        "sitio o por mensaje de texto se le mostraron líneas de ayuda. Usted está de guardia: léala "
        "ahora, por "
        "favor.\n\n{url}",
    ),
    sms=LocalizedText.of(
        en="Somebody may be in danger. You are on call: please read it now. {url}",
        es="Alguien puede estar en peligro. Usted está de guardia: léalo ahora, por favor. {url}",
    ),
)

notice(
    "gatherings.text",
    topic="",
    urgent=True,
    text=LocalizedText.of(en="{words}", es="{words}"),  # written in answer to one message: see replies.py
)
