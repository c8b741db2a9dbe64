"""Sessions and tables, who speaks, what there is to read, and partners who help."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from longtable.accounts.models import Organization, User
from longtable.gatherings import actions
from longtable.gatherings.actions.agenda import Outside, StillTaken
from longtable.gatherings.forms.agenda import TableForm
from longtable.gatherings.models import Gathering
from longtable.gatherings.tests.stage import (
    STAGE,
    keyed,
    page,
    session_of,
    session_plan,
    sign_up,
    words,
)
from tests.cast import actor, signed_in

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


def test_a_session_lies_within_the_gathering(summit: Gathering, faye: User) -> None:
    early = session_plan("early", starts_at=summit.starts_at - timedelta(hours=1))
    with pytest.raises(Outside):
        actions.add_session(by=actor(faye), gathering=summit, plan=early)


def test_the_agenda_gets_a_session_with_a_table(client: Client, faye: User, summit: Gathering) -> None:
    start = timezone.localtime(summit.starts_at).replace(hour=10, minute=0, second=0, microsecond=0)
    summit.starts_at, summit.ends_at = start, start + timedelta(hours=2)
    summit.save()
    form = {
        "title_en": "Rides",
        "title_es": "Transporte",
        "day": start.date().isoformat(),
        "begins": start.strftime("%H:%M"),
        "ends": timezone.localtime(summit.ends_at).strftime("%H:%M"),
        "seats": "8",
        "mode": "in_turn",
    }
    answer = signed_in(client, faye).post("/convening/summit/agenda/new/", keyed(**form))
    assert answer.status_code == 302
    session = session_of(summit, "rides")
    table = {"number": "1", "topic_en": "Vans", "topic_es": "Camionetas", "language": "es"}
    client.post(f"/convening/summit/agenda/{session.pk}/table/", keyed(**table))
    again = client.post(f"/convening/summit/agenda/{session.pk}/table/", keyed(**table))
    assert again.status_code == 422
    assert "Camionetas" in page(client.get("/convening/summit/agenda/?lang=es"))


def test_who_left_the_hosts_is_not_asked_to_take_notes(summit: Gathering, ben: User, faye: User) -> None:
    ben.memberships.update(ended_at=timezone.now())
    names = [each.name for each in TableForm(session=session_of(summit)).fields["note_taker"].queryset]  # type: ignore[attr-defined]
    assert faye.name in names
    assert ben.name not in names


def test_a_speaker_who_signs_in_here_can_be_asked_by_name(
    client: Client, faye: User, ben: User, dev: User, summit: Gathering
) -> None:
    signed_in(client, faye)
    speaker = {"name": "Ben, navigator", "role_en": "Navigator", "role_es": "Navegador"}
    stranger = client.post("/convening/summit/panel/", keyed(**speaker, user=str(dev.pk)))
    assert stranger.status_code == 422  # works for another organization
    client.post("/convening/summit/panel/", keyed(**speaker, user=str(ben.pk)))
    panelist = summit.panelists.get()
    assert panelist.user == ben
    ben.memberships.update(ended_at=timezone.now())
    client.post(f"/convening/summit/panel/{panelist.pk}/", keyed(**speaker, user=str(ben.pk)))
    assert summit.panelists.get().user == ben  # a change of other words does not take it away


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
