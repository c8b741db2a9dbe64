"""Staff prepare a gathering: a short form, section by section, and public only when nothing is missing."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from longtable.accounts.models import Organization, User
from longtable.core.access import Denied
from longtable.core.localized import LocalizedText
from longtable.core.models import StoredFile
from longtable.core.states import IllegalMove
from longtable.directory.models import Address, Location
from longtable.gatherings import actions
from longtable.gatherings.actions.agenda import Outside, StillTaken, TablePlan
from longtable.gatherings.actions.copying import Round
from longtable.gatherings.actions.gatherings import NotReady
from longtable.gatherings.clock import NoSuchTime, local
from longtable.gatherings.models import Gathering
from longtable.gatherings.selectors.readiness import lacks
from longtable.gatherings.tests.stage import (
    STAGE,
    drafted,
    gathering_of,
    in_days,
    keyed,
    page,
    session_of,
    session_plan,
    sign_up,
    words,
)
from longtable.places.models import Area
from tests.cast import actor, signed_in

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


def filled_in(organization: Organization, **also: Any) -> dict[str, Any]:
    """The short form, as somebody fills it in."""
    day = timezone.localdate() + timedelta(days=30)
    plain = {
        "title_en": "Rides to care",
        "title_es": "Transporte a la clínica",
        "kind": "listening_session",
        "organization": str(organization.pk),
        "day": day.isoformat(),
        "begins": "18:00",
        "ends": "19:30",
        "way": "in_person",
        "seats": "25",
    }
    return keyed(**plain | also)


def test_a_short_form_makes_a_draft_with_places(client: Client, faye: User, agency: Organization) -> None:
    answer = signed_in(client, faye).post("/convening/new/", filled_in(agency))
    made = Gathering.objects.get()
    assert answer["Location"] == f"/convening/{made.slug}/"
    assert made.state == Gathering.State.DRAFT
    assert made.slug.startswith("rides-to-care-")
    assert session_of(made).pool.size == 25
    assert timezone.localtime(made.starts_at).hour == 18


def test_two_with_one_title_get_two_addresses(client: Client, faye: User, agency: Organization) -> None:
    signed_in(client, faye)
    for _ in range(2):
        client.post("/convening/new/", filled_in(agency))
    assert Gathering.objects.values("slug").distinct().count() == 2


@pytest.mark.parametrize(
    ("day", "begins", "said"),
    [("2027-03-14", "02:30", "skips this time"), ("2027-11-07", "01:30", "comes twice")],
)
def test_a_time_that_no_clock_shows_is_refused_in_words(
    client: Client, faye: User, agency: Organization, day: str, begins: str, said: str
) -> None:
    answer = signed_in(client, faye).post("/convening/new/", filled_in(agency, day=day, begins=begins))
    assert answer.status_code == 422
    assert said in page(answer)
    assert not Gathering.objects.exists()


def test_what_was_typed_stays_when_something_is_wrong(
    client: Client, faye: User, agency: Organization
) -> None:
    answer = signed_in(client, faye).post("/convening/new/", filled_in(agency, ends="17:00"))
    assert answer.status_code == 422
    assert "Transporte a la clínica" in page(answer)


def test_the_page_says_what_is_missing_before_it_is_public(
    client: Client, faye: User, agency: Organization
) -> None:
    draft = drafted(agency, "bare", summary=LocalizedText(), venue=LocalizedText())
    shown = page(signed_in(client, faye).get("/convening/bare/"))
    assert "Say where it is" in shown
    assert "what will happen" in shown
    client.post("/convening/bare/state/", {"publish": "1"})
    draft.refresh_from_db()
    assert draft.state == Gathering.State.DRAFT


def test_words_of_a_machine_are_not_published_before_a_person_stands_behind_them(
    agency: Organization, faye: User
) -> None:
    summary = LocalizedText.of(en="We talk about rides.").propose("es", "Hablamos de transporte.")
    draft = drafted(agency, "machine", summary=summary)
    with pytest.raises(NotReady):
        actions.publish_gathering(by=actor(faye), gathering=draft)
    draft.summary = summary.approve("es", by="Carmen Ruiz", at="2026-11-21T10:00:00-05:00")
    draft.save(update_fields=["summary"])
    assert actions.publish_gathering(by=actor(faye), gathering=draft).state == Gathering.State.PUBLISHED


def test_a_gathering_on_line_needs_a_way_in(agency: Organization) -> None:
    draft = drafted(agency, "online", way=Gathering.Way.ONLINE)
    said = " ".join(str(lack.words) for lack in lacks(draft, timezone.now()) if lack.must)
    assert "link to join" in said


def test_what_it_is_about_changes_and_nobody_is_told(
    client: Client, faye: User, summit: Gathering, birch: Area
) -> None:
    form = {
        "title_en": "East summit",
        "title_es": "Cumbre del este",
        "summary_en": "All day.",
        "summary_es": "Todo el día.",
        "kind": "summit",
        "areas": [str(birch.pk)],
        "languages": ["en", "es"],
        "topics": ["food"],
        "needs_offered": ["interpreter"],
        "party_limit": "3",
    }
    assert signed_in(client, faye).post("/convening/summit/edit/", form).status_code == 302
    summit = Gathering.objects.get(pk=summit.pk)
    assert (summit.topics, summit.party_limit, summit.calendar_sequence) == (["food"], 3, 0)
    assert list(summit.areas.all()) == [birch]
    assert session_of(summit).pool.party_limit == 3


def test_a_place_is_found_by_words_and_keeps_what_was_typed(
    client: Client, faye: User, summit: Gathering
) -> None:
    hall = Location.objects.create(name="Grange hall")
    Address.objects.create(location=hall, address_1="12 Main St", city="Alder")
    form = {"day": "2027-02-03", "begins": "09:00", "ends": "11:00", "way": "in_person"}
    looked = signed_in(client, faye).post(
        "/convening/summit/move/",
        {**form, "place_words": "grange alder", "venue_en": "Side door", "look": "1"},
    )
    assert looked.status_code == 200
    assert "Grange hall, 12 Main St, Alder" in page(looked)
    assert "Side door" in page(looked)
    chosen = {**form, "place_words": "grange alder", "location": str(hall.pk)}
    assert client.post("/convening/summit/move/", chosen).status_code == 302
    summit.refresh_from_db()
    assert summit.location == hall


def test_a_session_lies_within_the_gathering(summit: Gathering, faye: User) -> None:
    early = session_plan("early", starts_at=summit.starts_at - timedelta(hours=1))
    with pytest.raises(Outside):
        actions.add_session(by=actor(faye), gathering=summit, plan=early)


def test_the_agenda_gets_a_session_with_a_table(client: Client, faye: User, summit: Gathering) -> None:
    start = timezone.localtime(summit.starts_at)
    form = {
        "title_en": "Rides",
        "title_es": "Transporte",
        "day": start.date().isoformat(),
        "begins": start.strftime("%H:%M"),
        "ends": timezone.localtime(summit.ends_at).strftime("%H:%M"),
        "seats": "8",
        "mode": "in_turn",
    }
    summit.starts_at = start.replace(second=0, microsecond=0)
    summit.save()
    answer = signed_in(client, faye).post("/convening/summit/agenda/new/", keyed(**form))
    assert answer.status_code == 302
    session = session_of(summit, "rides")
    table = {"number": "1", "topic_en": "Vans", "topic_es": "Camionetas", "language": "es"}
    client.post(f"/convening/summit/agenda/{session.pk}/table/", keyed(**table))
    again = client.post(f"/convening/summit/agenda/{session.pk}/table/", keyed(**table))
    assert again.status_code == 422
    assert "Camionetas" in page(client.get("/convening/summit/agenda/?lang=es"))


def test_a_session_for_which_people_signed_up_stays(summit: Gathering, faye: User) -> None:
    session = session_of(summit)
    sign_up(summit)
    with pytest.raises(StillTaken):
        actions.remove_session(by=actor(faye), session=session)


def test_a_picture_is_judged_by_its_content(client: Client, faye: User, summit: Gathering) -> None:
    signed_in(client, faye)
    for content, code in ((b"<svg onload=alert(1)>", 422), (PNG, 302)):
        picture = SimpleUploadedFile("rosa.png", content, content_type="image/png")
        form = {"name": "Rosa Luz", "role_en": "Nurse", "role_es": "Enfermera", "picture": picture}
        assert client.post("/convening/summit/panel/", keyed(**form)).status_code == code
    panelist = summit.panelists.get()
    shown = client.get(f"/gatherings/summit/pictures/{panelist.pk}/")
    assert (shown["Content-Type"], b"".join(shown.streaming_content)) == ("image/png", PNG)
    assert Client().get(f"/convening/summit/panel/{panelist.pk}/picture/").status_code == 302


def test_a_paper_for_the_registered_is_given_to_them_alone(
    client: Client, faye: User, summit: Gathering, elsewhere: Gathering
) -> None:
    signed_in(client, faye)
    for title, is_public in (("Open", "on"), ("Inside", "")):
        file = SimpleUploadedFile("sheet.pdf", b"%PDF-1.7 sheet", content_type="application/pdf")
        form = {"title_en": title, "title_es": title, "language": "en", "file": file, "is_public": is_public}
        assert client.post("/convening/summit/materials/", keyed(**form)).status_code == 302
    answers = [
        Client().get(f"/gatherings/summit/materials/{each.pk}/")
        for each in summit.materials.order_by("created_at")
    ]
    assert [answer.status_code for answer in answers] == [200, 404]
    assert b"".join(answers[0].streaming_content) == b"%PDF-1.7 sheet"
    inside, token = summit.materials.get(is_public=False), sign_up(summit, by=STAGE).opened.token
    assert "Inside" in page(Client().get(f"/track/{token}/gathering/"))
    mine = Client().get(f"/track/{token}/gathering/materials/{inside.pk}/")
    assert b"".join(mine.streaming_content) == b"%PDF-1.7 sheet"
    other = sign_up(elsewhere, by=STAGE, contact="luis@example.org").opened.token
    assert Client().get(f"/track/{other}/gathering/materials/{inside.pk}/").status_code == 404


def test_a_partner_whose_staff_helps_sees_the_gathering(
    client: Client, faye: User, dev: User, partner: Organization, elsewhere: Gathering
) -> None:
    assert signed_in(client, dev).get("/convening/elsewhere/").status_code == 404
    actions.add_host(
        by=STAGE, gathering=elsewhere, organization=partner, role=words("Gives the room"), may_help=True
    )
    assert client.get("/convening/elsewhere/").status_code == 200
    assert client.get("/convening/elsewhere/edit/").status_code == 403


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
