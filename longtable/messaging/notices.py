"""What messaging itself says: that it will be silent, that it speaks again, and what it is."""

from longtable.core.localized import LocalizedText
from longtable.messaging.registry import notice

notice(
    "messaging.stopped",
    topic="",
    urgent=True,
    text=LocalizedText.of(
        en="{agency}: you will get no more messages from us. To get them again, reply START.",
        es="{agency}: ya no recibirá mensajes nuestros. Para volver a recibirlos, responda INICIAR.",
    ),
)
notice(
    "messaging.started",
    topic="",
    urgent=True,
    text=LocalizedText.of(
        en="{agency}: you will get messages from us again. To stop them, reply STOP. For help, reply HELP.",
        es="{agency}: volverá a recibir mensajes nuestros. Para dejar de recibirlos, responda ALTO. "
        "Para ayuda, responda AYUDA.",
    ),
)
notice(
    "messaging.help",
    topic="",
    urgent=True,
    text=LocalizedText.of(
        en="{agency}: we write to you about what you told us. Message rates of your phone plan apply. "
        "More at {link}. To stop, reply STOP. In danger? Call 911. In a crisis, call or text 988.",
        es="{agency}: le escribimos sobre lo que usted nos dijo. Se aplican las tarifas de su plan. "
        "Más en {link}. Para dejar de recibir mensajes, responda ALTO. ¿Está en peligro? Llame al 911. "
        "En una crisis, llame al 988 y oprima el 2.",
    ),
)
