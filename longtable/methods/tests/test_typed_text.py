"""Typed text: what hides or reverses is gone, every letter stays, and cleaning twice changes nothing."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from longtable.methods.typed_text import TooLong, clean


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  No bus on Sunday.  \n", "No bus on Sunday."),
        ("cafe\u0301", "café"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("one \n\n\n\n\n\ntwo", "one\n\n\ntwo"),
        ("one\n\n\ntwo", "one\n\n\ntwo"),
        ("a\x00b\x07c\x1b[31md", "abc[31md"),
        ("a\tb", "a b"),
        ("sui\u200bcide \ufeffpay\u00adpal", "suicide paypal"),
        ("pay \u202eslaer\u202c now \u2066x\u2069", "pay slaer now x"),
        ("k\u200dill", "kill"),
        ("half \ud83d", "half \ufffd"),
        ("\ud83d\ude00", "😀"),
        ("a\U000e0041\U000e0042b", "ab"),
        ("Robeson\xa0County", "Robeson County"),
        ("z" + "\u0301" * 50, "ź" + "\u0301" * 7),
    ],
)
def test_what_hides_or_disturbs_is_gone(typed: str, kept: str) -> None:
    assert clean(typed, 100) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "¿Está de acuerdo? ¡Sí, señora Núñez!",
        "لا توجد حافلة يوم الأحد",
        "אין אוטובוס ביום ראשון",
        "می‌خواهم",
        "क्‍ष",
        "Đường phố ở đây nguy hiểm",
        "👩‍👩‍👧‍👦 👩🏽‍⚕️ ❤️‍🔥 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🇺🇸 1️⃣",
        "我们需要一个翻译",
        "5 < 6 & 7 > 3",
        "<b>loud</b> <script>alert(1)</script> &amp;",
        "<p>a plain paragraph that somebody typed</p>",
        "'); DROP TABLE comments;--",
    ],
)
def test_every_letter_stays(typed: str) -> None:
    assert clean(typed, 100) == typed


WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office">
<head><style>p.MsoNormal {margin:0}</style></head>
<body><!--StartFragment--><p class=MsoNormal>The clinic closes
at five.<o:p></o:p></p><p class="MsoNormal">We work until six &amp; later.<br>Who <b>asked</b> us?</p>
<!--EndFragment--></body></html>"""


def test_what_word_pasted_becomes_its_text() -> None:
    assert clean(WORD, 200) == "The clinic closes at five.\nWe work until six & later.\nWho asked us?"


def test_words_about_words_html_are_kept() -> None:
    typed = "<p class=MsoNormal>&lt;p class=MsoNormal&gt;</p>"
    assert clean(typed, 200) == typed


def test_too_long_tells_both_numbers() -> None:
    with pytest.raises(TooLong) as error:
        clean("x" * 2001 + "  ", 2000)
    assert (error.value.length, error.value.limit) == (2001, 2000)
    assert clean(" " * 50 + "x" * 2000, 2000) == "x" * 2000


disturbing = st.text(
    st.characters()
    | st.sampled_from(
        "\u200d\u200c\u202e\u0301\u0323\n\r\t \xa0\ud83d\ude00<>&;👩\U000e0041\U000e007f\U0001f3f4क"
    )
    | st.characters(categories=["Cs", "Cf", "Cc", "Mn"]),
    max_size=60,
)


@given(disturbing)
@example("\U0001f3f4\U000e0041\u200b\U000e007f")
@example("\u200d\u200b\u200d")
@example("<o:p>&zwj;<o:p>")
def test_cleaning_twice_changes_nothing_and_never_fails(typed: str) -> None:
    once = clean(typed, 10_000)
    assert clean(once, 10_000) == once
    assert once == unicodedata.normalize("NFC", once)
    once.encode("utf-8")


@given(
    st.lists(
        st.sampled_from(
            ["<p class=MsoNormal>", "<o:p>", "</p>", "&lt;", "&gt;", "p class=MsoNormal", "\n", " ", "é"]
        )
    )
)
def test_cleaning_words_html_twice_changes_nothing(parts: list[str]) -> None:
    once = clean("".join(parts), 10_000)
    assert clean(once, 10_000) == once


@given(st.text(st.characters(categories=["L", "N"]), max_size=60))
def test_no_letter_is_eaten(typed: str) -> None:
    assert clean(typed, 1000) == unicodedata.normalize("NFC", typed)


@pytest.mark.parametrize(
    "hostile",
    [
        "<o:p><!--",
        "<o:p><style",
        "<",
        '<a "',
        "\u0301\u0323",
        "\u200d",
        "\n ",
        "&amp;",
        "class=Mso<p style='",
    ],
)
def test_hostile_text_is_cleaned_in_linear_time(hostile: str) -> None:
    started = time.process_time()
    clean(hostile * (200_000 // len(hostile)), 10**6)
    assert time.process_time() - started < 2
