"""Words that we send about seats on councils."""

from django.utils.translation import gettext_lazy as _

from longtable.core.localized import LocalizedText
from longtable.messaging.registry import notice, topic

APPLICATION = topic("seat_application", _("Your application for a seat, and the seat"))
SEATS = topic("seats", _("Open seats on councils"))

notice(
    "councils.application_received",
    topic=APPLICATION,
    subject=LocalizedText.of(en="We have your application", es="Recibimos su solicitud"),
    text=LocalizedText.of(
        en="Thank you for offering your time to {council}. You can see what becomes of it here, change how "
        "you would be paid, or take it back:\n\n{url}\n\nKeep this link: it is yours alone.",
        es="Gracias por ofrecer su tiempo a {council}. Aquí puede ver en qué va su solicitud, cambiar cómo "
        "se le pagaría o retirarla:\n\n{url}\n\nGuarde este enlace: es solo para usted.",
    ),
    sms=LocalizedText.of(
        en="Thank you for offering your time to {council}. See what becomes of it: {url} Reply STOP to end "
        "texts.",
        es="Gracias por ofrecer su tiempo a {council}. Vea en qué va su solicitud: {url} Responda ALTO para "
        "no recibir más mensajes.",
    ),
)

notice(
    "councils.offered",
    topic=APPLICATION,
    subject=LocalizedText.of(en="Would you like this seat?", es="¿Quiere ocupar este puesto?"),
    text=LocalizedText.of(
        en="{council} would like you to take this seat: {seat}.\n\nPlease open your page with your link, or "
        "type your tracking code here, and say yes or no. You can also read there what being paid may mean "
        "for your benefits:\n\n{url}",
        es="A {council} le gustaría que usted ocupara este puesto: {seat}.\n\nAbra su página con su enlace, "
        "o escriba aquí su código de seguimiento, y díganos que sí o que no. Ahí también puede leer qué "
        "efecto puede tener un pago en sus beneficios:\n\n{url}",
    ),
    sms=LocalizedText.of(
        en="{council} would like you to take a seat: {seat}. Say yes or no on your tracking page: {url}",
        es="A {council} le gustaría que usted ocupara un puesto: {seat}. Diga que sí o que no en su página "
        "de seguimiento: {url}",
    ),
)

notice(
    "councils.appointed",
    topic=APPLICATION,
    subject=LocalizedText.of(en="You have a seat at the table", es="Usted tiene un lugar en la mesa"),
    text=LocalizedText.of(
        en="You are appointed to {council}: {seat}. Your page says when it begins. Open it with your "
        "link, or type your tracking code here:\n\n{url}",
        es="Le nombraron para {council}: {seat}. En su página está cuándo empieza. Ábrala con su enlace o "
        "escriba aquí su código de seguimiento:\n\n{url}",
    ),
    sms=LocalizedText.of(
        en="You are appointed to {council}: {seat}. See when it begins on your tracking page: {url}",
        es="Le nombraron para {council}: {seat}. En su página de seguimiento está cuándo empieza: {url}",
    ),
)

notice(
    "councils.declined",
    topic=APPLICATION,
    subject=LocalizedText.of(en="About your application for a seat", es="Sobre su solicitud para un puesto"),
    text=LocalizedText.of(
        en="Thank you for offering your time to {council}. This time it could not be this seat. Your page"
        " says why, and what else you could do. Open it with your link, or type your tracking code "
        "here:\n\n{url}",
        es="Gracias por ofrecer su tiempo a {council}. Esta vez no pudo ser este puesto. En su página está "
        "por qué y qué más puede hacer. Ábrala con su enlace o escriba aquí su código de "
        "seguimiento:\n\n{url}",
    ),
    sms=LocalizedText.of(
        en="Thank you for offering your time to {council}. This time it could not be this seat. See why "
        "on your tracking page: {url}",
        es="Gracias por ofrecer su tiempo a {council}. Esta vez no pudo ser este puesto. En su página de "
        "seguimiento está por qué: {url}",
    ),
)

notice(
    "councils.seat_free",
    topic=SEATS,
    subject=LocalizedText.of(en="There is an open seat", es="Hay un puesto libre"),
    text=LocalizedText.of(
        en="You asked us to tell you. {council} has an open seat: {seat}.\n\nWhat it takes, and how to "
        "apply: {url}",
        es="Usted nos pidió que le avisáramos. {council} tiene un puesto libre: {seat}.\n\nQué se necesita "
        "y cómo solicitarlo: {url}",
    ),
    sms=LocalizedText.of(
        en="{council} has an open seat: {seat}. What it takes: {url} Reply STOP to end texts.",
        es="{council} tiene un puesto libre: {seat}. Qué se necesita: {url} Responda ALTO para no recibir "
        "más mensajes.",
    ),
)

notice(
    "councils.digits",
    topic="",
    urgent=True,
    subject=LocalizedText.of(en="Your six digits: {code}", es="Su código de seis números: {code}"),
    text=LocalizedText.of(
        en="{code} are the six digits that show this address is yours. Type them on the page where you "
        "asked to hear about open seats, within 15 minutes. If you did not ask, you do not have to do "
        "anything.",
        es="{code} es el código de seis números que muestra que este correo es suyo. Escríbalo en la página "
        "donde pidió que le avisáramos de puestos libres, antes de 15 minutos. Si usted no lo pidió, no "
        "tiene que hacer nada.",
    ),
    sms=LocalizedText.of(
        en="{code} are your six digits. Type them on the page where you asked to hear about open seats, "
        "within 15 minutes. If you did not ask, do nothing.",
        es="{code} es su código de seis números. Escríbalo en la página donde pidió avisos de puestos "
        "libres, antes de 15 minutos. Si no lo pidió, no haga nada.",
    ),
)
