"""Luis applies for a free seat on his phone, reads what being paid may cost him, says yes, and sits there."""

from datetime import timedelta

import pytest
from django.utils import timezone

from longtable.accounts.models import Organization
from longtable.core.localized import LocalizedText
from longtable.councils import actions
from longtable.councils.actions.councils import Charter
from longtable.councils.actions.seats import SeatPlan
from longtable.councils.actions.terms import Mandate
from longtable.councils.models import Application, Council, Seat, StipendChoice, Term
from longtable.councils.stipends import WARNING
from longtable.places.models import Area
from tests.cast import Cast, actor
from tests.stories.browsing import DESK, PHONE, Visit
from tests.stories.conftest import Visitor

pytestmark = [pytest.mark.story, pytest.mark.slow]
NAME = LocalizedText.of(en="Rides council", es="Consejo de transporte")
NEIGHBOR = LocalizedText.of(en="Neighbor from Alder", es="Vecino o vecina de Alder")
DOCTOR = LocalizedText.of(en="Health center", es="Centro de salud")


@pytest.fixture
def council(demo: None, any_hour: None, cast: Cast, agency: Organization, alder: Area) -> Council:
    """Two seats: a doctor sits on one, the other is kept for a neighbor and free."""
    by = actor(cast.conrad)
    made = actions.prepare_council(
        by=by,
        charter=Charter(
            slug="rides",
            name=NAME,
            kind=Council.Kind.WORKING_GROUP,
            purpose=LocalizedText.of(en="Rides to care.", es="Transporte para ir al médico."),
            organization=agency,
            areas=[alder],
            topics=["rides"],
            stipends=["cash", "gift_card"],
            about_you=["age_band"],
            term_months=24,
            hours_a_month=2,
        ),
    )
    doctor = actions.add_seat(by=by, council=made, plan=SeatPlan(DOCTOR, Seat.Category.PROVIDER))
    actions.add_seat(by=by, council=made, plan=SeatPlan(NEIGHBOR, Seat.Category.COMMUNITY))
    since = timezone.localdate() - timedelta(days=100)
    actions.seat_member(
        by=by, seat=doctor, name="Dr. Grace Lim", mandate=Mandate(starts_on=since, is_public=True)
    )
    return actions.publish_council(by=by, council=made)


def applies(luis: Visit) -> str:
    """From the list to the page of his own; its path."""
    luis.open("/get-involved/")
    luis.follow(NAME.show(luis.language).text)
    luis.sees(NEIGHBOR.show(luis.language).text, "Dr. Grace Lim")
    luis.follow("Apply for this seat")
    luis.write(name="Luis Ortega", contact="910 555 0131", why="I drive my neighbors to the doctor.")
    luis.press("Send")
    luis.sees(luis.words("You applied"), "I drive my neighbors to the doctor.")
    return luis.page.url.removeprefix(luis.base).partition("?")[0]


def test_a_man_gets_a_seat_at_the_table(visitor: Visitor, council: Council, language: str) -> None:
    luis = visitor(language, script=False)
    mine = applies(luis)
    application = Application.objects.get()
    assert application.language == language

    conrad = visitor(language, width=DESK)
    conrad.sign_in_as("Conrad")
    conrad.open(f"/councils/rides/applications/{application.pk}/")
    conrad.press("Look at it closely")
    conrad.press("Ask whether they want it")
    conrad.sees(conrad.words("we asked whether they want the seat"))

    luis.open(mine)
    warning = WARNING.show(language).text
    luis.sees(warning)
    luis.page.locator("label[for='id_way_0']").click()
    luis.press("Save my choice")
    luis.sees(luis.words("Please read it first, then check the box."))
    luis.page.locator("label[for='id_has_read']").click()
    luis.press("Save my choice")
    luis.sees(luis.words("Your choice:"))
    assert StipendChoice.objects.get().warning == warning
    luis.press("Yes, I take the seat")
    luis.sees(luis.words("You said yes"))

    conrad.open(f"/councils/rides/applications/{application.pk}/")
    conrad.press("Appoint")
    luis.open(mine)
    luis.sees(luis.words("You have a seat at the table"), luis.words("Your name is not published."))
    assert Term.objects.get(application=application).person.name == "Luis Ortega"

    neighbor = visitor(language)
    neighbor.open("/get-involved/rides/")
    neighbor.sees(neighbor.words("No seat is open right now"))
    assert "Luis" not in neighbor.page.content()


def test_he_takes_it_back_with_his_code_alone(visitor: Visitor, council: Council, language: str) -> None:
    luis = visitor(language, script=False)
    applies(luis)
    code = luis.page.locator("main code, main output, main .code").first.inner_text()
    library = visitor(language, script=False)
    library.open("/get-involved/")
    library.follow("See where your application stands")
    library.write(code=code)
    library.press("Open")
    library.press("Take back my application")
    library.sees(library.words("You took it back"))
    assert Application.objects.get().why == ""


def test_the_pages_are_fit_for_all(visitor: Visitor, council: Council, language: str) -> None:
    luis = visitor(language)
    for path in ("/get-involved/", "/get-involved/rides/", "/get-involved/interest/", "/get-involved/code/"):
        luis.open(path)
        luis.is_fit_for_all(PHONE, DESK)
    luis.open("/get-involved/rides/apply/")
    luis.press("Send")
    luis.is_fit_for_all(PHONE, DESK)
    applies(luis)
    luis.is_fit_for_all(PHONE, DESK)
