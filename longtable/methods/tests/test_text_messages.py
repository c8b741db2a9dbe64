"""What a text message weighs, against counts worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from longtable.methods.text_messages import in_plain_signs, segments


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("é" * 160, 1),
        ("ñ¿¡ü" * 40, 1),
        ("á" * 70, 1),
        ("á" * 71, 2),
        ("á" * 134, 2),
        ("á" * 135, 3),
        ("a" * 69 + "á", 1),
        ("a" * 70 + "á", 2),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("a" * 152 + "€" + "a" * 152, 3),
        ("👍" * 35, 1),
        ("👍" * 36, 2),
    ],
)
def test_parts(text: str, parts: int) -> None:
    assert segments(text) == parts


def test_a_curly_quote_is_straightened_and_an_accent_stays() -> None:
    assert in_plain_signs("“Sí” – ‘más’ «ya» …") == '"Sí" - \'más\' "ya" ...'


@given(st.text(), st.characters())
def test_one_sign_more_never_travels_in_fewer_parts(text: str, sign: str) -> None:
    assert segments(text + sign) >= segments(text) >= 1


@given(st.text())
def test_plain_signs_never_cost_more_and_stay_plain(text: str) -> None:
    plain = in_plain_signs(text)
    assert in_plain_signs(plain) == plain
    assert segments(plain) <= segments(text) + plain.count("...")
