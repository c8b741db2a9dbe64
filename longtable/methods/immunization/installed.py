"""Where the release that an installation uses lies: compiled, in the data folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

SHIPPED: Final = Path(__file__).parent / "shipped_schedule.json"
"""A few series for a demonstration, typed from published facts."""


def installed_file() -> Path:
    """The compiled schedule of this installation, whether or not it exists: in ``LONGTABLE_VAR``."""
    checkout = Path(__file__).resolve().parents[3]
    data = Path(os.environ.get("LONGTABLE_VAR") or checkout / "var" / "run")
    return data / "immunization" / "schedule.json"
