"""A summit in two places: notes at tables become findings, stand side by side, and lead to a promise."""

from datetime import timedelta

import pytest
from django.utils import timezone

from longtable.accounts.models import Organization
from longtable.commitments.models import Commitment
from longtable.core.localized import LocalizedText
from longtable.gatherings.models import Finding, Gathering, Series, Table
from longtable.gatherings.speaking import ROLES
from longtable.gatherings.tests.live_stage import on_now
from longtable.gatherings.tests.stage import session_of
from longtable.places.models import Area
from tests.cast import Cast
from tests.stories.browsing import DESK, PHONE, Visit
from tests.stories.conftest import Visitor

pytestmark = pytest.mark.story


@pytest.fixture
def rounds(
    demo: None, any_hour: None, cast: Cast, agency: Organization, alder: Area, cedar: Area
) -> list[Gathering]:
    """One in the east and one in the west, with the same agenda and a table each."""
    title = LocalizedText.of(en="Rides summit", es="Cumbre del transporte")
    series = Series.objects.create(slug="rides", title=title, organization=agency)
    made = [on_now(agency, slug, area, series=series) for slug, area in (("east", alder), ("west", cedar))]
    for gathering in made:
        Table.objects.create(session=session_of(gathering), number=1, language="es")
    return made


def takes_notes(visit: Visit, gathering: Gathering, *lines: str) -> None:
    """A line at a time, as fast as people speak."""
    table = Table.objects.get(session__gathering=gathering)
    visit.open(f"/convening/{gathering.slug}/notes/{table.pk}/")
    for line in lines:
        visit.write(lines=line)
        visit.press("Save these lines")
        visit.sees(line)


def writes_down(visit: Visit, gathering: Gathering, english: str, spanish: str) -> None:
    """What the first note of the list says, as everybody may read it."""
    visit.open(f"/convening/{gathering.slug}/findings/")
    visit.follow("Make a finding of it")
    visit.page.locator("label[for='id_kind_1']").click()
    visit.write(text_en=english, text_es=spanish, code="late-bus")
    visit.page.locator("[name='role']").select_option("parents")
    visit.page.locator("label[for='id_is_public']").click()
    visit.press("Save")
    visit.sees(english if visit.language == "en" else spanish)


def test_what_came_up_in_two_places_becomes_a_promise(
    visitor: Visitor, rounds: list[Gathering], language: str
) -> None:
    east, west = rounds
    conrad = visitor(language, script=False, width=DESK)
    conrad.sign_in_as("Conrad")
    takes_notes(conrad, east, "El último bus sale a las cuatro.", "Falta un intérprete.")
    takes_notes(conrad, west, "No hay bus después de las cinco.")
    writes_down(conrad, east, "The last bus leaves at four.", "El último bus sale a las cuatro.")
    writes_down(conrad, west, "No bus runs after five.", "No hay bus después de las cinco.")
    assert [finding.notes.count() for finding in Finding.objects.all()] == [1, 1]

    neighbor = visitor(language)
    neighbor.open("/gatherings/series/rides/rounds/")
    here = neighbor.words("in %(number)s of %(all)s places") % {"number": 2, "all": 2}
    neighbor.sees(here, ROLES["parents"].show(language).text)
    neighbor.is_fit_for_all(PHONE, DESK)

    first = Finding.objects.order_by("created_at")[0]
    conrad.open(f"/convening/east/findings/{first.pk}/propose/")
    conrad.write(title_en="A bus at nine", title_es="Un bus a las nueve")
    conrad.page.locator("[name='owner']").select_option(index=1)
    conrad.write(due_on=(timezone.localdate() + timedelta(days=60)).isoformat())
    conrad.press("Propose it")
    conrad.sees("A bus at nine" if language == "en" else "Un bus a las nueve")
    first.refresh_from_db()
    assert first.commitment == Commitment.objects.get()


def test_the_pages_are_fit_for_all(visitor: Visitor, rounds: list[Gathering], language: str) -> None:
    conrad = visitor(language)
    conrad.sign_in_as("Conrad")
    table = Table.objects.get(session__gathering=rounds[0])
    for path in ("notes/", f"notes/{table.pk}/", "findings/", "findings/new/", "opinions/"):
        conrad.open(f"/convening/east/{path}")
        conrad.is_fit_for_all(PHONE, DESK)
