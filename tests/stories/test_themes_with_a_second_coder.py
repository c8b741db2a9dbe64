"""Conrad makes sense of what people said, merges what says the same, and has a second pair of eyes look."""

import re

import pytest
from playwright.sync_api import expect

from longtable.core.work import run_all
from longtable.voices.models import CodingRound, Conversation, Theme
from tests.cast import Cast
from tests.stories.browsing import DESK, PHONE
from tests.stories.conftest import Visitor, neighbor_says

pytestmark = [pytest.mark.story, pytest.mark.slow]

SAID = {
    "en": [
        "No bus goes to the clinic in the evening.",
        "The bus to the clinic is always late.",
        "There is no bus near us to reach the clinic.",
        "Fresh food costs more than we have.",
        "The food bank is out of fresh food by noon.",
        "We drive an hour to buy fresh food.",
    ],
    "es": [
        "El autobús no llega a la clínica.",
        "No hay autobús para ir a la clínica.",
        "El autobús a la clínica pasa dos veces al día.",
        "La comida fresca es muy cara.",
        "En el banco de comida no hay comida fresca.",
        "No encuentro comida fresca cerca.",
    ],
}


@pytest.fixture
def much_said(conversation: Conversation, cast: Cast) -> Conversation:
    """Twelve neighbors spoke of buses and of food, in both languages."""
    for language, texts in SAID.items():
        for text in texts:
            neighbor_says(conversation, cast.conrad, text, language)
    return conversation


def test_two_people_agree_on_what_many_said(visitor: Visitor, much_said: Conversation, language: str) -> None:
    conrad = visitor(language, width=DESK)
    conrad.sign_in_as("Conrad")
    conrad.open("/voices/evenings/")
    conrad.follow("Suggested themes")
    conrad.write(n_themes="2")
    conrad.press("Suggest themes")
    run_all()
    conrad.open("/voices/evenings/suggested/")
    conrad.is_fit_for_all(PHONE, DESK)

    # English and Spanish stand together, in the words in which they were said.
    for name in ("Buses", "Food"):
        suggestions = conrad.page.locator("main h2 a").filter(has_text=re.compile(","))
        suggestions.first.click() if name == "Buses" else suggestions.last.click()
        expect(conrad.page.locator("main [lang]").first).to_be_visible()
        conrad.is_fit_for_all(PHONE, DESK)
        conrad.write(name_en=name, name_es=name)
        conrad.press("Make a theme of them")
        conrad.open("/voices/evenings/suggested/")
    buses, food = Theme.objects.get(name__en__text="Buses"), Theme.objects.get(name__en__text="Food")
    assert {comment.language for comment in buses.comments.all()} == {"en", "es"}

    # Two that say the same become one, and can be two again.
    apart = buses.comments.count(), food.comments.count()
    conrad.open(f"/voices/themes/{food.pk}/")
    conrad.follow("Merge with another theme")
    conrad.page.locator("[name='theme']").select_option(str(buses.pk))
    conrad.press("Merge")
    conrad.sees("Food")
    assert buses.comments.count() == sum(apart)
    conrad.page.locator("main").get_by_role("link", name="Food").click()
    conrad.press("Take it out again")
    conrad.sees(conrad.words("This theme is on its own again, with its own comments."))
    assert (buses.comments.count(), food.comments.count()) == apart

    # Faye says which themes she would choose, and sees nothing of what Conrad chose.
    conrad.open("/voices/evenings/coding/")
    conrad.page.locator("[name='coder']").select_option(label="Faye")
    conrad.write(size="10")
    conrad.press("Draw the comments")
    coding_round = CodingRound.objects.get()
    faye = visitor(language, width=PHONE)
    faye.sign_in_as("Faye")
    faye.open(f"/voices/evenings/coding/{coding_round.pk}/")
    faye.is_fit_for_all(PHONE)
    for coding in coding_round.codings.all():
        expect(faye.page.locator("input[type=checkbox]:checked")).to_have_count(0)
        for theme in coding.first:
            box = faye.page.locator(f"[value='{theme}']")
            faye.page.locator(f"label[for='{box.get_attribute('id')}']").click()
        faye.press("Save and next")
    faye.sees(faye.words("The two agree enough to rely on the themes."))

    conrad.open(f"/voices/evenings/coding/{coding_round.pk}/")
    conrad.sees(conrad.words("Where they differ"), conrad.words("Nowhere."))
    conrad.is_fit_for_all(PHONE, DESK)
