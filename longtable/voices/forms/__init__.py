"""What comes in from pages: cleaned, bounded, and told back in plain words when something is off."""

    BatchForm,
    CallerForm,
    SameSheetForm,
    SheetForm,
from longtable.voices.forms.calling import CallForm, OfferedCallForm, OutcomeForm
from longtable.voices.forms.gathering import SearchForm, ThemeForm
from longtable.voices.forms.hearing import HeardForm
from longtable.voices.forms.keywords import KeywordsForm
from longtable.voices.forms.reading import DecisionForm, TranslationForm
from longtable.voices.forms.running import ConversationForm
    "BatchForm",
    "CallerForm",
from longtable.voices.forms.taking_part import AnswerForm, AreaForm, CodeForm, ContactForm, SayForm

__all__ = [
    "AnswerForm",
    "AreaForm",
    "CallForm",
    "SameSheetForm",
    "CodeForm",
    "SheetForm",
    "ContactForm",
    "ConversationForm",
    "DecisionForm",
    "HeardForm",
    "KeywordsForm",
    "OfferedCallForm",
    "OutcomeForm",
    "SayForm",
    "SearchForm",
    "ThemeForm",
    "TranslationForm",
]
