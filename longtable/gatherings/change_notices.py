"""Words that we send when a gathering is moved or called off, and to the members of a council who meet."""

from longtable.core.localized import LocalizedText
from longtable.councils.notices import APPLICATION
from longtable.gatherings.notices import GATHERING
from longtable.messaging.registry import notice

MOVED = notice(
    "gatherings.moved",
    topic=GATHERING,
    urgent=True,
    subject=LocalizedText.of(en="Time or place changed: {title}", es="Cambió la hora o el lugar: {title}"),
    text=LocalizedText.of(
        en="The time or place of {title} has changed. Now it is:\n\n{when}\n{where}\n\nYou do not have to"
        " do anything: you are still on our list. If you cannot come now, please cancel on your page, "
        "so that somebody else can:\n{url}",
        es="Cambió la hora o el lugar: {title}. Ahora es:\n\n{when}\n{where}\n\nNo tiene que hacer nada: "
        "usted sigue en nuestra lista. Si ahora no puede venir, cancele en su página para que otra persona "
        "pueda hacerlo:\n{url}",
    ),
    sms=LocalizedText.of(
        en="Changed: {title} is now {when}, {where}. You are still on our list. Cannot come? Cancel: {url}",
        es="Hubo un cambio: {title}. Ahora es {when}, {where}. Usted sigue en nuestra lista. ¿No puede "
        "venir? Cancele: {url}",
    ),
)

CALLED_OFF = notice(
    "gatherings.called_off",
    topic=GATHERING,
    urgent=True,
    subject=LocalizedText.of(en="Called off: {title}", es="No se llevará a cabo: {title}"),
    text=LocalizedText.of(
        en="{title} is called off. It was planned for {when}.\n\nWhy: {why}\n\nWe are sorry. What else is"
        " coming up:\n{url}",
        es="No se llevará a cabo: {title}. La fecha era {when}.\n\nEl motivo: {why}\n\nLo sentimos. Aquí "
        "puede ver qué otros encuentros vienen:\n{url}",
    ),
    sms=LocalizedText.of(
        en="Called off: {title}, {when}. Why: {why} What else is coming: {url}",
        es="Se canceló: {title}, {when}. El motivo: {why} Otros encuentros: {url}",
    ),
)

MEMBER_INVITED = notice(
    "gatherings.member_invited",
    topic=APPLICATION,
    subject=LocalizedText.of(
        en="Your council meets: {title}", es="Se reúne el consejo al que usted pertenece: {title}"
    ),
    text=LocalizedText.of(
        en="{council} meets.\n\n{when}\n{where}\n{join}\n\nWhat will be decided:\n{agenda}\n\n{url}",
        es="Se reúne {council}.\n\n{when}\n{where}\n{join}\n\nLo que se decidirá:\n{agenda}\n\n{url}",
    ),
    sms=LocalizedText.of(
        en="{council} meets: {when}, {where}. {join} Agenda: {url}",
        es="Se reúne {council}: {when}, {where}. {join} Orden del día: {url}",
    ),
)

MEMBER_CALLED_OFF = notice(
    "gatherings.member_called_off",
    topic=APPLICATION,
    urgent=True,
    subject=LocalizedText.of(
        en="Your council will not meet: {title}", es="No se reúne el consejo al que usted pertenece: {title}"
    ),
    text=LocalizedText.of(
        en="The meeting of {council} is called off. It was planned for {when}.\n\nWhy: {why}\n\n{url}",
        es="No se llevará a cabo la reunión de {council}. La fecha era {when}.\n\nEl motivo: {why}\n\n{url}",
    ),
)
