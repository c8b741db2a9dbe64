"""Keys of a deployment. Given by the environment, or made once and kept in the data folder.

A laptop or a small agency starts without a key ceremony; a large one sets the variables from its
own vault and nothing is written.
"""

import base64
import os
import secrets
from contextlib import suppress
from pathlib import Path

NAMES = ("LONGTABLE_SECRET_KEY", "LONGTABLE_ENCRYPTION_KEYS", "LONGTABLE_INDEX_KEY")


def load_or_create_keys() -> None:
    """Put missing keys into the environment, from ``keys.env`` in the data folder.

    The file is made when it is absent, readable by its owner only. It belongs in the backup, but
    not in the same place as the database: without it nobody's contact details can be read.
    """
    if all(os.environ.get(name) for name in NAMES):
        return
    checkout = Path(__file__).resolve().parent.parent.parent
    var = Path(os.environ.get("LONGTABLE_VAR") or checkout / "var" / "run")
    file = var / "keys.env"
    if not file.exists():
        var.mkdir(mode=0o700, parents=True, exist_ok=True)  # nobody else reads the database either
        values = {
            "LONGTABLE_SECRET_KEY": secrets.token_urlsafe(48),
            "LONGTABLE_ENCRYPTION_KEYS": f"k1:{_key()}",
            "LONGTABLE_INDEX_KEY": _key(),
        }
        text = "".join(f"{name}={value}\n" for name, value in values.items())
        fresh = file.with_suffix(f".{os.getpid()}")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        with suppress(FileExistsError):  # the first of two processes that start together wins
            os.link(fresh, file)
        fresh.unlink()
    for line in file.read_text().splitlines():
        name, _, value = line.partition("=")
        os.environ.setdefault(name, value)


def _key() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
