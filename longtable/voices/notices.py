"""Words that we send about conversations."""

from django.utils.translation import gettext_lazy as _

from longtable.core.localized import LocalizedText
from longtable.messaging.registry import notice, topic

ANSWERS = topic("answers", _("What became of your words"))
HELP = topic("help", _("Calls about your own case"))

notice(
    "voices.contact_left",
    topic=ANSWERS,
    subject=LocalizedText.of(en="We have your words", es="Recibimos lo que nos dijo"),
    text=LocalizedText.of(
        en="Thank you for telling us. You can see what becomes of your words here:\n\n{url}\n\n"
        "Keep this link: it is yours alone. We will write again when there is an answer.",
        es="Gracias por decirnos lo que piensa. Aquí puede ver qué pasa con lo que dijo:\n\n{url}\n\n"
        "Guarde este enlace: es solo para usted. Le volveremos a escribir cuando haya una respuesta.",
    ),
    sms=LocalizedText.of(
        en="Thank you for telling us. See what becomes of your words: {url}",
        es="Gracias por decirnos lo que piensa. Vea qué pasa con lo que dijo: {url}",
    ),
)

notice(
    "voices.help_offered",
    topic=ANSWERS,
    subject=LocalizedText.of(en="May we call you?", es="¿Podemos llamarle?"),
    text=LocalizedText.of(
        en="A person read what you wrote and thinks that a call could help you. {office} can call you. "
        "It is private. If you would like that, open your tracking page with your link or code:\n\n{url}",
        es="Una persona leyó lo que usted escribió y cree que una llamada le puede ayudar. {office} puede "
        "llamarle. Es privado. Si así lo quiere, abra su página de seguimiento con su enlace o su "
        "código:\n\n{url}",
    ),
    sms=LocalizedText.of(
        en="A person read what you wrote. {office} can call you about it, in private. To say yes, open "
        "your tracking page: {url}",
        es="Una persona leyó lo que usted escribió. {office} puede llamarle, en privado. Para decir que sí, "
        "abra su página de seguimiento: {url}",
    ),
)

notice(
    "voices.help_danger",
    topic="",
    urgent=True,
    subject=LocalizedText.of(
        en="Somebody may be in danger: please call now", es="Alguien puede estar en peligro: llame ahora"
    ),
    text=LocalizedText.of(
        en="Somebody asked {office} for a call in words of danger. They were shown help lines. "
        "Please call now.\n\n{url}",
        es="Alguien pidió una llamada a {office} con palabras de peligro. Se le mostraron líneas de "
        "ayuda. Llame ahora, por favor.\n\n{url}",
    ),
    sms=LocalizedText.of(
        en="Somebody may be in danger and asked {office} for a call. Please call now: {url}",
        es="Alguien puede estar en peligro y pidió una llamada a {office}. Llame ahora, por favor: {url}",
    ),
)

notice(
    "voices.danger",
    topic="",
    urgent=True,
    subject=LocalizedText.of(
        en="Somebody may be in danger: please look now", es="Alguien puede estar en peligro: mire ahora"
    ),
    text=LocalizedText.of(
        en="A comment in “{question}” holds words of danger. It is held and nobody else sees it. Whoever "
        "wrote on this site or by text message was shown help lines; on paper or in a file, nobody "
        "was. You are on call: please read it now.\n\n{url}",
        es="Un comentario en «{question}» contiene palabras de peligro. Está retenido y nadie más lo ve. A "
        "quien escribió en este sitio o por mensaje de texto se le mostraron líneas de ayuda; en papel o en "
        "un archivo, a nadie. Usted está de guardia: léalo ahora, por favor.\n\n{url}",
    ),
    sms=LocalizedText.of(
        en="Somebody may be in danger. You are on call: please read it now. {url}",
        es="Alguien puede estar en peligro. Usted está de guardia: léalo ahora, por favor. {url}",
    ),
)

notice(
    "voices.digits",
    topic="",
    urgent=True,
    subject=LocalizedText.of(en="Your six digits: {code}", es="Su código de seis números: {code}"),
    text=LocalizedText.of(
        en="{code} are the six digits that show this address is yours. Type them on your tracking page "
        "within 15 minutes. If you did not ask for them, you do not have to do anything.",
        es="{code} es el código de seis números que muestra que este correo es suyo. Escríbalo en su página "
        "de seguimiento antes de 15 minutos. Si usted no lo pidió, no tiene que hacer nada.",
    ),
    sms=LocalizedText.of(
        en="{code} are your six digits. Type them on your tracking page within 15 minutes. If you did not "
        "ask for them, do nothing.",
        es="{code} es su código de seis números. Escríbalo en su página de seguimiento antes de 15 minutos. "
        "Si no lo pidió, no haga nada.",
    ),
)

notice(
    "voices.text",
    topic="",
    urgent=True,
    text=LocalizedText.of(en="{words}", es="{words}"),  # written turn by turn: see replies.py
)
