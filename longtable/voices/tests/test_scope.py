"""Staff pages: 403 for what one may not do, 404 for what one may not know of."""

from uuid import uuid4

import pytest
from django.test import Client

from longtable.accounts.models import Membership, Organization, User
from longtable.core.access import Permission
from longtable.core.localized import LocalizedText
from longtable.places.models import Area, Region
from longtable.voices import actions, selectors
from longtable.voices.models import Conversation
from longtable.voices.tests.stage import WORDS, page, speak
from tests.cast import Cast, actor, member, signed_in

pytestmark = pytest.mark.django_db

PAGES = {
    "": Permission.SEE_VOICES,
    "edit/": Permission.RUN_CONVERSATIONS,
    "read/": Permission.MODERATE,
    "read/1/": Permission.MODERATE,
    "gather/": Permission.GATHER_THEMES,
}


@pytest.mark.parametrize(("where", "permission"), PAGES.items())
def test_a_page_is_for_those_who_may(
    cast: Cast, conversation: Conversation, where: str, permission: Permission
) -> None:
    speak(conversation)
    for user in cast.by_role.values():
        expected = 200 if actor(user).may(permission) else 403
        assert signed_in(Client(), user).get(f"/voices/{conversation.slug}/{where}").status_code == expected


def test_the_list_leads_nobody_where_they_may_not_read(cast: Cast, conversation: Conversation) -> None:
    speak(conversation)
    for user in cast.by_role.values():
        if actor(user).may(Permission.SEE_VOICES):
            shown_page = page(signed_in(Client(), user).get("/voices/"))
            leads = f"/voices/{conversation.slug}/read/" in shown_page
            assert leads == actor(user).may(Permission.MODERATE), user


@pytest.mark.parametrize("where", PAGES)
def test_strangers_learn_nothing(eve: User, conversation: Conversation, where: str) -> None:
    assert signed_in(Client(), eve).get(f"/voices/{conversation.slug}/{where}").status_code == 403
    assert Client().get(f"/voices/{conversation.slug}/{where}").status_code == 302


@pytest.fixture
def nora(partner: Organization) -> User:
    """Convener for her own organisation only."""
    return member("Nora", "convener", partner, scope=Membership.Scope.ORGANIZATION)


@pytest.mark.parametrize("where", PAGES)
def test_another_organization_is_not_there(
    nora: User, conversation: Conversation, elsewhere: Conversation, where: str
) -> None:
    speak(elsewhere)
    for other in (conversation, elsewhere):
        assert signed_in(Client(), nora).get(f"/voices/{other.slug}/{where}").status_code == 404


def test_the_list_shows_what_lies_within(
    nora: User, regina: User, conversation: Conversation, elsewhere: Conversation, partner: Organization
) -> None:
    Conversation.objects.filter(pk=elsewhere.pk).update(organization=partner)
    assert list(selectors.conversations(actor(nora))) == [elsewhere]
    assert list(selectors.conversations(actor(regina))) == [conversation]


def test_a_region_sees_only_what_touches_it(
    regina: User, east: Region, cedar: Area, conversation: Conversation
) -> None:
    regina_page = f"/voices/{conversation.slug}/"
    assert signed_in(Client(), regina).get(regina_page).status_code == 200
    conversation.areas.set([cedar])
    assert signed_in(Client(), regina).get(regina_page).status_code == 404


def test_posting_past_the_pages_changes_nothing(
    nora: User, conversation: Conversation, ben: User, conrad: User
) -> None:
    speak(conversation)
    theme = actions.make_theme(
        by=actor(conrad), conversation=conversation, name=LocalizedText.of(en="One"), summary=LocalizedText()
    )
    for user, expected in ((nora, 404), (ben, 403)):
        client = signed_in(Client(), user)
        assert client.post(f"/voices/{conversation.slug}/state/", {"close": "1"}).status_code == expected
        assert client.post(f"/voices/{conversation.slug}/read/1/", {"after": "shown"}).status_code == expected
        assert client.post(f"/voices/{conversation.slug}/read/1/ask/").status_code == expected
        assert client.post(f"/voices/{conversation.slug}/gather/", {"number": 1}).status_code == expected
    assert signed_in(Client(), nora).get(f"/voices/themes/{theme.pk}/").status_code == 404
    conversation.refresh_from_db()
    assert conversation.state == Conversation.State.OPEN
    assert conversation.comments.get().state == "waiting"


def test_who_may_only_read_a_theme_cannot_change_it(
    ben: User, conrad: User, conversation: Conversation
) -> None:
    theme = actions.make_theme(
        by=actor(conrad), conversation=conversation, name=LocalizedText.of(en="One"), summary=LocalizedText()
    )
    client = signed_in(Client(), ben)
    assert client.get(f"/voices/themes/{theme.pk}/").status_code == 200
    data = {"name_en": "Two", "name_es": "Dos", "summary_en": "", "summary_es": ""}
    assert client.post(f"/voices/themes/{theme.pk}/", data).status_code == 403
    theme.refresh_from_db()
    assert theme.name.show("en").text == "One"


def test_what_does_not_exist_looks_like_what_one_may_not_know(conrad: User, nora: User) -> None:
    for user in (conrad, nora):
        client = signed_in(Client(), user)
        assert client.get("/voices/nothing/").status_code == 404
        assert client.get(f"/voices/themes/{uuid4()}/").status_code == 404


def test_words_that_wait_are_read_by_staff_only(
    client: Client, conversation: Conversation, ben: User
) -> None:
    speak(conversation)
    assert WORDS not in page(client.get(f"/c/{conversation.slug}/said/"))
    assert not selectors.said(conversation).exists()
