"""What comes in from pages: cleaned, bounded, and told back in plain words when something is off."""

from longtable.voices.forms.calling import CallForm, OfferedCallForm, OutcomeForm
from longtable.voices.forms.carrying_in import (
    BatchForm,
    CallerForm,
    SameSheetForm,
    SheetForm,
)
from longtable.voices.forms.gathering import SearchForm, ThemeForm
from longtable.voices.forms.hearing import HeardForm, OutreachForm
from longtable.voices.forms.keywords import KeywordsForm
from longtable.voices.forms.noting import LookedAtForm, NotesForm
from longtable.voices.forms.reading import DecisionForm, TranslationForm
from longtable.voices.forms.recordings import RecordingsForm, TranscriptForm
from longtable.voices.forms.running import ConversationForm
from longtable.voices.forms.taking_part import (
    AnswerForm,
    AreaForm,
    ContactForm,
    SayForm,
)

__all__ = [
    "AnswerForm",
    "AreaForm",
    "BatchForm",
    "CallForm",
    "CallerForm",
    "ContactForm",
    "ConversationForm",
    "DecisionForm",
    "HeardForm",
    "KeywordsForm",
    "LookedAtForm",
    "NotesForm",
    "OfferedCallForm",
    "OutcomeForm",
    "OutreachForm",
    "RecordingsForm",
    "SameSheetForm",
    "SayForm",
    "SearchForm",
    "SheetForm",
    "ThemeForm",
    "TranscriptForm",
    "TranslationForm",
]
