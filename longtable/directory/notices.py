"""Words that the directory sends: a service that somebody takes along."""

from longtable.core.localized import LocalizedText
from longtable.messaging.registry import notice

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
