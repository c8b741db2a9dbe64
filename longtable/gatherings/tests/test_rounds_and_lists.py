"""The next round, the list of gatherings, their history, poster and files."""

from datetime import date, datetime, time, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from longtable.accounts.models import Organization, User
from longtable.core.access import Denied
from longtable.core.models import StoredFile
from longtable.core.states import IllegalMove
from longtable.gatherings import actions
from longtable.gatherings.actions.agenda import TablePlan
from longtable.gatherings.actions.copying import Round
from longtable.gatherings.clock import NoSuchTime, local
from longtable.gatherings.models import Gathering
from longtable.gatherings.tests.stage import (
    drafted,
    gathering_of,
    in_days,
    keyed,
    page,
    session_of,
    words,
)
from longtable.places.models import Area
from tests.cast import actor, signed_in


def test_the_next_round_has_the_agenda_of_the_first_at_the_same_hour(
    summit: Gathering, faye: User, birch: Area
) -> None:
    by = actor(faye)
    session = session_of(summit)
    actions.add_table(by=by, session=session, plan=TablePlan(number=1, language="es", topic=words("Rides")))
    before = timezone.localtime(summit.starts_at)
    # Half a year on: the clock has changed, ten in the morning is still ten.
    day = (before + timedelta(days=182)).date()
    made = actions.copy_gathering(
        by=by, gathering=summit, to=Round("birch-2027", words("Birch summit"), day, [birch])
    )
    after = timezone.localtime(made.starts_at)
    assert (after.date(), after.time()) == (day, before.time())
    assert made.state == Gathering.State.DRAFT
    assert made.series == Gathering.objects.get(pk=summit.pk).series
    assert made.series is not None
    copied = made.sessions.get()
    assert (copied.pool.size, copied.pool.remaining, copied.tables.get().number) == (10, 10, 1)
    assert not made.registrations.exists()


def test_who_may_not_run_it_changes_nothing(summit: Gathering, eve: User, dev: User) -> None:
    for stranger in (eve, dev):
        with pytest.raises(Denied):
            actions.call_off(by=actor(stranger), gathering=summit, why=words("No"))


def test_one_that_is_over_cannot_be_called_off(agency: Organization, faye: User) -> None:
    held = gathering_of(agency, "held")
    actions.note_held(by=actor(faye), gathering=held)
    with pytest.raises(IllegalMove):
        actions.call_off(by=actor(faye), gathering=held, why=words("Snow"))


def test_the_list_tells_what_comes_what_is_prepared_and_what_is_over(
    client: Client, faye: User, agency: Organization
) -> None:
    gathering_of(agency, "coming")
    drafted(agency, "draft")
    over = gathering_of(agency, "over")
    Gathering.objects.filter(pk=over.pk).update(starts_at=in_days(-2), ends_at=in_days(-1))
    mine = signed_in(client, faye).get("/convening/").context["mine"]
    assert [[each.slug for each in part] for part in (mine.coming, mine.preparing, mine.over)] == [
        ["coming"],
        ["draft"],
        ["over"],
    ]


def test_its_history_names_who_did_what(client: Client, faye: User, summit: Gathering) -> None:
    actions.note_held(by=actor(faye), gathering=summit)
    assert "Faye noted that it was held" in page(signed_in(client, faye).get("/convening/summit/history/"))


def test_the_poster_and_the_text_speak_both_languages(client: Client, faye: User, summit: Gathering) -> None:
    shown = page(signed_in(client, faye).get("/convening/summit/poster/"))
    assert "Gathering summit" in shown
    assert "Encuentro summit" in shown
    texts = page(client.get("/convening/summit/announce/"))
    assert "Sign up in one minute" in texts
    assert "Inscríbase en un minuto" in texts


def test_a_copy_may_not_fall_into_an_hour_that_is_skipped(agency: Organization, faye: User) -> None:
    start = local(datetime.combine(date(2027, 3, 13), time(2, 30)))
    night = drafted(agency, "night", starts_at=start)
    with pytest.raises(NoSuchTime):
        actions.copy_gathering(
            by=actor(faye), gathering=night, to=Round("next-night", words("Next"), date(2027, 3, 14))
        )


def test_a_file_that_nobody_shows_any_more_goes_and_one_that_is_shown_stays(
    client: Client, faye: User, summit: Gathering
) -> None:
    signed_in(client, faye)
    file = SimpleUploadedFile("sheet.pdf", b"%PDF-1.7 sheet", content_type="application/pdf")
    form = {"title_en": "Sheet", "title_es": "Hoja", "language": "en", "file": file, "is_public": "on"}
    client.post("/convening/summit/materials/", keyed(**form))
    day = timezone.localdate() + timedelta(days=60)
    plan = Round("next", words("Next"), day, with_materials=True)
    copied = actions.copy_gathering(by=actor(faye), gathering=summit, to=plan)
    stored = StoredFile.objects.get()
    actions.remove_material(by=actor(faye), material=summit.materials.get())
    stored.refresh_from_db()
    assert stored.keep_until is None
    actions.remove_material(by=actor(faye), material=copied.materials.get())
    stored.refresh_from_db()
    assert stored.keep_until == timezone.localdate()
