"""Words that the directory sends: a service taken along, questions to partners, answers to reports."""

from django.utils.translation import gettext_lazy as _

from longtable.core.localized import LocalizedText
from longtable.messaging.registry import notice, topic

REPORTS = topic("directory.reports", _("What became of an error that you reported"))
STILL_RIGHT = "directory.still_right"
REMINDED = "directory.reminded"
CAPACITY_ENDS = "directory.capacity_ends"
DECIDED = "directory.decided"
REPORT_KEPT = "directory.report_kept"
REPORT_ANSWERED = "directory.report_answered"

notice(
    "directory.service",
    topic="",
    urgent=True,
    kept_days=2,
    subject=LocalizedText.of(en="{name}", es="{name}"),
    text=LocalizedText.of(
        en="{lines}\n\nEverything about it: {url}\n\nYou asked for this one message. We send nothing more.",
        es="{lines}\n\nToda la información: {url}\n\nUsted pidió este único mensaje. No enviaremos nada más.",
    ),
    sms=LocalizedText.of(en="{lines}\n{url}", es="{lines}\n{url}"),
)

notice(
    STILL_RIGHT,
    topic="",
    subject=LocalizedText.of(
        en="Is this still right? {organization}", es="¿Esto sigue correcto? {organization}"
    ),
    text=LocalizedText.of(
        en="People look for help in our directory and find {organization}. Is what it says still right? "
        "It takes two minutes and needs no account:\n\n{url}\n\nOn that page you can also tell us not "
        "to ask again.",
        es="Hay personas que buscan ayuda en nuestro directorio y encuentran a {organization}. ¿Lo que dice "
        "ahí sigue correcto? Toma dos minutos y no necesita una cuenta:\n\n{url}\n\n"
        "En esa página también puede pedirnos que no le preguntemos más.",
    ),
    sms=LocalizedText.of(
        en="{organization} is in our directory of help. Is it still right? Two minutes, no account: {url}",
        es="{organization} está en nuestro directorio de ayuda. ¿Sigue correcto? Dos minutos, sin "
        "cuenta: {url}",
    ),
)
notice(
    REMINDED,
    topic="",
    subject=LocalizedText.of(
        en="A reminder: is this still right? {organization}",
        es="Un recordatorio: ¿esto sigue correcto? {organization}",
    ),
    text=LocalizedText.of(
        en="We asked if what our directory says about {organization} is still right, and have not heard "
        "from you. Without an answer, readers are told that nobody has confirmed it.\n\n{url}\n\nOn "
        "that page you can also tell us not to ask again.",
        es="Le preguntamos si lo que dice nuestro directorio sobre {organization} sigue correcto y aún no "
        "tenemos su respuesta. Sin ella, quienes lo lean verán que nadie lo ha confirmado.\n\n{url}\n\n"
        "En esa página también puede pedirnos que no le preguntemos más.",
    ),
    sms=LocalizedText.of(
        en="A reminder from our directory of help: is {organization} still right? {url}",
        es="Un recordatorio de nuestro directorio de ayuda: ¿{organization} sigue correcto? {url}",
    ),
)
notice(
    CAPACITY_ENDS,
    topic="",
    subject=LocalizedText.of(
        en="Can you still take people? {organization}", es="¿Todavía puede recibir personas? {organization}"
    ),
    text=LocalizedText.of(
        en="What {organization} said about how many people it can take runs out tomorrow. After that, "
        "readers see that it is not known. Say it again in two taps:\n\n{url}",
        es="Lo que {organization} dijo sobre si puede recibir personas vence mañana. Después, quienes "
        "busquen ayuda verán que no se sabe. Dígalo de nuevo en dos toques:\n\n{url}",
    ),
    sms=LocalizedText.of(
        en="{organization}: can you still take people? Say it in two taps: {url}",
        es="{organization}: ¿todavía puede recibir personas? Dígalo en dos toques: {url}",
    ),
)
notice(
    DECIDED,
    topic="",
    subject=LocalizedText.of(
        en="Your changes to {organization}", es="Los cambios que envió de {organization}"
    ),
    text=LocalizedText.of(
        en="Somebody looked at what you sent for {organization} ({fields}). {outcome}\n\n{url}",
        es="Alguien revisó lo que usted envió de {organization} ({fields}). {outcome}\n\n{url}",
    ),
)
notice(
    REPORT_KEPT,
    topic=REPORTS,
    subject=LocalizedText.of(en="We have your report", es="Recibimos su aviso"),
    text=LocalizedText.of(
        en="Thank you for telling us what is wrong. Here you can see what becomes of it: {url}",
        es="Gracias por avisarnos de lo que está mal. Aquí puede ver qué pasa con su aviso: {url}",
    ),
)
notice(
    REPORT_ANSWERED,
    topic=REPORTS,
    subject=LocalizedText.of(
        en="What became of your report: {service}", es="Qué pasó con su aviso: {service}"
    ),
    text=LocalizedText.of(
        en="You told us that something was wrong with {service}. {outcome}\n\n{url}",
        es="Usted nos avisó que algo estaba mal en {service}. {outcome}\n\n{url}",
    ),
)
