"""Notes at tables become findings, findings go into the conversation and into proposals; rounds compared."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from click.testing import CliRunner
from django.test import Client
from django.utils import timezone

from longtable.accounts.models import Organization, User
from longtable.commitments.terms import Terms
from longtable.core.access import Denied
from longtable.core.localized import LocalizedText
from longtable.gatherings.actions.findings import (
    FindingPlan,
    NoConversation,
    make_finding,
    propose_from,
    say_in_conversation,
)
from longtable.gatherings.actions.notes import remove_note, take_notes
from longtable.gatherings.commands import gatherings
from longtable.gatherings.models import Finding, Gathering, Series, Table, TableNote
from longtable.gatherings.selectors.findings import rounds
from longtable.gatherings.tests.live_stage import on_now, shown
from longtable.gatherings.tests.stage import STAGE, page, session_of, words
from longtable.places.models import Area
from longtable.voices.models import Comment, Conversation, Theme
from longtable.worklists.models import WorkItem
from tests.cast import actor, signed_in

pytestmark = pytest.mark.django_db

LATE_BUS = words("The last bus leaves before the clinic closes.")


@pytest.fixture
def summit(agency: Organization, alder: Area) -> Gathering:
    """One round of a summit that is on now, with a table in Spanish."""
    series = Series.objects.create(slug="rides", title=words("Rides summit"), organization=agency)
    gathering = on_now(agency, "rides-east", alder, series=series)
    Table.objects.create(session=session_of(gathering), number=3, language="es")
    return gathering


def table_of(gathering: Gathering) -> Table:
    return Table.objects.get(session__gathering=gathering)


def found(gathering: Gathering, text: LocalizedText = LATE_BUS, **also: object) -> Finding:
    plan = FindingPlan(kind="challenge", text=text, **also)  # type: ignore[arg-type]
    return make_finding(by=STAGE, gathering=gathering, plan=plan)


# --- Notes ---------------------------------------------------------------------------------------------


def test_lines_are_kept_once_and_the_box_is_ready_again(summit: Gathering, faye: User) -> None:
    visit, table = signed_in(Client(), faye), table_of(summit)
    path = f"/convening/{summit.slug}/notes/{table.pk}/"
    data = {
        "form_key": str(uuid4()),
        "lines": "El bus sale temprano.\n\nFalta un intérprete.",
        "language": "es",
    }
    for _ in range(2):
        answer = visit.post(path, data, follow=True)
    assert [note.text for note in TableNote.objects.all()] == [
        "El bus sale temprano.",
        "Falta un intérprete.",
    ]
    assert "autofocus" in page(answer)
    assert "Falta un intérprete." in page(answer)


def test_what_tells_who_somebody_is_is_covered_before_it_is_stored(summit: Gathering) -> None:
    lines = ["Call her at 919-555-0142."]
    (note,) = take_notes(by=STAGE, table=table_of(summit), lines=lines, language="en", form_key=uuid4())
    assert "0142" not in note.text


def test_a_note_taker_without_a_role_sees_her_table_alone(summit: Gathering, eve: User) -> None:
    table = table_of(summit)
    visit = signed_in(Client(), eve)
    path = f"/convening/{summit.slug}/notes/{table.pk}/"
    assert visit.get(path).status_code == 404
    Table.objects.filter(pk=table.pk).update(note_taker=eve)
    assert visit.get(path).status_code == 200
    other = Table.objects.create(session=session_of(summit), number=4, language="en")
    with pytest.raises(Denied):
        take_notes(by=actor(eve), table=other, lines=["x"], language="en", form_key=uuid4())


def test_a_note_on_which_a_finding_stands_stays(summit: Gathering) -> None:
    one, other = take_notes(
        by=STAGE, table=table_of(summit), lines=["one", "two"], language="en", form_key=uuid4()
    )
    found(summit, notes=[one])
    for note in (one, other):
        remove_note(by=STAGE, note=note)
    assert list(TableNote.objects.all()) == [one]


# --- Findings ------------------------------------------------------------------------------------------


def test_a_finding_is_written_on_the_page_from_a_note_and_a_question(summit: Gathering, faye: User) -> None:
    (note,) = take_notes(by=STAGE, table=table_of(summit), lines=["late"], language="en", form_key=uuid4())
    question = shown(summit)
    visit = signed_in(Client(), faye)
    path = f"/convening/{summit.slug}/findings/new/"
    assert "late" in page(visit.get(f"{path}?note={note.pk}"))
    data = {
        "kind": "challenge",
        "text_en": "Buses stop early.",
        "text_es": "Los buses paran temprano.",
        "session": str(session_of(summit).pk),
        "code": "early-buses",
        "role": "parents",
        "owner": str(faye.pk),
        "notes": [str(note.pk)],
        "questions": [str(question.pk)],
        "is_public": "on",
    }
    for _ in range(2):
        visit.post(path, data)
    finding = Finding.objects.get()
    assert (list(finding.notes.all()), list(finding.questions.all())) == ([note], [question])
    assert WorkItem.objects.open().get(kind="gatherings.finding").owner == faye
    assert "Buses stop early." in page(visit.get(f"/convening/{summit.slug}/findings/"))


def test_only_what_is_public_is_read_by_anybody(client: Client, summit: Gathering) -> None:
    found(summit, words("For everybody."), is_public=True)
    found(summit, words("For staff."))
    text = page(client.get(f"/gatherings/{summit.slug}/findings/"))
    assert "For everybody." in text
    assert "For staff." not in text


@pytest.fixture
def conversation(summit: Gathering, agency: Organization) -> Conversation:
    """What the summit serves, open."""
    summit.conversation = Conversation.objects.create(
        slug="rides", question=words("How do you get there?"), organization=agency, opens_at=timezone.now()
    )
    summit.save(update_fields=["conversation"])
    Conversation.lifecycle.move(summit.conversation, Conversation.State.OPEN)
    return summit.conversation


def test_without_a_conversation_nothing_can_be_said_there(summit: Gathering) -> None:
    with pytest.raises(NoConversation):
        say_in_conversation(by=STAGE, finding=found(summit))


def test_a_finding_becomes_a_comment_and_part_of_a_theme(
    summit: Gathering, conversation: Conversation
) -> None:
    theme = Theme.objects.create(conversation=conversation, name=words("Buses"))
    finding = found(summit)
    for _ in range(2):
        say_in_conversation(by=STAGE, finding=finding, theme=theme)
    comment = Comment.objects.get()
    assert comment.text == LATE_BUS.show("en").text
    assert list(theme.comments.all()) == [comment]
    (spanish,) = comment.translations.all()
    assert (spanish.language, spanish.text) == ("es", LATE_BUS.show("es").text)


@pytest.mark.usefixtures("conversation")
def test_words_that_no_person_stands_behind_do_not_go_with_it(summit: Gathering) -> None:
    finding = found(summit, words("No bus after six.").propose("es", "No hay bus después de las seis."))
    say_in_conversation(by=STAGE, finding=finding)
    assert not Comment.objects.get().translations.exists()


@pytest.mark.usefixtures("conversation")
def test_the_current_words_are_said_and_not_those_that_they_outdated(summit: Gathering) -> None:
    corrected = words("No bus after six.").edit("es", "No hay bus después de las siete.")
    say_in_conversation(by=STAGE, finding=found(summit, corrected))
    comment = Comment.objects.get()
    assert (comment.language, comment.text) == ("es", "No hay bus después de las siete.")
    assert not comment.translations.exists()


@pytest.mark.usefixtures("conversation")
def test_a_translation_that_alone_speaks_of_danger_stays_behind(summit: Gathering) -> None:
    plan = LocalizedText.of(en="No bus after six.", es="Me quiero morir.")
    say_in_conversation(by=STAGE, finding=found(summit, plan))
    comment = Comment.objects.get()
    assert comment.text == "No bus after six."
    assert not comment.translations.exists()


def test_a_finding_leads_to_a_proposal(summit: Gathering, dev: User, partner: Organization) -> None:
    finding = found(summit)
    terms = Terms(
        title=words("A late bus"),
        promise="will",
        kind="service",
        owner=dev,
        division=partner,
        due_on=timezone.localdate() + timedelta(days=90),
    )
    for _ in range(2):
        propose_from(by=STAGE, finding=finding, terms=terms, form_key=uuid4())
    finding.refresh_from_db()
    assert finding.commitment is not None
    assert finding.commitment.title == words("A late bus")


def test_who_follows_it_up_opens_it_and_stays_when_they_leave(
    client: Client, faye: User, ben: User, summit: Gathering
) -> None:
    finding = found(summit, owner=ben)
    ben.memberships.update(ended_at=timezone.now())
    shown = page(signed_in(client, faye).get(f"/convening/{summit.slug}/findings/{finding.pk}/"))
    assert f'<option value="{ben.pk}" selected>' in shown


# --- Rounds --------------------------------------------------------------------------------------------


@pytest.fixture
def west(summit: Gathering, agency: Organization, cedar: Area) -> Gathering:
    """The other round."""
    return on_now(agency, "rides-west", cedar, series=summit.series)


def test_what_has_the_same_code_is_one_line_across_rounds(summit: Gathering, west: Gathering) -> None:
    for gathering in (summit, west):
        found(gathering, session=session_of(gathering), code="late-bus", is_public=True)
    found(west, words("Only here."), session=session_of(west), is_public=True)
    assert summit.series
    compared = rounds(summit.series)
    (part,) = compared.parts
    assert [(row.code, row.rounds) for row in part.rows] == [("late-bus", 2), ("", 1)]


def test_the_public_page_of_rounds_shows_what_is_public(
    client: Client, summit: Gathering, west: Gathering
) -> None:
    found(summit, code="late-bus", is_public=True)
    found(west, words("For staff."), code="late-bus")
    text = page(client.get("/gatherings/series/rides/rounds/"))
    assert "The last bus" in text
    assert "For staff." not in text


def test_staff_of_a_region_compare_what_is_in_their_scope(
    summit: Gathering, west: Gathering, faye: User
) -> None:
    found(summit, words("East."))
    found(west, words("West."))
    text = page(signed_in(Client(), faye).get("/convening/series/rides/rounds/"))
    assert "East." in text
    assert "West." in text


def test_findings_on_the_command_line(summit: Gathering) -> None:
    found(summit, code="late-bus", role="parents", questions=[shown(summit)], evidence=words("Timetable."))
    done = CliRunner().invoke(gatherings, ["findings", summit.slug, "--json"], catch_exceptions=False)
    told = json.loads(done.stdout)
    assert (told["series"], told["findings"][0]["code"], told["findings"][0]["questions"]) == (
        "rides",
        "late-bus",
        [1],
    )
