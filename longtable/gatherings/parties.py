"""What somebody says who signs up: who comes, what each needs, and how to reach them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from longtable.core.secrets import blind_index
from longtable.gatherings.models import Session
from longtable.gatherings.needs import NEEDS
from longtable.people.demographics import Answers
from longtable.places.models import Area

SIGN_LANGUAGE = "ase"
"""ISO 639 code of American Sign Language."""


@dataclass(frozen=True)
class Guest:
    """One of the people who come. ``interpreter``: ISO 639 code of the language they need; 'ase' is ASL."""

    name: str = ""
    needs: Sequence[str] = ()
    interpreter: str = ""
    needs_words: str = ""
    about: Answers = field(default_factory=dict)

    def codes(self) -> list[str]:
        """What they need, as codes of needs.py in their order; an interpreter's language is a need."""
        wanted = set(self.needs)
        if self.interpreter:
            wanted.add("sign_language" if self.interpreter == SIGN_LANGUAGE else "interpreter")
        if self.needs_words:
            wanted.add("other")
        return [code for code in NEEDS if code in wanted]


@dataclass(frozen=True)
class Party:
    """A household, a group or one person. The first of ``guests`` signs up, and ``contact`` is theirs."""

    contact: str
    guests: Sequence[Guest]
    language: str
    area: Area | None = None
    group_name: str = ""
    is_online: bool = False
    wants_reminder: bool = True

    @property
    def size(self) -> int:
        """How many people."""
        return len(self.guests)

    def digest(self, sessions: Iterable[Session]) -> str:
        """Keyed hash of what was sent to sign up for these: the same again is the same form."""
        return blind_index(repr((self, [each.pk for each in sessions])), purpose="what was sent to sign up")


def household(value_index: str) -> str:
    """By what one household is known again, from the blind index of its phone number or e-mail."""
    return blind_index(value_index, purpose="registration")
