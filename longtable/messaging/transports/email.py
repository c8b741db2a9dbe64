"""E-mail, through SMTP or whichever provider the agency chose in ``OUTGOING_EMAIL_BACKEND``."""

import smtplib
from contextlib import suppress
from email.utils import parseaddr

from anymail.exceptions import AnymailAPIError, AnymailConfigurationError, AnymailRecipientsRefused
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from longtable.messaging.calendars import method_of
from longtable.messaging.transports.outcomes import NotTaken, Outgoing, Refused, Unclear


class EmailTransport:
    """Sends with a stable Message-ID, by which a mailbox may know a repetition; none must."""

    name = "email"
    honours_idempotency_key = False

    def send(self, message: Outgoing) -> str:
        letter = compose(message)
        connection = get_connection(settings.OUTGOING_EMAIL_BACKEND, fail_silently=False)
        try:
            connection.open()
        except (OSError, smtplib.SMTPException, AnymailConfigurationError) as error:
            raise NotTaken(f"the mail server cannot be reached: {type(error).__name__}") from None
        try:
            connection.send_messages([letter])
        except AnymailRecipientsRefused:
            raise Refused("the provider refused the recipient") from None
        except AnymailAPIError as error:
            raise _of_provider(error) from None
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException) as error:
            raise _of_server(error) from None
        except (OSError, smtplib.SMTPException) as error:
            raise Unclear(f"no answer from the mail server: {type(error).__name__}") from None
        finally:
            _hang_up(connection)
        return str(letter.extra_headers["Message-ID"])


def compose(message: Outgoing) -> EmailMultiAlternatives:
    """The letter, with the invitation both beside the words and as a file: clients want one or the other."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2] or "localhost"
    headers = {
        "Message-ID": f"<{message.key}@{domain}>",
        "Content-Language": message.language,
        "Auto-Submitted": "auto-generated",
    }
    if message.stop_link:
        headers["List-Unsubscribe"] = f"<{message.stop_link}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    letter = EmailMultiAlternatives(message.subject, message.body, to=[message.to], headers=headers)
    if message.calendar:
        kind = f"text/calendar; method={method_of(message.calendar)}"
        letter.attach_alternative(message.calendar, kind)
        letter.attach("invitation.ics", message.calendar, kind)
    return letter


def _of_provider(error: AnymailAPIError) -> NotTaken | Refused | Unclear:
    status = getattr(error, "status_code", None)
    if status is None or status in {408, 502, 504}:
        return Unclear("no answer from the provider")
    if status == 429 or status >= 500:
        return NotTaken(f"the provider answered {status}")
    return Refused(f"the provider answered {status}")


def _of_server(error: smtplib.SMTPException) -> NotTaken | Refused:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code = max(code for code, _ in error.recipients.values())
    else:
        code = getattr(error, "smtp_code", 451)
    # 5xx is for ever, 4xx for now (RFC 5321, 4.2.1)
    kind = Refused if code >= 500 else NotTaken
    return kind(f"the mail server answered {code}")


def _hang_up(connection: BaseEmailBackend) -> None:
    """Whatever goes wrong while saying good-bye changes nothing about the message."""
    with suppress(OSError, smtplib.SMTPException):
        connection.close()
