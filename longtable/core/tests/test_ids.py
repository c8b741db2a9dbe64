"""Names for rows, links and codes: ordered inside, unguessable outside, readable aloud."""

import time
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from longtable.core.ids import CROCKFORD, code_from, read_code, show_code, token_from, uuid7


def test_a_row_id_is_a_version_7_uuid_of_now() -> None:
    made = uuid7()
    assert made.version == 7
    assert made.variant == uuid.RFC_4122
    assert abs((made.int >> 80) / 1000 - time.time()) < 2


def test_later_ids_sort_after_earlier_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter(range(1_700_000_000_000_000_000, 1_700_000_000_100_000_000, 1_000_000))
    monkeypatch.setattr("longtable.core.ids.time.time_ns", lambda: next(moments))
    made = [uuid7() for _ in range(50)]
    assert made == sorted(made)
    assert len(set(made)) == 50


@given(st.binary(min_size=32, max_size=32))
def test_a_code_is_ten_letters_that_cannot_be_misread(digest: bytes) -> None:
    code = code_from(digest)
    assert len(code) == 10
    assert set(code) <= set(CROCKFORD)
    assert not set(code) & set("ILOU")


@given(st.binary(min_size=32, max_size=32))
def test_a_code_is_understood_however_it_is_written(digest: bytes) -> None:
    code = code_from(digest)
    for typed in (show_code(code), show_code(code).lower(), f"  {code} ", " ".join(code)):
        assert read_code(typed) == code


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("OILU0000AA", "011V0000AA"), ("o1l-0v00 0aA", "0110V000AA"), ("k7qm-2xwt-9a", "K7QM2XWT9A")],
)
def test_usual_misreadings_are_forgiven(typed: str, meant: str) -> None:
    assert read_code(typed) == meant


@pytest.mark.parametrize("typed", ["", "K7QM2XWT9", "K7QM2XWT9AA", "K7QM!XWT9A", "🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂"])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert read_code(typed) is None


@given(st.binary(min_size=16, max_size=32))
def test_a_link_carries_128_bits_in_22_plain_letters(digest: bytes) -> None:
    token = token_from(digest)
    assert len(token) == 22
    assert token.replace("-", "").replace("_", "").isalnum()
    assert token == token_from(digest[:16])


def test_codes_use_all_their_bits() -> None:
    assert code_from(b"\x00" * 32) == "0000000000"
    assert code_from(b"\xff" * 32) == "ZZZZZZZZZZ"
    assert code_from(bytes([0x80] + [0] * 31))[0] == "G"
