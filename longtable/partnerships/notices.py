"""The letter that asks a partner how it is to work with us."""

from longtable.core.localized import LocalizedText
from longtable.messaging.registry import notice

notice(
    "partnerships.pulse",
    topic="",
    subject=LocalizedText.of(
        en="Three questions: how is it to work with us?", es="Tres preguntas: ¿cómo es trabajar con nosotros?"
    ),
    text=LocalizedText.of(
        en="Once a year {agency} asks its partners three questions. It takes one minute, and you need no "
        "account.\n\nAnswer here until {day}: {link}\n\nThe link works once. Your answer is counted without "
        "your name and without your organization's name: nobody can tell who answered what.",
        es="Una vez al año, {agency} hace tres preguntas a sus aliados. Toma un minuto y no necesita una "
        "cuenta.\n\nResponda aquí hasta el {day}: {link}\n\nEl enlace funciona una sola vez. Su respuesta se "
        "cuenta sin su nombre y sin el nombre de su organización: nadie puede saber quién respondió qué.",
    ),
)
