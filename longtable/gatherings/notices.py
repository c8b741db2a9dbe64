"""Words that we send to those who signed up."""

from django.utils.translation import gettext_lazy as _

from longtable.core.localized import LocalizedText
from longtable.messaging.registry import notice, topic

GATHERING = topic("gathering", _("Gatherings you sign up for"))

notice(
    "gatherings.signed_up",
    topic=GATHERING,
    subject=LocalizedText.of(en="You are signed up: {title}", es="Su inscripción está lista: {title}"),
    text=LocalizedText.of(
        en="You are signed up for {title}.\n\n{when}\n{where}\nPlaces: {places}\n\nYour page, to join "
        "online, change what you need, or cancel:\n{url}\n\nYour code: {code}. Keep the link: it is "
        "yours alone.",
        es="Su inscripción está lista: {title}.\n\n{when}\n{where}\nLugares: {places}\n\nEsta es su "
        "página, para conectarse en línea, cambiar lo que necesita o cancelar:\n{url}\n\nSu código: "
        "{code}. Guarde el enlace: es solo para usted.",
    ),
    sms=LocalizedText.of(
        en="You are signed up: {title}, {when}. Places: {places}. Your page, to change or cancel: {url} "
        "Reply STOP to end texts.",
        es="Su inscripción está lista: {title}, {when}. Lugares: {places}. Su página, para cambiar o "
        "cancelar: {url} Responda ALTO para no recibir más mensajes.",
    ),
)

notice(
    "gatherings.signed_up_before",
    topic=GATHERING,
    subject=LocalizedText.of(
        en="You are already signed up: {title}", es="Usted ya se había inscrito: {title}"
    ),
    text=LocalizedText.of(
        en="Somebody signed up again with this contact for {title}. Your first sign-up counts (places: "
        "{places}). Nothing changed.\n\nTo change how many come, what you need, or to cancel, use your "
        "page:\n{url}",
        es="Alguien volvió a inscribirse con este contacto: {title}. Vale su primera inscripción "
        "(lugares: {places}). Nada cambió.\n\nPara cambiar cuántas personas vienen o lo que necesitan, "
        "o para cancelar, use su página:\n{url}",
    ),
    sms=LocalizedText.of(
        en="You are already signed up for {title} (places: {places}). To change it: {url}",
        es="Usted ya se había inscrito: {title}. Esa inscripción vale (lugares: {places}). Para "
        "cambiarla: {url}",
    ),
)

notice(
    "gatherings.in_line",
    topic=GATHERING,
    subject=LocalizedText.of(en="You are on the waitlist: {title}", es="Está en lista de espera: {title}"),
    text=LocalizedText.of(
        en="All places for {title} are taken. You are number {position} on the waitlist. When there is a "
        "place for you, we will write to you and keep it until you answer.\n\nYour page, to see where "
        "you are on the list or to leave it:\n{url}",
        es="Todos los lugares están ocupados: {title}. Usted tiene el número {position} en la lista de "
        "espera. Cuando haya lugar para usted, le escribimos y lo guardamos hasta que responda.\n\nSu "
        "página, para ver en qué lugar va o salir de la lista:\n{url}",
    ),
    sms=LocalizedText.of(
        en="{title} is full. You are number {position} on the waitlist. We will write when there is a "
        "place. See your number, or leave the list: {url}",
        es="No quedan lugares: {title}. Usted tiene el número {position} en la lista de espera. Le avisamos "
        "cuando haya lugar. Vea su lugar o salga de la lista: {url}",
    ),
)

notice(
    "gatherings.in_drawing",
    topic=GATHERING,
    subject=LocalizedText.of(en="You are in the drawing: {title}", es="Está en el sorteo: {title}"),
    text=LocalizedText.of(
        en="You asked for {places} places at {title}. Places are drawn after {closes}: it does not matter"
        " who asked first. We will write to you whatever the result is.\n\nYour page:\n{url}",
        es="Usted pidió {places} lugares: {title}. Los lugares se sortean después de esta fecha ({closes}). "
        "No importa quién los pidió primero. Le escribimos sea cual sea el resultado.\n\nSu página:\n{url}",
    ),
    sms=LocalizedText.of(
        en="You are in the drawing for {title}, after {closes}: we will write whatever the result is. "
        "Your page: {url}",
        es="Está en el sorteo: {title} (después de: {closes}). Le escribimos sea cual sea el resultado. Su "
        "página: {url}",
    ),
)

notice(
    "gatherings.not_drawn",
    topic=GATHERING,
    subject=LocalizedText.of(en="The drawing is over: {title}", es="Terminó el sorteo: {title}"),
    text=LocalizedText.of(
        en="There were more people than places at {title}, and this time it was not you. You are on the "
        "waitlist, in the order that was drawn: when somebody cannot come, we write to the next "
        "person.\n\nHow it was drawn, and your page:\n{url}",
        es="Hubo más personas que lugares: {title}. Esta vez no le tocó. Usted queda en la lista de "
        "espera, en el orden del sorteo: si alguien no puede venir, le escribimos a quien sigue.\n\nCómo "
        "se sorteó, y su página:\n{url}",
    ),
    sms=LocalizedText.of(
        en="{title}: in the drawing it was not you this time. You are on the waitlist; we will write if "
        "there is a place. Your page: {url}",
        es="{title}: esta vez no le tocó en el sorteo. Queda en la lista de espera; le avisamos si hay "
        "lugar. Su página: {url}",
    ),
)

notice(
    "gatherings.offered",
    topic=GATHERING,
    urgent=True,
    subject=LocalizedText.of(en="There is a place for you: {title}", es="Hay lugar para usted: {title}"),
    text=LocalizedText.of(
        en="There is room for you at {title}: {places} places.\n\n{when}\n{where}\n\nWe keep them until "
        "{until}: please say yes or no on your page. If we do not hear from you, the next person on "
        "the waitlist gets them:\n{url}",
        es="Hay lugar para usted: {title}. Lugares: {places}.\n\n{when}\n{where}\n\nLos guardamos hasta esta "
        "hora ({until}). Díganos que sí o que no en su página. Si no nos responde, pasan a quien sigue en la "
        "lista:\n{url}",
    ),
    sms=LocalizedText.of(
        en="There is room for you: {title}, {when}, places: {places}. Kept until {until}: yes or no? {url}",
        es="Hay lugar para usted: {title}, {when}, lugares: {places}. Los guardamos hasta {until}: diga "
        "que sí o que no: {url}",
    ),
)

notice(
    "gatherings.offer_over",
    topic=GATHERING,
    subject=LocalizedText.of(
        en="The place went to the next person: {title}", es="El lugar pasó a otra persona: {title}"
    ),
    text=LocalizedText.of(
        en="We did not hear from you in time, so the place at {title} went to the next person on the "
        "waitlist. You can join the waitlist again:\n{url}",
        es="No recibimos su respuesta a tiempo, y el lugar pasó a quien seguía en la lista: {title}. Puede "
        "volver a ponerse en la lista:\n{url}",
    ),
)

notice(
    "gatherings.cancelled_by_you",
    topic=GATHERING,
    subject=LocalizedText.of(en="You canceled: {title}", es="Usted canceló: {title}"),
    text=LocalizedText.of(
        en="You are no longer signed up for {title}. Thank you for telling us: somebody else can come "
        "now. If you change your mind, you can sign up again:\n{url}",
        es="Usted ya no está en la lista: {title}. Gracias por avisarnos: ahora otra persona puede venir. Si "
        "cambia de opinión, puede volver a inscribirse:\n{url}",
    ),
)

notice(
    "gatherings.reminder",
    topic=GATHERING,
    subject=LocalizedText.of(en="Soon: {title}", es="Ya casi: {title}"),
    text=LocalizedText.of(
        en="We look forward to seeing you at {title}.\n\n{when}\n{where}\nPlaces: {places}\n\nHow to "
        "join, what we arranged for you, and a way to cancel if you cannot come:\n{url}",
        es="Le esperamos: {title}.\n\n{when}\n{where}\nLugares: {places}\n\nCómo conectarse, lo que "
        "preparamos para usted y cómo cancelar si no puede venir:\n{url}",
    ),
    sms=LocalizedText.of(
        en="Reminder: {title}, {when}, {where}. How to join, or cancel if you cannot come: {url}",
        es="Recordatorio: {title}, {when}, {where}. Cómo conectarse, o cancelar si no puede venir: {url}",
    ),
)

notice(
    "gatherings.invited",
    topic="",
    subject=LocalizedText.of(en="You are invited: {title}", es="Le invitamos: {title}"),
    text=LocalizedText.of(
        en="{host} invites you to {title}.\n\n{when}\n{where}\n\nThis link is for you alone and works once:\n"
        "{url}",
        es="{host} le invita: {title}.\n\n{when}\n{where}\n\nEste enlace es solo para usted y sirve una "
        "vez:\n{url}",
    ),
    sms=LocalizedText.of(
        en="{host} invites you: {title}, {when}. This link is for you alone and works once: {url}",
        es="{host} le invita: {title}, {when}. Este enlace es solo para usted y sirve una vez: {url}",
    ),
)
