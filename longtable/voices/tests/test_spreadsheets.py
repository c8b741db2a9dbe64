"""What people said elsewhere comes in from a sheet: everybody once, no phone number, danger told at once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from longtable.accounts.models import Organization, User
from longtable.core.access import Denied
from longtable.core.audit import subjects_of
from longtable.core.imports import selectors, uploads
from longtable.core.imports.conflicts import both_sides, settle
from longtable.core.models import ImportReject, Upload
from longtable.core.states import IllegalMove
from longtable.core.tests.bringing import done
from longtable.places.models import Area
from longtable.voices.actions.spreadsheets import CommentsImporter
from longtable.voices.models import Comment, Conversation, Decision, Participant, Theme, ThemeComment, Vote
from longtable.voices.tests.stage import join, shown
from longtable.worklists.models import WorkItem
from tests.cast import actor, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]

EVERY_ROW = {"language": "en", "channel": "paper", "confidence": "staff", "day_order": "month"}
Bring = Callable[..., Upload]


@pytest.fixture
def storage(tmp_path: Any, settings: Any) -> None:
    """Files in a folder of the test's own."""
    place = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": place}


@pytest.fixture
def bring(conrad: User, conversation: Conversation) -> Bring:
    """Brings these lines in, for every row as if on paper unless told otherwise."""

    def bring(*lines: str, source: str = "Cards", by: User = conrad, **answers: str) -> Upload:
        who = actor(by)
        upload = uploads.receive(
            by=who,
            kind_code=CommentsImporter.name,
            destination=conversation,
            content="\n".join(lines).encode(),
            name="cards.csv",
            source=source,
        )
        uploads.say_columns(by=who, upload=upload, columns=upload.columns, answers=EVERY_ROW | answers)
        done(upload)
        uploads.let_in(by=who, upload=selectors.opened(who, upload.pk).upload)
        return done(upload)

    return bring


def reasons(upload: Upload) -> list[str]:
    return list(ImportReject.objects.filter(run=upload.run).order_by("line").values_list("reason", flat=True))


def test_a_row_becomes_what_somebody_said(bring: Bring, conversation: Conversation, birch: Area) -> None:
    bring(
        "Comment,Language,How,County,Date,Race",
        "El bus no llega,español,papel,Condado de Birch,5/4/2026,Latina; Black",
    )
    comment = conversation.comments.get()
    person = comment.participant
    assert (comment.text, comment.language, comment.channel) == ("El bus no llega", "es", "paper")
    assert (comment.state, comment.number) == (Comment.State.WAITING, 1)
    assert timezone.localtime(comment.said_at).date().isoformat() == "2026-05-04"
    assert (person.area, person.channel, person.confidence) == (birch, "paper", "staff")
    assert person.about == {"race_ethnicity": ["hispanic", "black"]}
    assert person.receipt is None


def test_a_county_is_known_by_its_name_or_number(bring: Bring, conversation: Conversation) -> None:
    names = ["Alder", "alder county", "99001", '"ALDER, Longland"', "Condado de Alder"]
    bring("Comment;County", *(f"Too far;{name}" for name in names))
    people = Participant.objects.filter(conversation=conversation)
    assert [person.area and person.area.name for person in people] == ["Alder"] * len(names)


def test_an_age_is_kept_as_its_band(bring: Bring, conversation: Conversation) -> None:
    conversation.about_you = ["age_band"]
    conversation.save()
    told = {"34": "25_44", "25-44": "25_44", "25 a 44": "25_44", "75+": "75_over", "17": "under_18"}
    bring("Comment,Age,Id", *(f"Too far,{age},{age}" for age in told))
    kept = {each.source_id[11:]: each.about for each in Participant.objects.all()}
    assert kept == {age: {"age_band": [band]} for age, band in told.items()}


def test_what_is_not_understood_is_refused_with_its_reason(bring: Bring, conversation: Conversation) -> None:
    upload = bring(
        "Comment,County,Date,Race,Language",
        "Too far,Aldr,,,",
        ",Alder,,,",
        "Too far too,Alder,4/31/2026,,",
        "Too late,Alder,,Martian,",
        f"{'long ' * 1100},Alder,,,",
        "Zu weit,Alder,,,Klingon",
    )
    told = reasons(upload)
    assert not conversation.comments.exists()
    for words, reason in zip(
        ["Did you mean “Alder”", "Nothing is said", "is not a day", "Martian", "5000 at most", "Klingon"],
        told,
        strict=True,
    ):
        assert words in reason


def test_questions_that_the_conversation_does_not_ask_are_not_there(
    bring: Bring, conversation: Conversation
) -> None:
    conversation.about_you = []
    conversation.save()
    upload = bring("Comment,Race", "Too far,Black")
    assert upload.columns == {"Comment": "text"}
    assert Participant.objects.get(conversation=conversation).about == {}


def test_several_rows_of_one_person_count_once(bring: Bring, conversation: Conversation) -> None:
    bring(
        "Comment,Person,County",
        "Too far,Maria P,Alder",
        "Too late,maria p,",
        "Too dear,Maria P,",
        "Too loud,,",
    )
    people = Participant.objects.filter(conversation=conversation)
    assert conversation.comments.count() == 4
    assert people.count() == 3
    assert not people.filter(source_id__icontains="maria").exists()


def test_a_later_row_adds_to_a_person_and_takes_nothing_away(
    bring: Bring, conversation: Conversation, birch: Area
) -> None:
    bring("Comment,Person,County,Race", "Too far,1,,Black", "Too late,1,Birch,", "Too loud,1,Alder,")
    person = Participant.objects.get(conversation=conversation)
    assert (person.area, person.about) == (birch, {"race_ethnicity": ["black"]})
    bring("Comment,Person,County,Race", "Too dear,1,,")
    person.refresh_from_db()
    assert (person.area, person.about) == (birch, {"race_ethnicity": ["black"]})


def test_no_phone_number_is_kept_anywhere(bring: Bring, conversation: Conversation) -> None:
    upload = bring(
        "Comment,Phone,County",
        "Call my aunt at 919-555-0143,919-555-0142,Alder",
        "Too far,919-555-0144,Nowhere",
    )
    assert upload.columns == {"Comment": "text", "County": "area"}
    comment = conversation.comments.get()
    assert comment.shown_text == "Call my aunt at [phone number]"
    assert "0144" not in str(ImportReject.objects.values_list("row", flat=True))


def test_words_of_danger_are_held_and_told_once(bring: Bring, conversation: Conversation, faye: User) -> None:
    lines = ["Comment", "I want to kill myself", "The bus is late"]
    bring(*lines)
    bring(*lines)
    held = conversation.comments.get(state=Comment.State.HELD)
    assert held.danger == ["self_harm"]
    assert WorkItem.objects.filter(kind="voices.danger").count() == 1


def test_a_look_holds_nothing_and_tells_nobody(conrad: User, conversation: Conversation) -> None:
    by = actor(conrad)
    upload = uploads.receive(
        by=by, kind_code=CommentsImporter.name, destination=conversation,
        content=b"Comment\nI want to kill myself\n", name="a.csv", source="Cards",
    )  # fmt: skip
    uploads.say_columns(by=by, upload=upload, columns=upload.columns, answers=EVERY_ROW)
    assert done(upload).look.created == 1
    assert not WorkItem.objects.exists()
    assert not Participant.objects.exists()


def test_the_same_file_changes_nothing(bring: Bring, conversation: Conversation) -> None:
    lines = ["Comment,Person,Date", "Too far,1,2026-05-04", "Too far,2,2026-05-04"]
    bring(*lines)
    before = list(conversation.comments.order_by("pk").values())
    assert bring(*lines).run.counts == {
        "created": 0, "changed": 0, "unchanged": 2, "rejected": 0, "conflicts": 0,
    }  # fmt: skip
    assert list(conversation.comments.order_by("pk").values()) == before


def test_a_corrected_word_is_taken_while_nobody_has_read_it(bring: Bring, conversation: Conversation) -> None:
    bring("Id,Comment,County", "1,The bas is late,Alder")
    upload = bring("Id,Comment,County", "1,I will kill myself,Alder")
    comment = conversation.comments.get()
    assert upload.run.changed == 1
    assert (comment.text, comment.state) == ("I will kill myself", Comment.State.HELD)
    assert WorkItem.objects.filter(kind="voices.danger").count() == 1


def test_danger_in_a_corrected_word_that_everybody_could_read_is_held(
    bring: Bring, conversation: Conversation
) -> None:
    Conversation.objects.update(moderation=Conversation.Moderation.AFTER)
    bring("Id,Comment", "1,The bas is late")
    assert conversation.comments.get().state == Comment.State.SHOWN
    bring("Id,Comment", "1,I will kill myself")
    comment = conversation.comments.get()
    assert comment.state == Comment.State.HELD
    assert [each.after for each in comment.decisions.order_by("created_at", "pk")] == ["waiting", "held"]


def test_words_that_somebody_read_stand_until_a_person_decides(
    bring: Bring, conversation: Conversation, conrad: User
) -> None:
    bring("Id,Comment", "1,The bas is late", "2,Too far")
    conversation.comments.update(state=Comment.State.SHOWN, read_at=timezone.now())
    news = ["Id,Comment", "1,The bus is late", "2,Much too far"]
    upload = bring(*news)
    assert (upload.run.conflicts, upload.run.changed) == (2, 0)
    found = selectors.opened(actor(conrad), upload.pk)
    first, second = both_sides(found)
    assert (first.ours, first.theirs) == ({"text": "The bas is late"}, {"text": "The bus is late"})
    for each, theirs in ((first, True), (second, False)):
        settle(
            by=actor(conrad), upload=found.upload, importer=found.make(), conflict=each.conflict,
            take_theirs=theirs,
        )  # fmt: skip
    changed, kept = conversation.comments.order_by("number")
    assert (changed.text, changed.state, changed.read_at) == ("The bus is late", Comment.State.WAITING, None)
    assert Decision.objects.get(comment=changed).reason == Decision.Reason.AGAIN
    assert (kept.text, kept.state) == ("Too far", Comment.State.SHOWN)
    assert bring(*news).run.unchanged == 2


def test_words_that_others_answered_are_never_replaced(
    bring: Bring, conversation: Conversation, conrad: User
) -> None:
    bring("Id,Comment", "1,The bas is late")
    comment = conversation.comments.get()
    Vote.objects.create(participant=join(conversation).participant, comment=comment, value=1)
    Comment.objects.update(answers=1, agrees=1)
    upload = bring("Id,Comment", "1,Close the clinic")
    found = selectors.opened(actor(conrad), upload.pk)
    (sides,) = both_sides(found)
    assert sides.held
    with pytest.raises(IllegalMove):
        settle(
            by=actor(conrad), upload=found.upload, importer=found.make(), conflict=sides.conflict,
            take_theirs=True,
        )  # fmt: skip
    comment.refresh_from_db()
    assert comment.text == "The bas is late"


def test_all_of_it_can_be_taken_back(bring: Bring, conversation: Conversation, conrad: User) -> None:
    mine = shown(conversation)
    upload = bring("Comment,Person", "Too far,1", "Too late,1", "Too dear,2")
    uploads.take_back(by=actor(conrad), upload=upload)
    assert not selectors.stayed(done(upload))
    assert list(conversation.comments.all()) == [mine]
    assert list(Participant.objects.all()) == [mine.participant]
    assert subjects_of("core.importrun", upload.run.pk).filter(verb="imports.undone").exists()


def test_what_was_cited_answered_or_dangerous_stays_and_is_named(
    bring: Bring, conversation: Conversation, conrad: User
) -> None:
    upload = bring("Comment", "Too far", "Too late", "I want to kill myself", "Too dear")
    cited, answered, _danger, _free = conversation.comments.order_by("number")
    theme = Theme.objects.create(conversation=conversation, name=conversation.question)
    ThemeComment.objects.create(theme=theme, comment=cited)
    Vote.objects.create(participant=join(conversation).participant, comment=answered, value=1)
    uploads.take_back(by=actor(conrad), upload=upload)
    told = [trace.stayed for trace in selectors.stayed(done(upload))]
    assert told == [
        "Comment 1: Something else depends on it.",
        "Comment 2: Something else depends on it.",
        "Comment 3: The person on call was told.",
    ]
    assert set(conversation.comments.values_list("number", flat=True)) == {1, 2, 3}


def test_a_person_is_changed_back_too(
    bring: Bring, conversation: Conversation, conrad: User, birch: Area
) -> None:
    bring("Comment,Person,County", "Too far,1,Alder")
    second = bring("Comment,Person,County", "Too late,1,Birch")
    person = Participant.objects.get(conversation=conversation)
    assert person.area == birch
    uploads.take_back(by=actor(conrad), upload=second)
    done(second)
    person.refresh_from_db()
    assert person.area == Area.objects.get(name="Alder")
    assert conversation.comments.count() == 1


def test_a_day_for_the_whole_file_holds_where_a_row_has_none(
    bring: Bring, conversation: Conversation
) -> None:
    day = (timezone.localdate() - timedelta(days=3)).isoformat()
    bring("Comment,Date", "Too far,", "Too late,2026-05-04", said_at=day)
    days = {timezone.localtime(each.said_at).date().isoformat() for each in conversation.comments.all()}
    assert days == {day, "2026-05-04"}


def test_the_page_takes_a_file_and_asks_for_its_columns(
    client: Client, conrad: User, conversation: Conversation
) -> None:
    address = reverse("voices:bring-in", args=[conversation.slug])
    conrads = signed_in(client, conrad)
    assert "never imported" in conrads.get(address).content.decode()
    file = SimpleUploadedFile("tarjetas.csv", "Comentario;Condado\nEstá lejos;Alder\n".encode("cp1252"))
    response = conrads.post(address, {"file": file, "source": " Tarjetas   de papel "})
    upload = Upload.objects.get()
    assert response.headers["Location"] == reverse("core:upload-columns", args=[upload.pk])
    assert (upload.source, upload.columns) == ("Tarjetas de papel", {"Comentario": "text", "Condado": "area"})
    assert "tarjetas.csv" in conrads.get(address).content.decode()


@pytest.mark.parametrize(
    ("name", "content"), [("a.exe", b"MZ\x00"), ("a.csv", b"\n\n"), ("a.xlsx", b"PK\x03\x04")]
)
def test_the_page_says_why_a_file_cannot_be_taken(
    name: str, content: bytes, client: Client, conrad: User, conversation: Conversation
) -> None:
    address = reverse("voices:bring-in", args=[conversation.slug])
    data = {"file": SimpleUploadedFile(name, content), "source": "Cards"}
    response = signed_in(client, conrad).post(address, data)
    assert response.status_code == 422
    assert not Upload.objects.exists()


def test_nobody_brings_a_file_into_a_conversation_of_others(
    client: Client, dev: User, eve: User, conversation: Conversation
) -> None:
    address = reverse("voices:bring-in", args=[conversation.slug])
    assert signed_in(client, dev).get(address).status_code == 404
    assert signed_in(Client(), eve).get(address).status_code == 403


def test_a_partner_who_collects_sees_their_own_files_and_no_others(
    client: Client, bring: Bring, conversation: Conversation, partner: Organization, dev: User
) -> None:
    of_others = bring("Comment", "Too far")
    conversation.collectors.add(partner)
    mine = uploads.receive(
        by=actor(dev), kind_code=CommentsImporter.name, destination=conversation,
        content=b"Comment\nToo late\n", name="mine.csv", source="Food bank",
    )  # fmt: skip
    assert list(selectors.uploads(actor(dev))) == [mine]
    devs = signed_in(client, dev)
    assert devs.get(reverse("core:upload-columns", args=[mine.pk])).status_code == 200
    assert devs.get(reverse("core:upload", args=[of_others.pk])).status_code == 404
    with pytest.raises(Denied):
        uploads.take_back(by=actor(dev), upload=of_others)
    assert "cards.csv" not in devs.get(reverse("voices:bring-in", args=["clinics"])).content.decode()


def test_cards_of_two_partners_with_the_same_numbers_are_not_mixed_up(
    bring: Bring, conversation: Conversation, partner: Organization, dev: User
) -> None:
    conversation.collectors.add(partner)
    bring("Id,Comment", "1,Too far")
    bring("Id,Comment", "1,Too late", by=dev)
    assert set(conversation.comments.values_list("text", flat=True)) == {"Too far", "Too late"}
