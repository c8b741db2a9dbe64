"""Reminders of work, by e-mail to those whose work it is."""

from longtable.core.localized import LocalizedText
from longtable.messaging.registry import notice

notice(
    "worklists.soon",
    topic="",
    subject=LocalizedText.of(en="Due soon: {title}", es="Vence pronto: {title}"),
    text=LocalizedText.of(
        en="{title}\n\nThis is due on {day}. It is on your list: {link}",
        es="{title}\n\nVence el {day}. Está en su lista: {link}",
    ),
)
notice(
    "worklists.late",
    topic="",
    subject=LocalizedText.of(en="Late: {title}", es="Con retraso: {title}"),
    text=LocalizedText.of(
        en="{title}\n\nThis was due on {day} and is not done. You see it on your list: {link}",
        es="{title}\n\nVencía el {day} y no está hecho. Lo ve en su lista: {link}",
    ),
)
