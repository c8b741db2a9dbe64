"""Components: what they mark for a screen reader, what they keep, and what they never let through."""

import re
from typing import Any

import pytest
from django import forms
from django.template import engines
from django.test import RequestFactory
from django.utils import translation
from django_cotton.compiler_regex import CottonCompiler

from longtable.core.localized import LocalizedText


def show(source: str, **context: Any) -> str:
    """``source`` as a page would show it, on one line."""
    template = engines["django"].from_string(CottonCompiler().process(source))
    return " ".join(template.render(context, RequestFactory().get("/here/?q=bus")).split())


class Say(forms.Form):
    """A form with one field of each layout."""

    words = forms.CharField(label="Your words", help_text="No names, please.", widget=forms.Textarea)
    email = forms.EmailField(label="E-mail", required=False)
    how = forms.ChoiceField(
        label="How?", widget=forms.RadioSelect, choices=[("sms", "Text"), ("mail", "Letter")]
    )
    day = forms.DateField(label="When")


@pytest.fixture(autouse=True)
def in_english() -> Any:
    with translation.override("en"):
        yield


def test_what_somebody_types_is_never_markup() -> None:
    page = show(
        '<c-quotation lang="es" :source="where">{{ said }}</c-quotation>', said="<script>", where="<b>"
    )
    assert "<script>" not in page
    assert "<b>" not in page
    assert "&lt;script&gt;" in page


def test_an_attribute_that_no_component_declares_is_not_printed() -> None:
    assert "onclick" not in show("<c-button :onclick='bad'>Send</c-button>", bad='"><script>')


def test_words_in_another_language_say_which() -> None:
    text = LocalizedText.of(es="Hola")
    assert show('<c-text :value="text" />', text=text) == '<span lang="es">Hola</span>'
    with translation.override("es"):
        assert show('<c-text :value="text" />', text=text) == "Hola"


def test_a_translation_says_whose_it_is() -> None:
    page = show(
        '<c-quotation lang="es" translation="Hello" translation_lang="en" translated_by="machine">'
        "Hola</c-quotation>"
    )
    assert page.index("Hola") < page.index("Hello") < page.index("nobody has checked it")
    assert '<blockquote lang="es">' in page


def test_a_field_keeps_what_was_typed_and_names_its_hint_and_error() -> None:
    form = Say({"words": "", "email": "not an address", "how": "sms"})
    page = show('<c-form :form="form" submit="Send" />', form=form)
    assert 'value="not an address"' in page
    assert 'aria-describedby="id_words_helptext id_words_error"' in page
    assert 'id="id_words_helptext"' in page
    assert 'id="id_words_error"' in page
    assert re.search('<input[^>]* value="sms"[^>]* checked', page)


def test_the_summary_leads_to_every_field_that_needs_another_look() -> None:
    page = show('<c-errors :form="form" />', form=Say({"words": "hello"}))
    assert "2 things need another look" in page
    assert 'href="#id_how_0"' in page
    assert 'href="#id_day"' in page


def test_a_form_says_how_long_it_takes_who_reads_it_and_what_never_to_write() -> None:
    shown = show('<c-form submit="Send" minutes="1" reader="only the office" never="card numbers" />')
    assert "It takes 1 minute. Who reads it: only the office. Please never write card numbers." in shown
    assert "It takes 5 minutes." in show('<c-form submit="Send" minutes="5" />')
    assert "It takes" not in show('<c-form submit="Send" />')


def test_a_hint_given_by_the_page_is_announced_too() -> None:
    page = show('<c-field :field="form.email" hint="Only to answer you." />', form=Say())
    assert 'aria-describedby="id_email_helptext"' in page
    assert "(optional)" in page


def test_a_group_of_answers_has_a_legend() -> None:
    page = show('<c-field :field="form.how" />', form=Say())
    assert "<fieldset" in page
    assert "<legend" in page
    assert page.count('type="radio"') == 2


def test_a_date_is_asked_for_as_a_date() -> None:
    assert 'type="date"' in show('<c-field :field="form.day" />', form=Say())


def test_a_step_still_to_come_says_so_in_words() -> None:
    assert "(not yet)" in show('<c-thread><c-thread.step kind="changed" todo></c-thread.step></c-thread>')


def test_another_page_of_a_search_keeps_the_search() -> None:
    from django.core.paginator import Paginator

    page = show('<c-pagination :page="page" />', page=Paginator(range(30), 10).page(2))
    assert 'href="?q=bus&amp;page=3"' in page
    assert "Page 2 of 3" in page


@pytest.mark.parametrize(("part", "whole", "width"), [(44, 100, 44), (0, 0, 0), (5, 2, 100)])
def test_a_bar_is_as_long_as_its_share(part: int, whole: int, width: int) -> None:
    page = show('<c-bar :part="part" :whole="whole" />', part=part, whole=whole)
    assert f'class="part" width="{width}"' in page


def test_the_agency_s_own_line_stands_beside_988_in_the_page_s_language(settings: Any) -> None:
    settings.LOCAL_CRISIS_LINE = {
        "name": {"en": "County line", "es": "Línea del condado"},
        "phone": "877-223-4617",
    }
    with translation.override("es"):
        page = show("<c-danger />")
    assert 'href="tel:988"' in page
    assert 'href="tel:911"' in page
    assert 'href="tel:8772234617"' in page
    assert "Línea del condado" in page
