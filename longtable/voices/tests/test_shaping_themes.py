"""Shaping themes: what a machine suggests, merging, splitting, and a second coder."""

from typing import Any

import pytest
from django.test import Client

from longtable.accounts.models import User
from longtable.core.access import Denied
from longtable.core.audit import subjects_of
from longtable.core.localized import LocalizedText
from longtable.core.states import IllegalMove
from longtable.core.work import run_all
from longtable.voices import actions
from longtable.voices.models import Analysis, CodingRound, Comment, Conversation, Suggestion, Theme
from longtable.voices.tests.stage import page, shown, speak
from longtable.worklists.models import WorkItem
from tests.cast import actor, signed_in

pytestmark = pytest.mark.django_db

RIDES = {
    "en": ["No bus runs to the clinic", "The bus to the clinic stops at five", "We need a bus to a clinic"],
    "es": [
        "No hay autobús a la clínica",
        "El autobús a la clínica no llega",
        "Falta un autobús a la clínica",
    ],
}
FOOD = {
    "en": ["Fresh food costs too much", "The food bank has no fresh food", "Fresh food is far from here"],
    "es": ["La comida fresca cuesta mucho", "No hay comida fresca cerca", "El banco de comida cierra pronto"],
}


def name(text: str) -> LocalizedText:
    return LocalizedText.of(en=text, es=text)


@pytest.fixture
def staff(conrad: User) -> Client:
    return signed_in(Client(), conrad)


@pytest.fixture
def make(conrad: User, conversation: Conversation) -> Any:
    """A theme with comments, made by Conrad."""

    def _make(title: str, *comments: Comment) -> Theme:
        by = actor(conrad)
        theme = actions.make_theme(
            by=by, conversation=conversation, name=name(title), summary=LocalizedText()
        )
        actions.cite(by=by, theme=theme, comments=comments)
        return theme

    return _make


def numbers(theme: Theme) -> list[int]:
    return sorted(theme.comments.values_list("number", flat=True))


# --- Merging and splitting ------------------------------------------------------------------------


def test_what_was_merged_stands_once_and_comes_back_whole(
    conrad: User, conversation: Conversation, make: Any
) -> None:
    both, only = shown(conversation, "Buses"), shown(conversation, "Rides")
    buses, rides = make("Buses", both), make("Rides", both, only)
    actions.merge_themes(by=actor(conrad), theme=rides, into=buses)
    assert numbers(buses) == [both.number, only.number]
    assert list(conversation.themes.standing()) == [buses]
    actions.unmerge_theme(by=actor(conrad), theme=rides)
    assert (numbers(buses), numbers(rides)) == ([both.number], [both.number, only.number])
    verbs = {entry.verb for entry in subjects_of("voices.theme", rides.pk)}
    assert verbs >= {"voices.theme.merged", "voices.theme.unmerged"}


def test_a_theme_is_never_merged_into_itself_or_in_a_ring(conrad: User, make: Any) -> None:
    one, two = make("One"), make("Two")
    by = actor(conrad)
    with pytest.raises(IllegalMove):
        actions.merge_themes(by=by, theme=one, into=one)
    actions.merge_themes(by=by, theme=one, into=two)
    with pytest.raises(IllegalMove):
        actions.merge_themes(by=by, theme=two, into=one)


def test_the_page_merges_and_takes_it_back(staff: Client, make: Any) -> None:
    one, two = make("Buses"), make("Rides")
    staff.post(f"/voices/themes/{one.pk}/merge/", {"theme": two.pk})
    assert "Buses" in page(staff.get(f"/voices/themes/{two.pk}/"))
    assert "merged into another" in page(staff.get(f"/voices/themes/{one.pk}/"))
    staff.post(f"/voices/themes/{one.pk}/unmerge/")
    one.refresh_from_db()
    assert one.merged_into is None


def test_some_comments_get_a_theme_of_their_own(staff: Client, conversation: Conversation, make: Any) -> None:
    bus, price = shown(conversation, "No bus"), shown(conversation, "The fare is too high")
    theme = make("Buses", bus, price)
    words = {"name_en": "Fares", "name_es": "Tarifas", "number": [price.number]}
    response = staff.post(f"/voices/themes/{theme.pk}/split/", words)
    part = Theme.objects.get(split_from=theme)
    assert response.url == f"/voices/themes/{part.pk}/"  # type: ignore[attr-defined]
    assert (numbers(theme), numbers(part)) == ([bus.number], [price.number])


def test_a_second_click_splits_and_names_once(staff: Client, conversation: Conversation, make: Any) -> None:
    bus, price = shown(conversation, "No bus"), shown(conversation, "The fare is too high")
    theme = make("Buses", bus, price)
    words = {"name_en": "Fares", "name_es": "Tarifas", "number": [price.number]}
    split = {staff.post(f"/voices/themes/{theme.pk}/split/", words).url for _ in range(2)}  # type: ignore[attr-defined]
    named = [
        staff.post(f"/voices/{conversation.slug}/gather/", words | {"name_en": "Bills", "make": "1"}).url  # type: ignore[attr-defined]
        for _ in range(2)
    ]
    assert (len(split), len(set(named))) == (1, 1)
    assert [str(each) for each in Theme.objects.all()] == ["Buses", "Fares", "Bills"]


def test_comments_that_somebody_else_took_out_make_no_empty_theme(
    staff: Client, conversation: Conversation, make: Any
) -> None:
    theme = make("Buses", shown(conversation, "No bus"))
    words = {"name_en": "Fares", "name_es": "Tarifas", "number": [shown(conversation, "Cost").number]}
    response = staff.post(f"/voices/themes/{theme.pk}/split/", words, follow=True)
    assert "Somebody else has already taken these comments out." in page(response)
    assert Theme.objects.count() == 1


def test_nothing_taken_is_nothing_split(staff: Client, make: Any) -> None:
    theme = make("Buses")
    response = staff.post(f"/voices/themes/{theme.pk}/split/", {"name_en": "Fares", "name_es": "Tarifas"})
    assert response.status_code == 422
    assert Theme.objects.count() == 1


def test_who_may_not_gather_shapes_nothing(ben: User, make: Any) -> None:
    one, two = make("One"), make("Two")
    with pytest.raises(Denied):
        actions.merge_themes(by=actor(ben), theme=one, into=two)
    with pytest.raises(Denied):
        actions.split_theme(by=actor(ben), theme=one, comments=[], name=name("x"), summary=name("x"))


# --- What a machine suggests ----------------------------------------------------------------------


@pytest.fixture
def suggested(staff: Client, conversation: Conversation) -> list[Suggestion]:
    """Six comments on rides and six on food, half of each in Spanish, looked at by the machine."""
    for subject in (RIDES, FOOD):
        for language, texts in subject.items():
            for text in texts:
                shown(conversation, text, language=language)
    staff.post(f"/voices/{conversation.slug}/suggested/", {"n_themes": "2"})
    run_all()
    return list(Suggestion.objects.all())


def test_suggestions_join_english_and_spanish(
    staff: Client, conversation: Conversation, suggested: list[Suggestion]
) -> None:
    analysis = Analysis.objects.get()
    assert (analysis.state, analysis.done_share) == ("done", 100)
    assert len(suggested) == 2
    assert all(each.languages == {"en": 3, "es": 3} for each in suggested)
    shown_page = page(staff.get(f"/voices/{conversation.slug}/suggested/"))
    assert "No hay autobús a la clínica" in shown_page or "El autobús a la clínica no llega" in shown_page


def test_a_suggestion_becomes_a_theme_once(staff: Client, suggested: list[Suggestion]) -> None:
    address = f"/voices/themes/suggestions/{suggested[0].pk}/"
    words = {"make": "1", "name_en": "Rides", "name_es": "Transporte"}
    staff.post(address, words)
    theme = Theme.objects.get()
    assert numbers(theme) == sorted(suggested[0].numbers)
    staff.post(address, words)
    assert Theme.objects.get() == theme
    assert theme.suggestions.get() == suggested[0]


def test_a_suggestion_goes_into_a_theme_that_is_there_or_aside(
    staff: Client, make: Any, suggested: list[Suggestion]
) -> None:
    theme = make("Rides")
    staff.post(f"/voices/themes/suggestions/{suggested[0].pk}/", {"take": "1", "theme": theme.pk})
    staff.post(f"/voices/themes/suggestions/{suggested[1].pk}/", {"aside": "1"})
    assert numbers(theme) == sorted(suggested[0].numbers)
    assert [each.state for each in Suggestion.objects.all()] == ["taken", "set_aside"]


def test_looking_again_keeps_what_was_taken(
    staff: Client, conversation: Conversation, suggested: list[Suggestion]
) -> None:
    words = {"make": "1", "name_en": "Rides", "name_es": "Transporte"}
    staff.post(f"/voices/themes/suggestions/{suggested[0].pk}/", words)
    staff.post(f"/voices/{conversation.slug}/suggested/", {"n_themes": "2"})
    run_all()
    assert Suggestion.objects.filter(state="taken").count() == 1
    assert Suggestion.objects.filter(state="open").count() == 2


def test_asking_twice_looks_once(staff: Client, conversation: Conversation) -> None:
    for _ in range(2):
        staff.post(f"/voices/{conversation.slug}/suggested/", {"n_themes": ""})
    assert Analysis.objects.count() == 1
    waiting = page(staff.get(f"/voices/{conversation.slug}/suggested/"))
    assert "0 percent done" in waiting


def test_private_and_hidden_words_are_not_counted(staff: Client, conversation: Conversation) -> None:
    for state in ("private", "held", "not_shown"):
        speak(conversation, "The bus to the clinic never comes", state=state)
    staff.post(f"/voices/{conversation.slug}/suggested/", {"n_themes": ""})
    run_all()
    assert Analysis.objects.get().result == {"themes": [], "left": []}


# --- A second coder -------------------------------------------------------------------------------


@pytest.fixture
def coding_round(staff: Client, conversation: Conversation, make: Any, faye: User) -> CodingRound:
    """Conrad gathered four comments of eight, and asks Faye."""
    said = [shown(conversation, f"Words {n}") for n in range(8)]
    make("Rides", *said[:4])
    staff.post(f"/voices/{conversation.slug}/coding/", {"coder": str(faye.pk), "size": "10"})
    return CodingRound.objects.get()


def test_asked_twice_the_second_person_gets_one_round(
    staff: Client, coding_round: CodingRound, faye: User
) -> None:
    again = {"coder": str(faye.pk), "size": "10"}
    staff.post(f"/voices/{coding_round.conversation.slug}/coding/", again)
    assert CodingRound.objects.count() == 1
    assert WorkItem.objects.open().filter(kind="voices.coding").count() == 1
    code(faye, coding_round, agrees=True)
    staff.post(f"/voices/{coding_round.conversation.slug}/coding/", again)
    assert CodingRound.objects.count() == 2


def code(faye: User, coding_round: CodingRound, agrees: bool) -> None:
    """Faye goes through all comments; she chooses what Conrad chose, or the opposite."""
    her = signed_in(Client(), faye)
    theme = coding_round.themes.get()
    for coding in coding_round.codings.all():
        chosen = [theme.pk] if bool(coding.first) == agrees else []
        data = {"position": coding.position, "themes": chosen}
        her.post(f"/voices/{coding_round.conversation.slug}/coding/{coding_round.pk}/", data)
    coding_round.refresh_from_db()


def test_the_second_person_gets_it_on_the_list_and_sees_nothing_of_the_first(
    coding_round: CodingRound, faye: User
) -> None:
    assert WorkItem.objects.open().get(kind="voices.coding").owner == faye
    shown_page = page(
        signed_in(Client(), faye).get(f"/voices/{coding_round.conversation.slug}/coding/{coding_round.pk}/")
    )
    assert "Comment 1 of 8" in shown_page
    assert " checked" not in shown_page


def test_nobody_is_their_own_second_coder(conrad: User, conversation: Conversation, make: Any) -> None:
    make("Rides", shown(conversation))
    with pytest.raises(Denied):
        actions.begin_coding(by=actor(conrad), conversation=conversation, coder=conrad)


@pytest.mark.parametrize(
    ("agrees", "verdict", "kappa"),
    [
        (True, "agree enough to rely on", "1.00"),
        (False, "too little to rely on", "-1.00"),
    ],
)
def test_how_far_two_people_agree(
    staff: Client, coding_round: CodingRound, faye: User, agrees: bool, verdict: str, kappa: str
) -> None:
    code(faye, coding_round, agrees)
    assert coding_round.finished_at
    assert not WorkItem.objects.open().filter(kind="voices.coding").exists()
    result = page(staff.get(f"/voices/{coding_round.conversation.slug}/coding/{coding_round.pk}/"))
    assert verdict in result
    assert kappa in result.replace("−", "-")


def test_what_the_second_chose_stays_unseen_until_the_end(
    staff: Client, coding_round: CodingRound, faye: User
) -> None:
    address = f"/voices/{coding_round.conversation.slug}/coding/{coding_round.pk}/"
    signed_in(Client(), faye).post(address, {"position": 1, "themes": []})
    waiting = page(staff.get(address))
    assert "has read 1 of 8" in waiting
    assert "kappa" not in waiting
    staff.post(address, {"end": "1"})
    assert "Where they differ" in page(staff.get(address))


def test_a_second_click_codes_one_comment(coding_round: CodingRound, faye: User) -> None:
    her = signed_in(Client(), faye)
    address = f"/voices/{coding_round.conversation.slug}/coding/{coding_round.pk}/"
    for _ in range(2):
        her.post(address, {"position": 1, "themes": [coding_round.themes.get().pk]})
    assert coding_round.codings.exclude(coded_at=None).count() == 1


def test_others_cannot_code_in_somebodys_place(conrad: User, coding_round: CodingRound) -> None:
    with pytest.raises(Denied):
        actions.code_comment(by=actor(conrad), coding=coding_round.codings.all()[0], themes=[])
