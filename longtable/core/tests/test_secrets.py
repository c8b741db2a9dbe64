"""What identifies a person is unreadable without the keys, cannot be moved, and is still findable."""

import base64
import os

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from longtable.core.secrets import (
    Undecryptable,
    blind_index,
    current_key_id,
    decrypt,
    encrypt,
    key_id_of,
    token_hash,
)

HERE = "people.person.given_name"


def new_key() -> str:
    return base64.urlsafe_b64encode(os.urandom(32)).decode()


@given(st.text().filter(bool))
def test_what_went_in_comes_out(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    sealed = encrypt(text, context=HERE)
    assert decrypt(sealed, context=HERE) == text
    assert text not in sealed or len(text) < 4


def test_the_same_text_never_looks_the_same() -> None:
    assert encrypt("Rosa", context=HERE) != encrypt("Rosa", context=HERE)


def test_a_ciphertext_belongs_to_its_column() -> None:
    sealed = encrypt("Rosa", context=HERE)
    with pytest.raises(Undecryptable):
        decrypt(sealed, context="people.person.family_name")


def test_a_changed_ciphertext_is_noticed() -> None:
    key_id, _, body = encrypt("Rosa", context=HERE).partition("$")
    raw = bytearray(base64.urlsafe_b64decode(body))
    raw[-1] ^= 1
    with pytest.raises(Undecryptable):
        decrypt(f"{key_id}${base64.urlsafe_b64encode(raw).decode()}", context=HERE)


@pytest.mark.parametrize("sealed", ["Rosa", "k1$", "k1$Rosa", "k1$!!!!", "k9$AAAA"])
def test_what_never_was_one_is_refused(sealed: str) -> None:
    with pytest.raises(Undecryptable):
        decrypt(sealed, context=HERE)


def test_a_new_key_in_front_reads_the_old(settings: Settings) -> None:
    sealed = encrypt("Rosa", context=HERE)
    settings.ENCRYPTION_KEYS = [f"k2:{new_key()}", *settings.ENCRYPTION_KEYS]
    assert current_key_id() == "k2"
    assert key_id_of(sealed) == "k1"
    assert decrypt(sealed, context=HERE) == "Rosa"
    assert key_id_of(encrypt("Rosa", context=HERE)) == "k2"


@pytest.mark.parametrize("keys", [[], ["k1:tooshort"], ["k1"], ["k1:" + "é" * 10]])
def test_a_key_that_is_none_stops_the_start(settings: Settings, keys: list[str]) -> None:
    settings.ENCRYPTION_KEYS = keys
    with pytest.raises(ImproperlyConfigured):
        encrypt("Rosa", context=HERE)


def test_two_keys_of_one_name_are_refused(settings: Settings) -> None:
    settings.ENCRYPTION_KEYS = [f"k1:{new_key()}", f"k1:{new_key()}"]
    with pytest.raises(ImproperlyConfigured):
        encrypt("Rosa", context=HERE)


def test_an_index_is_equal_for_equal_values_of_one_purpose_only() -> None:
    assert blind_index("rosa", purpose="surname") == blind_index("rosa", purpose="surname")
    assert blind_index("rosa", purpose="surname") != blind_index("rosa", purpose="given name")
    assert blind_index("", purpose="surname") == ""
    assert token_hash("secret") == blind_index("secret", purpose="token")


def test_an_index_cannot_be_made_without_the_key(settings: Settings) -> None:
    before = blind_index("rosa", purpose="surname")
    settings.INDEX_KEY = new_key()
    assert blind_index("rosa", purpose="surname") != before
