"""Words that we send about what somebody asked for so that they can take part: found, lost, changed."""

from longtable.core.localized import LocalizedText
from longtable.gatherings.notices import GATHERING
from longtable.messaging.registry import notice

CONFIRMED = notice(
    "gatherings.need_confirmed",
    topic=GATHERING,
    subject=LocalizedText.of(en="Arranged for you: {title}", es="Ya está listo lo que pidió: {title}"),
    text=LocalizedText.of(
        en="What you asked for is arranged: {need}.\n\n{words}\n\n{title}\n{when}\n{where}\n\nYour page, if "
        "something is not right:\n{url}",
        es="Ya está listo lo que usted pidió: {need}.\n\n{words}\n\n{title}\n{when}\n{where}\n\nSu página, "
        "por si algo no está bien:\n{url}",
    ),
    sms=LocalizedText.of(
        en="{title}: arranged for you: {need}. {words} Your page: {url}",
        es="{title}: ya está listo lo que pidió: {need}. {words} Su página: {url}",
    ),
)

NOT_FOUND = notice(
    "gatherings.need_not_possible",
    topic=GATHERING,
    urgent=True,
    subject=LocalizedText.of(
        en="We could not arrange it: {title}", es="No pudimos conseguir lo que pidió: {title}"
    ),
    text=LocalizedText.of(
        en="You asked for this: {need}. We looked and could not find it for {when}. We are sorry. "
        "Somebody will call you to see what else would help.\n\n{words}\n\nYou are still on our list. "
        "Your page:\n{url}",
        es="Usted pidió esto: {need}. Lo buscamos y no lo conseguimos para esta fecha: {when}. Lo sentimos. "
        "Una persona le va a llamar para ver qué otra cosa le serviría.\n\n{words}\n\nUsted sigue en nuestra "
        "lista. Su página:\n{url}",
    ),
    sms=LocalizedText.of(
        en="{title}: we could not find what you asked for ({need}). Sorry. Somebody will call you to see "
        "what else would help. Your page: {url}",
        es="{title}: no conseguimos lo que usted pidió ({need}). Lo sentimos. Le vamos a llamar para ver qué "
        "otra cosa le serviría. Su página: {url}",
    ),
)

AGAIN = notice(
    "gatherings.need_again",
    topic=GATHERING,
    urgent=True,
    subject=LocalizedText.of(en="We are looking again: {title}", es="Lo estamos buscando otra vez: {title}"),
    text=LocalizedText.of(
        en="What we told you about this has changed: {need}. We are looking for somebody and will write "
        "to you as soon as we know.\n\n{title}\n{when}\n\nYour page:\n{url}",
        es="Cambió lo que le dijimos sobre esto: {need}. Estamos buscando a alguien y le escribimos en "
        "cuanto sepamos.\n\n{title}\n{when}\n\nSu página:\n{url}",
    ),
    sms=LocalizedText.of(
        en="{title}: what we told you has changed ({need}). We are looking for somebody and will write "
        "when we know. Your page: {url}",
        es="{title}: cambió lo que le dijimos ({need}). Estamos buscando a alguien y le escribimos en cuanto "
        "sepamos. Su página: {url}",
    ),
)

DROPPED = notice(
    "gatherings.need_dropped",
    topic=GATHERING,
    urgent=True,
    subject=LocalizedText.of(en="No longer arranged: {title}", es="Ya no está previsto: {title}"),
    text=LocalizedText.of(
        en="We understand that you no longer need this: {need}. If you do, say so on your page:\n{url}",
        es="Entendemos que usted ya no necesita esto: {need}. Si lo necesita, díganoslo en su página:\n{url}",
    ),
    sms=LocalizedText.of(
        en="{title}: we understand that you no longer need this: {need}. If you do, tell us: {url}",
        es="{title}: entendemos que ya no necesita esto: {need}. Si lo necesita, díganos: {url}",
    ),
)
