"""``longtable voices``: what stands in a conversation, for people and programs."""

import click

from longtable.config.command_line import verb
from longtable.voices.models import Conversation


@verb
@click.group("voices")
def voices() -> None:
    """Make sense of what people said."""


def conversation_at(slug: str) -> Conversation:
    """The conversation /c/SLUG/; a sentence and exit code 1 when there is none."""
    conversation = Conversation.objects.filter(slug=slug).first()
    if conversation is None:
        raise click.ClickException(f"There is no conversation {slug}")
    return conversation
