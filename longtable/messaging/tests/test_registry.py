"""Notices whose words do not fit together stop the start."""

import pytest

from longtable.core.localized import LocalizedText
from longtable.messaging import registry
from longtable.messaging.registry import BadNotice, notice, placeholders, topic
from longtable.messaging.tests.conftest import NOTICE, TOPIC


def test_a_placeholder_forgotten_in_one_language_is_found() -> None:
    with pytest.raises(BadNotice, match="es lacks name"):
        notice("tests.bad", topic="", text=LocalizedText.of(en="Hi {name}", es="Hola"))


def test_a_language_forgotten_in_one_part_is_found() -> None:
    with pytest.raises(BadNotice, match="same languages"):
        notice(
            "tests.bad", topic="", text=LocalizedText.of(en="Hi", es="Hola"), sms=LocalizedText.of(en="Hi")
        )


def test_a_topic_must_be_declared() -> None:
    with pytest.raises(BadNotice, match="nobody declared"):
        notice("tests.bad", topic="nowhere", text=LocalizedText.of(en="Hi"))


def test_two_notices_cannot_share_a_name() -> None:
    with pytest.raises(BadNotice, match="Two notices"):
        notice(NOTICE, topic=TOPIC, text=LocalizedText.of(en="Something else"))


def test_a_topic_has_one_title() -> None:
    with pytest.raises(BadNotice):
        topic(TOPIC, "Something else")


@pytest.mark.parametrize("text", ["{}", "{a.b}", "{0}", "{a!r}", "{a:>9}", "{a[b]}"])
def test_a_placeholder_is_a_plain_name(text: str) -> None:
    with pytest.raises(BadNotice):
        placeholders(text)


def test_every_notice_of_the_house_speaks_every_language(settings: object) -> None:
    languages = {code for code, _ in settings.LANGUAGES}  # type: ignore[attr-defined]
    silent = {name for name, each in registry.notices.items() if set(each.text.versions) != languages}
    assert not silent
