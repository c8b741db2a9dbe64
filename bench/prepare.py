"""Fills a fresh place with a conversation to answer, and notes the statements that one answer costs.

Run by the bench as ``python -m bench.prepare FOLDER ROUNDS CLIENTS``, in the environment of the place.
"""

import os
import pickle
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

COMMENTS = 20
SECRET = "bench" * 6 + "ab"
"""The token of a form, as a browser would hold it: 32 letters."""


def main(folder: Path, rounds: int, clients: int) -> None:
    """Write ``plan.pickle``: slug, numbers of comments, cookies per round, and the statements."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "longtable.config.settings"
    from longtable.config.keys import load_or_create_keys

    load_or_create_keys()
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from longtable.core import installation

    settings.ALLOWED_HOSTS.append("testserver")
    call_command("migrate", interactive=False, verbosity=0)
    installation.mark(is_demo=False)
    conversation, numbers = make_conversation()
    plan = {
        "slug": conversation.slug,
        "numbers": numbers,
        "rounds": [[take_part(conversation)[1] for _ in range(clients)] for _ in range(rounds)],
        "statements": statements_of_one_answer(conversation, numbers),
        "raw": [[take_part(conversation)[0] for _ in range(clients)] for _ in range(rounds)],
    }
    (folder / "plan.pickle").write_bytes(pickle.dumps(plan))


def make_conversation() -> tuple[Any, list[int]]:
    """Open, with comments that may be read, and the numbers of these."""
    from django.utils import timezone

    from longtable.accounts.models import Organization
    from longtable.core.localized import LocalizedText
    from longtable.core.receipts import give_receipt
    from longtable.voices.models import Comment, Conversation, Participant

    agency = Organization.objects.create(name="Agency", kind=Organization.Kind.AGENCY)
    conversation = Conversation.objects.create(
        slug="bench",
        question=LocalizedText.of(en="What is hard?", es="¿Qué es difícil?"),
        organization=agency,
        opens_at=timezone.now() - timedelta(days=1),
        state=Conversation.State.OPEN,
        comment_count=COMMENTS,
    )
    author = Participant.objects.create(
        conversation=conversation, language="en", receipt=give_receipt(uuid4()).receipt
    )
    Comment.objects.bulk_create(
        Comment(
            conversation=conversation,
            participant=author,
            number=number,
            text=f"The bus stops at {number}.",
            language="en",
            channel="web",
            state=Comment.State.SHOWN,
            said_at=timezone.now(),
            form_key=uuid4(),
        )
        for number in range(1, COMMENTS + 1)
    )
    return conversation, list(range(1, COMMENTS + 1))


def take_part(conversation: Any) -> tuple[dict[str, Any], str]:
    """A new participant: their ids, and the cookie by which a browser is known as them."""
    from django.core import signing

    from longtable.core.receipts import give_receipt
    from longtable.core.secrets import token_hash
    from longtable.voices.models import Participant

    opened = give_receipt(uuid4())
    participant = Participant.objects.create(
        conversation=conversation, language="en", channel="web", receipt=opened.receipt
    )
    name = f"p{conversation.pk.hex[-12:]}"
    signed = signing.get_cookie_signer(salt=name + "taking part").sign(opened.token)
    ids = {
        "participant": participant.pk,
        "receipt": opened.receipt.pk,
        "token": token_hash(opened.token),
        "seed": f"{participant.pk}:0",
    }
    return ids, f"{name}={signed}; csrftoken={SECRET}"


def statements_of_one_answer(conversation: Any, numbers: list[int]) -> list[dict[str, Any]]:
    """What the real view asks the database for one answer: SQL, values, and whether in a transaction.

    Values that differ from answer to answer are names: of the participant's ids, ``comment``, ``number``,
    or ``new 1`` for what the answer itself creates.
    """
    from django.db import connection
    from django.test import Client

    from longtable.voices.models import Comment

    ids, cookie = take_part(conversation)
    comments = {each.number: each.pk for each in Comment.objects.filter(conversation=conversation)}
    client = Client(headers={"Cookie": cookie, "HX-Request": "true"})
    known = {_plain(value): name for name, value in ids.items()}
    found: list[dict[str, Any]] = []
    fresh: dict[Any, str] = {}
    number = numbers[0]
    known[_plain(comments[number])] = "comment"
    stay = {_plain(pk) for pk in comments.values()} | {
        _plain(conversation.pk),
        _plain(conversation.organization_id),
    }

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        values = []
        for value in params or ():
            plain = _plain(value)
            if plain in known:
                values.append(("named", known[plain], type(value).__name__))
            elif isinstance(plain, UUID) and plain not in stay:
                values.append(("named", fresh.setdefault(plain, f"new {len(fresh)}"), type(value).__name__))
            else:
                values.append(("is", _bare(value), ""))
        found.append({"sql": sql, "values": values, "atomic": connection.in_atomic_block})
        return execute(sql, params, many, context)

    address = f"/c/{conversation.slug}/agree/"
    body = {"number": number, "answer": "1", "form_key": str(uuid4())}
    client.post(address, body | {"number": numbers[1]})  # what is looked up once is looked up now
    with connection.execute_wrapper(note):
        answered = client.post(address, body)
    if answered.status_code != 200:
        sys.exit(f"the answer was refused: {answered.status_code}")
    for each in found:
        each["values"] = [
            ("named", "number", "int")
            if each["sql"].count('"number" = %s') == 1 and value == ("is", number, "")
            else value
            for value in each["values"]
        ]
    return found


def _plain(value: Any) -> Any:
    """A UUID however the engine writes it; anything else as it is, where it can be a key."""
    if isinstance(value, str) and len(value) == 32:
        try:
            return UUID(value)
        except ValueError:
            return str(value)
    return value if isinstance(value, bytes | int | UUID) else str(value)


def _bare(value: Any) -> Any:
    """The value without Django's or psycopg's wrapping, as a raw driver takes it."""
    wrapped = getattr(value, "obj", None)
    if wrapped is not None:
        return ("json", wrapped)
    if isinstance(value, str):
        return str(value)
    return int(value) if isinstance(value, int) and not isinstance(value, bool) else value


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
