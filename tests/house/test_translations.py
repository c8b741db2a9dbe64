"""Every way in which a page can mark a sentence for translation is found; faults are named."""

import pytest
from babel.messages.catalog import Catalog

from tools import translations


@pytest.mark.parametrize(
    ("template", "message", "context"),
    [
        ("{% trans 'Say it' %}", "Say it", None),
        ('<c-button label="{% trans "Say it" %}" />', "Say it", None),
        ("<c-field :hint=\"_('Who reads it')\" />", "Who reads it", None),
        ('{{ name|default:_("Nobody yet") }}', "Nobody yet", None),
        ("{% trans 'May' context 'month' %}", "May", "month"),
        ("{% blocktrans trimmed %}\n  It's\n  late {{ x }}\n{% endblocktrans %}", "It's late %(x)s", None),
        ("    <p>\n{% if a %} it's {% endif %}\n  {% trans 'Say it' %}", "Say it", None),
    ],
)
def test_a_marked_sentence_is_found(template: str, message: str, context: str | None) -> None:
    found = translations.sentences_in(translations.as_python(template), "page.html")
    assert [(said, meant) for _, said, meant, _ in found] == [(message, context)]


def test_a_sentence_in_code_keeps_its_plural_and_context() -> None:
    code = 'npgettext_lazy("inbox", "%(n)s letter", "%(n)s letters", "n"); _(variable)'
    found = [(said, meant) for _, said, meant, _ in translations.sentences_in(code, "views.py")]
    assert found == [(("%(n)s letter", "%(n)s letters"), "inbox")]


@pytest.mark.parametrize(
    ("translated", "flags", "fault"),
    [
        ("", (), "is not translated"),
        ("Hola", (), "has other placeholders"),
        ("Hola, %(name)s", ("fuzzy",), "is marked uncertain"),
        ("Hola, %(name)s", (), None),
    ],
)
def test_a_wrong_translation_is_named(
    monkeypatch: pytest.MonkeyPatch, translated: str, flags: tuple[str, ...], fault: str | None
) -> None:
    said = ("views.py", "Hello, %(name)s", None, [])
    monkeypatch.setattr(translations, "marked_sentences", lambda: iter([said]))
    catalogue = Catalog(locale="es")
    catalogue.add("Hello, %(name)s", translated, flags=flags)
    faults = list(translations.faults_in(catalogue))
    assert len(faults) == (fault is not None)
    assert all(one.startswith(str(fault)) for one in faults)


def test_what_nobody_says_any_more_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translations, "marked_sentences", lambda: iter([]))
    catalogue = Catalog(locale="es")
    catalogue.add("Goodbye", "Adiós")
    assert list(translations.faults_in(catalogue)) == ["is no longer said: 'Goodbye'"]
