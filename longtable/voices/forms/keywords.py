"""Choosing the words by which a conversation is answered by text message."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from longtable.voices.actions.keywords import NotAKeyword, check
from longtable.voices.models import Conversation
from longtable.voices.models.keywords import fold_keyword


class KeywordsForm(forms.Form):
    """One word in each language, with a proposal from the question where there is none."""

    def __init__(self, *args: Any, conversation: Conversation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conversation = conversation
        for code, name in settings.LANGUAGES:
            self.fields[code] = forms.CharField(
                label=_("Keyword in %(language)s") % {"language": name},
                required=False,
                max_length=20,
                help_text=self._proposal(code),
                widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
            )

    def words(self) -> dict[str, str]:
        """Language to word."""
        return {code: self.cleaned_data[code] for code, _name in settings.LANGUAGES}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        wanted = {code: data[code].strip() for code, _name in settings.LANGUAGES if data.get(code)}
        try:
            check(self.conversation, wanted)
        except NotAKeyword as error:
            self.add_error(error.language or None, str(error))
        return data

    def _proposal(self, language: str) -> str:
        """The longest word of the question that is free."""
        asked = self.conversation.question.show(language)
        words = [] if asked.fell_back else sorted(asked.text.split(), key=len, reverse=True)
        for word in words:
            plain = "".join(sign for sign in word if sign.isalpha()).upper()
            try:
                check(self.conversation, {language: plain})
            except NotAKeyword:
                continue
            return _("For example %(word)s") % {"word": fold_keyword(plain).upper()}
        return ""
