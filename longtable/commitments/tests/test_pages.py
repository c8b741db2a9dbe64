"""What anybody and members see: the public page, one promise, the list, and the next step."""

from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from longtable.accounts.models import User
from longtable.commitments import actions
from longtable.commitments.models import Admission, Answer, Commitment
from longtable.commitments.terms import Evidence, Terms
from longtable.commitments.tests.conftest import Speak, both, gather, shown
from longtable.places.models import Area
from longtable.voices.models import Theme
from tests.cast import actor, signed_in

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa7\x9a\xa0\xa0\x00\x00\x00\x00IEND\xaeB`\x82"
)


def page(client: Client, route: str, *args: object, **query: str) -> str:
    answer = client.get(reverse(f"commitments:{route}", args=args), query, headers={"accept-language": "en"})
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_before_anything_is_decided_the_page_says_so(client: Client, proposed: Commitment) -> None:
    assert "Nothing has been decided yet" in page(client, "public")


def test_anybody_reads_what_was_said_and_decided(
    client: Client, accepted: Commitment, theme: Theme, speak: Speak
) -> None:
    gather(theme, speak("Open later"), speak("Open on Saturday"))
    shown_page = page(client, "public")
    for words in (
        "People leave work at six",
        "2 people said this",
        "Open clinics in the evening",
        "Dev, Good Neighbors, is responsible",
        "Decided, not begun",
    ):
        assert words in shown_page


def test_a_plain_no_gives_its_reason(client: Client, refused: Commitment) -> None:
    assert "There is no staff." in page(client, "public")
    assert "We will not do this" in page(client, "public_one", refused.number)


def test_late_is_said_in_words(client: Client, accepted: Commitment) -> None:
    Commitment.objects.filter(pk=accepted.pk).update(due_on=timezone.localdate() - timedelta(days=3))
    assert "3 days late" in page(client, "public")
    assert "3 days ago" in page(client, "public_one", accepted.number)


def test_what_we_got_wrong_stands_with_a_name(client: Client, faye: User, accepted: Commitment) -> None:
    actions.admit_mistake(by=actor(faye), text=both("We forgot Birch."), commitment=accepted)
    for shown_page in (page(client, "public"), page(client, "public_one", accepted.number)):
        assert "We forgot Birch." in shown_page
        assert "Faye" in shown_page


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ({"kind": "service"}, True),
        ({"kind": "policy"}, False),
        ({"where": "accepted"}, True),
        ({"where": "late"}, False),
        ({"where": "will_not"}, False),
        ({"where": "nonsense"}, True),
    ],
)
def test_one_chooses_what_to_see(
    client: Client, accepted: Commitment, query: dict[str, str], fits: bool
) -> None:
    assert ("Open clinics in the evening" in page(client, "public", **query)) is fits


def test_one_chooses_a_county(client: Client, accepted: Commitment, alder: Area, cedar: Area) -> None:
    assert "Open clinics" in page(client, "public", area=str(alder.pk))
    accepted.areas.set([cedar])
    assert "Open clinics" not in page(client, "public", area=str(alder.pk))
    assert "Open clinics" in page(client, "public", area=str(cedar.pk))


def test_a_share_of_comments_is_answered(
    client: Client, faye: User, accepted: Commitment, theme: Theme, speak: Speak
) -> None:
    gather(theme, speak("Open later"))
    speak("Something else")
    actions.publish_answer(by=actor(faye), commitment=accepted, text=both("We open at four."))
    assert "50&nbsp;%" in page(client, "public")
    assert "We open at four." in page(client, "public_one", accepted.number)


def test_a_proposal_has_no_public_page(client: Client, proposed: Commitment) -> None:
    assert client.get(reverse("commitments:public_one", args=[proposed.number])).status_code == 404


def test_a_rule_shows_its_words_before_and_after(
    client: Client, faye: User, terms: Callable[..., Terms]
) -> None:
    rule = terms(
        kind="policy",
        document="Clinic manual",
        passage_before="Until 5 p.m.",
        passage_after="Until 8 p.m.",
        changed_on=date(2026, 5, 1),
    )
    commitment = actions.accept(by=actor(faye), commitment=actions.propose(by=actor(faye), terms=rule))
    shown_page = page(client, "public_one", commitment.number)
    assert "Until 5 p.m." in shown_page
    assert "Until 8 p.m." in shown_page


def test_the_public_list_asks_the_same_number_of_questions_for_many(
    client: Client,
    faye: User,
    theme: Theme,
    terms: Callable[..., Terms],
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    for _ in range(12):
        actions.accept(
            by=actor(faye), commitment=actions.propose(by=actor(faye), terms=terms(), themes=[theme])
        )
    with django_assert_max_num_queries(15):
        page(client, "public")


def test_a_stranger_sees_nothing(client: Client, eve: User, proposed: Commitment) -> None:
    signed_in(client, eve)
    assert client.get(reverse("commitments:list")).status_code == 403
    assert client.get(reverse("commitments:one", args=[proposed.pk])).status_code == 404
    assert client.get(reverse("commitments:answer", args=[proposed.pk])).status_code == 403


def test_members_see_their_scope_and_their_own(
    client: Client, dev: User, regina: User, proposed: Commitment, cedar: Area
) -> None:
    assert "Open clinics" in page(signed_in(client, dev), "list")
    assert "Open clinics" in page(signed_in(client, regina), "list")
    proposed.areas.set([cedar])
    assert "Open clinics" not in page(signed_in(client, regina), "list")
    assert client.get(reverse("commitments:one", args=[proposed.pk])).status_code == 404


def test_somebody_proposes_what_to_do_about_a_theme(
    client: Client, faye: User, dev: User, theme: Theme
) -> None:
    signed_in(client, faye)
    address = reverse("commitments:new") + f"?theme={theme.pk}"
    form = client.get(address).context["form"]
    data = {
        "form_key": str(form["form_key"].value()),
        "promise": "will",
        "kind": "service",
        "title_en": "Open clinics in the evening",
        "title_es": "Abrir clínicas por la tarde",
        "owner": str(dev.pk),
        "division": str(theme.conversation.organization_id),
        "document_language": "en",
        "areas": [str(area.pk) for area in theme.conversation.areas.all()],
    }
    refused = client.post(address, data)
    assert refused.status_code == 422
    assert "A promise needs a day" in refused.content.decode()
    for _ in range(2):  # a double click
        assert client.post(address, data | {"due_on": "2090-06-30"}).status_code == 302
    commitment = Commitment.objects.get()
    assert list(commitment.themes.all()) == [theme]
    assert str(commitment.title) == "Open clinics in the evening"


def test_the_next_step_is_one_button(client: Client, faye: User, dev: User, accepted: Commitment) -> None:
    shown_page = page(signed_in(client, dev), "one", accepted.pk)
    assert "It is under way" in shown_page
    assert "It is under way" not in page(signed_in(client, faye), "one", accepted.pk)


def test_a_step_brings_a_file_that_shows_it(client: Client, dev: User, accepted: Commitment) -> None:
    signed_in(client, dev)
    address = reverse("commitments:step", args=[accepted.pk, "start"])
    empty = client.post(address, {})
    assert empty.status_code == 422
    assert "Say in one sentence what has begun." in empty.content.decode()
    proof = SimpleUploadedFile("hall.png", PNG, content_type="image/png")
    taken = client.post(address, {"start-sentence_en": "The hall is ready", "start-file": proof})
    assert taken.status_code == 302
    file = accepted.steps.get(after="under_way").file
    assert file
    answer = Client().get(reverse("commitments:file", args=[accepted.pk, file.pk]))
    assert b"".join(answer.streaming_content) == PNG
    answer.close()


def test_a_file_of_a_proposal_is_not_for_everybody(client: Client, faye: User, proposed: Commitment) -> None:
    why = Evidence(both("Somebody else does it"), upload=ContentFile(PNG, name="why.png"))
    actions.decline(by=actor(faye), commitment=proposed, evidence=why)
    file = proposed.steps.get().file
    assert file
    signed_in(client, faye)
    address = reverse("commitments:file", args=[proposed.pk, file.pk])
    assert Client().get(address).status_code == 404
    with closing(client.get(address)) as answer:
        assert answer.status_code == 200


def test_a_step_that_somebody_else_took_meanwhile_is_explained(
    client: Client, dev: User, accepted: Commitment
) -> None:
    actions.start(by=actor(dev), commitment=accepted, evidence=shown("Begun"))
    actions.report_done(by=actor(dev), commitment=accepted, evidence=shown("Done"))
    signed_in(client, dev)
    address = reverse("commitments:step", args=[accepted.pk, "start"])
    answer = client.post(address, {"start-sentence_en": "Begun"}, follow=True)
    assert "Somebody has already moved this on" in answer.content.decode()


def test_one_looks_at_exactly_what_goes_out_before_it_does(
    client: Client, faye: User, accepted: Commitment, theme: Theme, speak: Speak
) -> None:
    gather(theme, speak("Open later", contact="919-555-0142"))
    signed_in(client, faye)
    address = reverse("commitments:answer", args=[accepted.pk])
    data = {
        "form_key": str(client.get(address).context["form"]["form_key"].value()),
        "text_en": "We open at four.",
        "text_es": "Abrimos a las cuatro.",
    }
    looked = client.post(address, data).content.decode()
    assert "Abrimos a las cuatro." in looked
    assert "usted nos dijo algo y Faye le responde" in looked
    assert "Send it to 1 person" in looked
    assert not Answer.objects.exists()
    for _ in range(2):  # a double click
        assert client.post(address, data | {"send": "1"}).status_code == 302
    assert Answer.objects.count() == 1


def test_what_we_got_wrong_needs_both_languages(client: Client, faye: User) -> None:
    signed_in(client, faye)
    address = reverse("commitments:admit")
    data = {
        "form_key": str(client.get(address).context["form"]["form_key"].value()),
        "text_en": "We were slow.",
    }
    assert client.post(address, data).status_code == 422
    assert client.post(address, data | {"text_es": "Tardamos mucho."}).status_code == 302
    assert Admission.objects.get().by == faye


def test_a_theme_is_linked_and_taken_off(
    client: Client, faye: User, accepted: Commitment, theme: Theme
) -> None:
    signed_in(client, faye)
    address = reverse("commitments:themes", args=[accepted.pk])
    client.post(address, {"theme": str(theme.pk), "unlink": "1"})
    assert not accepted.themes.exists()
    client.post(address, {"theme": str(theme.pk)})
    assert accepted.themes.get() == theme


def test_somebody_else_answers_for_it(client: Client, faye: User, accepted: Commitment) -> None:
    signed_in(client, faye)
    client.post(
        reverse("commitments:owner", args=[accepted.pk]), {"owner": str(faye.pk), "why": "Dev is away"}
    )
    accepted.refresh_from_db()
    assert accepted.owner == faye


def test_a_proposal_is_changed_before_it_is_decided(client: Client, faye: User, proposed: Commitment) -> None:
    signed_in(client, faye)
    address = reverse("commitments:edit", args=[proposed.pk])
    form = client.get(address).context["form"]
    data = {
        "form_key": str(form["form_key"].value()),
        "promise": "will",
        "kind": "service",
        "title_en": "Open three evenings",
        "title_es": "Abrir tres tardes",
        "owner": str(proposed.owner_id),
        "division": str(proposed.division_id),
        "due_on": "2090-06-30",
        "document_language": "en",
    }
    assert client.post(address, data).status_code == 302
    proposed.refresh_from_db()
    assert str(proposed.title) == "Open three evenings"
