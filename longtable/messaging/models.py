"""What went out and what came in. Who wants no messages stands with the people themselves."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from longtable.core.models import Entity
from longtable.core.secrets import EncryptedTextField
from longtable.core.states import Lifecycle


class Channel(models.TextChoices):
    """How a message travels."""

    EMAIL = "email", _("e-mail")
    SMS = "sms", _("text message")


class MessageState(models.TextChoices):
    """Where a message is on its way."""

    QUEUED = "queued", _("waiting to go out")
    SENDING = "sending", _("going out now")
    SENT = "sent", _("sent")
    UNCERTAIN = "uncertain", _("may have been sent")
    FAILED = "failed", _("could not be sent")
    HELD = "held", _("not sent: the person does not want it")
    CANCELLED = "cancelled", _("taken back")


MESSAGE_STATES = Lifecycle(
    MessageState,
    {
        MessageState.QUEUED: [
            MessageState.SENDING,
            MessageState.HELD,
            MessageState.FAILED,
            MessageState.CANCELLED,
        ],
        MessageState.SENDING: [
            MessageState.SENT,
            MessageState.QUEUED,
            MessageState.UNCERTAIN,
            MessageState.FAILED,
        ],
        # A worker that was slow, not dead, may still learn that its message arrived.
        MessageState.UNCERTAIN: [MessageState.SENT, MessageState.QUEUED],
        MessageState.FAILED: [MessageState.QUEUED],
        MessageState.SENT: [],
        MessageState.HELD: [],
        MessageState.CANCELLED: [],
    },
)


class MessageQuerySet(models.QuerySet["Message"]):
    """Words for asking about messages."""

    def unsettled(self) -> "MessageQuerySet":
        """Messages about which a person may decide."""
        return self.filter(state__in=[MessageState.UNCERTAIN, MessageState.FAILED])


class Message(Entity):
    """One message to one recipient by one channel. Its words are kept encrypted: they may hold links."""

    notice = models.CharField(max_length=80, help_text="Which notice it is, e.g. 'commitments.answer'.")
    topic = models.CharField(
        max_length=60, blank=True, help_text="What consent it rests on; empty for staff."
    )
    channel = models.CharField(max_length=5, choices=Channel, help_text="How it travels.")
    contact = models.ForeignKey(
        "people.ContactPoint",
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text="Recipient, when it is a contact that a person left.",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Recipient, when it is somebody who signs in.",
    )
    address = EncryptedTextField(
        blank=True, help_text="Recipient, when it is neither: an invited address, a number that wrote."
    )
    language = models.CharField(max_length=8, help_text="Language of the words.")
    subject = EncryptedTextField(blank=True, help_text="Subject line of an e-mail.")
    body = EncryptedTextField(help_text="The words.")
    calendar = EncryptedTextField(blank=True, help_text="Calendar invitation that goes with an e-mail.")
    key = models.CharField(
        max_length=120, unique=True, help_text="Idempotency key: a second notify is ignored."
    )
    urgent = models.BooleanField(
        default=False, help_text="Asked for this moment: before others, at any hour."
    )
    state = models.CharField(
        max_length=10, choices=MessageState, default=MessageState.QUEUED, help_text="Where it is on its way."
    )
    problem = models.CharField(
        max_length=300, blank=True, help_text="Why it is not sent, without the address."
    )
    provider_id = models.CharField(max_length=120, blank=True, help_text="Name that the provider gave it.")
    send_after = models.DateTimeField(help_text="Not before this moment: quiet hours are kept.")
    attempts = models.PositiveSmallIntegerField(default=0, help_text="How often a send was begun.")
    round = models.PositiveSmallIntegerField(
        default=0, help_text="How often a person said: send again. Part of the key given to the provider."
    )
    begun_at = models.DateTimeField(null=True, help_text="When the last send was begun.")
    sent_at = models.DateTimeField(
        null=True, help_text="When the provider took it, or a person confirmed it."
    )

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            MESSAGE_STATES.constraint("messaging_message_state"),
            models.CheckConstraint(
                condition=(
                    Q(contact__isnull=False, user=None, address="")
                    | Q(contact=None, user__isnull=False, address="")
                    | (Q(contact=None, user=None) & ~Q(address=""))
                ),
                name="messaging_message_one_recipient",
            ),
        ]
        indexes = [models.Index(fields=["state", "created_at"], name="messaging_message_state_at")]

    def __str__(self) -> str:
        return f"{self.notice} {self.id}"

    @property
    def idempotency_key(self) -> str:
        """The same for every attempt of one round, so that a provider can tell a repetition."""
        return f"{self.id}-{self.round}"


class InboundMessage(Entity):
    """A text message that somebody sent to us. One that is delivered twice is kept once."""

    class Outcome(models.TextChoices):
        OPTED_OUT = "opted_out", _("wants no more messages")
        OPTED_IN = "opted_in", _("wants messages again")
        HELP = "help", _("asked what this is")
        PASSED_ON = "passed_on", _("passed on")

    transport = models.CharField(max_length=20, help_text="By which transport it came.")
    provider_id = models.CharField(max_length=120, help_text="Name that the provider gave it.")
    sender = EncryptedTextField(help_text="Number that it came from.")
    sender_index = models.CharField(max_length=64, help_text="Blind index of that number.")
    body = EncryptedTextField(blank=True, help_text="The words.")
    outcome = models.CharField(max_length=10, choices=Outcome, help_text="What was made of it.")
    received_at = models.DateTimeField(help_text="When it came.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["transport", "provider_id"], name="messaging_inbound_once")
        ]
        indexes = [models.Index(fields=["sender_index", "received_at"], name="messaging_inbound_sender")]

    def __str__(self) -> str:
        return f"{self.transport} {self.provider_id}"
