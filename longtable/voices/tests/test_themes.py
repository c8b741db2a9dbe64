"""Themes: a team gathers comments that say something alike, and others hear of it."""

import pytest
from django.test import Client

from longtable.accounts.models import User
from longtable.core.access import Denied
from longtable.core.localized import LocalizedText
from longtable.core.work import registry
from longtable.voices import actions
from longtable.voices.models import Conversation, Theme, ThemeComment
from longtable.voices.tests.stage import page, shown, speak
from tests.cast import actor, signed_in

pytestmark = pytest.mark.django_db

NAME = {"name_en": "Evening hours", "name_es": "Horario de tarde", "summary_en": "", "summary_es": ""}


@pytest.fixture
def staff(conrad: User) -> Client:
    return signed_in(Client(), conrad)


@pytest.fixture
def theme(conrad: User, conversation: Conversation) -> Theme:
    return actions.make_theme(
        by=actor(conrad),
        conversation=conversation,
        name=LocalizedText.of(en="Evening hours", es="Horario de tarde"),
        summary=LocalizedText(),
    )


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """What was told to whoever listens when comments are put into a theme."""
    told: list[dict[str, object]] = []
    monkeypatch.setattr(
        "longtable.voices.actions.themes.emit",
        lambda event, **payload: told.append({"event": event, **payload}),
    )
    assert registry.listeners is not None
    return told


def test_comments_are_gathered_under_a_new_name(staff: Client, conversation: Conversation) -> None:
    numbers = [shown(conversation, f"Comment {n}").number for n in range(3)]
    response = staff.post(
        f"/voices/{conversation.slug}/gather/", {**NAME, "make": "1", "number": numbers[:2]}
    )
    theme = Theme.objects.get()
    assert response.url == f"/voices/themes/{theme.pk}/"
    assert sorted(theme.comments.values_list("number", flat=True)) == numbers[:2]


def test_comments_are_added_to_a_theme_that_is_there(
    staff: Client, conversation: Conversation, theme: Theme
) -> None:
    comment = speak(conversation)
    staff.post(f"/voices/{conversation.slug}/gather/", {"theme": theme.pk, "number": [comment.number]})
    citation = ThemeComment.objects.get()
    assert (citation.comment, citation.by.name) == (comment, "Conrad")  # type: ignore[union-attr]


def test_a_theme_in_one_language_is_asked_for_in_both(staff: Client, conversation: Conversation) -> None:
    response = staff.post(f"/voices/{conversation.slug}/gather/", {**NAME, "make": "1", "name_es": ""})
    assert response.status_code == 422
    assert not Theme.objects.exists()


def test_without_a_theme_nothing_is_gathered(staff: Client, conversation: Conversation) -> None:
    comment = speak(conversation)
    response = staff.post(f"/voices/{conversation.slug}/gather/", {"number": [comment.number]})
    assert "Choose a theme" in page(response)


def test_citing_twice_cites_once_and_tells_once(
    conversation: Conversation, theme: Theme, conrad: User, heard: list[dict[str, object]]
) -> None:
    first, second = speak(conversation, "One"), speak(conversation, "Two")
    assert actions.cite(by=actor(conrad), theme=theme, comments=[first]) == 1
    assert actions.cite(by=actor(conrad), theme=theme, comments=[first]) == 0
    assert actions.cite(by=actor(conrad), theme=theme, comments=[first, second]) == 1
    assert [event["comment_ids"] for event in heard] == [[str(first.pk)], [str(second.pk)]]
    assert {event["event"] for event in heard} == {"voices.theme.cited"}


def test_a_comment_of_another_conversation_is_not_cited(
    theme: Theme, elsewhere: Conversation, conrad: User
) -> None:
    assert actions.cite(by=actor(conrad), theme=theme, comments=[speak(elsewhere)]) == 0


def test_a_comment_can_be_taken_out(staff: Client, conversation: Conversation, theme: Theme) -> None:
    comment = speak(conversation)
    staff.post(f"/voices/{conversation.slug}/gather/", {"theme": theme.pk, "number": [comment.number]})
    staff.post(f"/voices/themes/{theme.pk}/", {"uncite": comment.number})
    staff.post(f"/voices/themes/{theme.pk}/", {"uncite": comment.number})
    assert not theme.comments.exists()


def test_a_theme_is_public_when_the_team_says_so(
    staff: Client, conversation: Conversation, theme: Theme
) -> None:
    said = f"/c/{conversation.slug}/said/"
    assert "Evening hours" not in page(Client().get(said))
    staff.post(f"/voices/themes/{theme.pk}/", {**NAME, "is_public": "on"})
    assert "Evening hours" in page(Client().get(said))
    assert "Horario de tarde" in page(Client().get(f"{said}?lang=es"))


def test_a_public_theme_shows_no_words_that_are_not_shown(
    staff: Client, conversation: Conversation, theme: Theme
) -> None:
    comment = speak(conversation, "Not for everybody")
    staff.post(f"/voices/{conversation.slug}/gather/", {"theme": theme.pk, "number": [comment.number]})
    staff.post(f"/voices/themes/{theme.pk}/", {**NAME, "is_public": "on"})
    assert "Not for everybody" not in page(Client().get(f"/c/{conversation.slug}/said/"))


def test_comments_are_found_by_their_words_and_translations(
    staff: Client, conversation: Conversation, conrad: User
) -> None:
    comment = speak(conversation, "La farmacia cierra temprano", language="es")
    speak(conversation, "The bus is late")
    actions.translate(by=actor(conrad), comment=comment, language="en", text="The pharmacy closes early")
    for words in ("farmacia", "PHARMACY early", "cierra farmacia"):
        found = page(staff.get(f"/voices/{conversation.slug}/gather/", {"text": words}))
        assert "La farmacia" in found
        assert "The bus" not in found


def test_what_is_in_a_theme_can_be_left_out(staff: Client, conversation: Conversation, theme: Theme) -> None:
    gathered = speak(conversation, "Gathered words")
    speak(conversation, "Lonely words")
    staff.post(f"/voices/{conversation.slug}/gather/", {"theme": theme.pk, "number": [gathered.number]})
    found = page(staff.get(f"/voices/{conversation.slug}/gather/", {"without_theme": "on"}))
    assert "Lonely words" in found
    assert "Gathered words" not in found


def test_who_may_not_gather_cannot(conversation: Conversation, theme: Theme, ben: User) -> None:
    comment = speak(conversation)
    with pytest.raises(Denied):
        actions.cite(by=actor(ben), theme=theme, comments=[comment])
    with pytest.raises(Denied):
        actions.uncite(by=actor(ben), theme=theme, comment=comment)
    with pytest.raises(Denied):
        actions.make_theme(by=actor(ben), conversation=conversation, name=theme.name, summary=theme.summary)
    with pytest.raises(Denied):
        actions.edit_theme(by=actor(ben), theme=theme, name=theme.name, summary=theme.summary, is_public=True)


@pytest.mark.parametrize("number", ["9" * 30, "9" * 5000, "²", "-1", "1e3", ""])
def test_what_is_no_number_gathers_nothing(
    staff: Client, conversation: Conversation, theme: Theme, number: str
) -> None:
    shown(conversation)
    gathered = staff.post(f"/voices/{conversation.slug}/gather/", {"theme": theme.pk, "number": number})
    taken_off = staff.post(f"/voices/themes/{theme.pk}/", {"uncite": number})
    assert gathered.status_code == taken_off.status_code == 302
    assert not theme.comments.exists()


def test_a_public_theme_leads_to_the_words_that_it_stands_on(
    conversation: Conversation, conrad: User
) -> None:
    cited, other = shown(conversation, "Open later"), shown(conversation, "Buses are slow")
    hidden = speak(conversation, "Not for others")
    theme = Theme.objects.create(conversation=conversation, name=LocalizedText.of(en="Hours", es="Horario"))
    actions.cite(by=actor(conrad), theme=theme, comments=[cited, hidden])
    address = f"/c/{conversation.slug}/said/?theme={theme.pk}"
    assert Client().get(address).status_code == 404
    Theme.objects.update(is_public=True)
    assert f"?theme={theme.pk}" in page(Client().get(f"/c/{conversation.slug}/said/"))
    shown_page = page(Client().get(address))
    assert "Hours</h1>" in shown_page
    assert cited.text in shown_page
    assert other.text not in shown_page
    assert hidden.text not in shown_page


@pytest.mark.parametrize("theme", ["nonsense", "00000000-0000-0000-0000-000000000000"])
def test_what_is_no_theme_is_not_found(conversation: Conversation, theme: str) -> None:
    assert Client().get(f"/c/{conversation.slug}/said/?theme={theme}").status_code == 404
