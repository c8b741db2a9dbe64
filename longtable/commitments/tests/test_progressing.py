"""The owner of a promise says where it stands, and may give it a new day without hiding the old one."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from longtable.accounts.models import User
from longtable.commitments import actions
from longtable.commitments.models import Commitment
from longtable.commitments.selectors.people import who_can_check
from longtable.commitments.terms import Evidence, Unfinished
from longtable.commitments.tests.conftest import shown
from longtable.core.access import Actor, Denied
from longtable.core.localized import LocalizedText
from longtable.core.models import AuditEntry
from longtable.core.states import IllegalMove
from longtable.worklists.models import WorkItem
from tests.cast import actor, signed_in

JOB = Actor.system("test")
DUE, LATER = date(2090, 6, 30), date(2090, 9, 30)
STANDS = shown("Three of six halls are open", "Tres de seis salones están abiertos")


def kinds(commitment: Commitment) -> list[str]:
    return sorted(WorkItem.objects.open().about(commitment).values_list("kind", flat=True))


@pytest.fixture
def late(accepted: Commitment, dev: User) -> Commitment:
    """Begun, and its day has passed."""
    actions.start(by=actor(dev), commitment=accepted, evidence=shown("Begun"))
    actions.remind(by=JOB, today=DUE + timedelta(days=3))
    return accepted


def test_a_late_owner_says_where_it_stands_without_saying_it_is_done(late: Commitment, dev: User) -> None:
    actions.report_progress(by=actor(dev), commitment=late, evidence=STANDS)
    late.refresh_from_db()
    step = late.steps.last()
    assert step is not None
    assert (late.state, late.due_on) == ("under_way", DUE)
    assert (step.before, step.after, step.evidence) == ("under_way", "under_way", STANDS.sentence)
    assert kinds(late) == ["commitments.late"]


def test_a_new_day_takes_it_off_the_list_and_names_the_old_one(late: Commitment, dev: User) -> None:
    actions.report_progress(by=actor(dev), commitment=late, evidence=STANDS, due_on=LATER)
    late.refresh_from_db()
    step = late.steps.last()
    assert step is not None
    assert late.due_on == LATER
    assert kinds(late) == []
    assert (
        "It was promised for June 30, 2090. The new day is Sept. 30, 2090." in step.evidence.show("en").text
    )
    assert "30 de junio de 2090" in step.evidence.show("es").text
    entry = AuditEntry.objects.filter(verb="commitments.commitment.progressed").get()
    assert set(entry.fields) == {"evidence", "due_on"}
    actions.remind(by=JOB, today=LATER - timedelta(days=3))
    assert kinds(late) == ["commitments.keep"]


def test_what_has_not_begun_must_still_begin_by_the_new_day(accepted: Commitment, dev: User) -> None:
    actions.remind(by=JOB, today=DUE + timedelta(days=3))
    actions.report_progress(by=actor(dev), commitment=accepted, evidence=STANDS, due_on=LATER)
    assert kinds(accepted) == ["commitments.start"]


def test_it_is_said_in_every_language_and_for_a_day_to_come(late: Commitment, dev: User) -> None:
    with pytest.raises(Unfinished):
        actions.report_progress(
            by=actor(dev), commitment=late, evidence=Evidence(LocalizedText.of(en="Half"))
        )
    with pytest.raises(Unfinished):
        actions.report_progress(by=actor(dev), commitment=late, evidence=STANDS, due_on=date(2020, 1, 1))
    assert late.steps.count() == 2


def test_only_the_owner_says_it_and_only_of_what_is_open(
    late: Commitment, refused: Commitment, dev: User, faye: User, eve: User
) -> None:
    for other in (faye, eve):
        with pytest.raises(Denied):
            actions.report_progress(by=actor(other), commitment=late, evidence=STANDS)
    with pytest.raises(Denied):
        actions.report_progress(by=actor(dev), commitment=refused, evidence=STANDS)
    actions.report_done(by=actor(dev), commitment=late, evidence=shown("Done"))
    with pytest.raises(IllegalMove):
        actions.report_progress(by=actor(dev), commitment=late, evidence=STANDS)


def test_a_second_click_says_nothing_twice(late: Commitment, dev: User) -> None:
    for _ in range(2):
        actions.report_progress(by=actor(dev), commitment=late, evidence=STANDS, due_on=LATER)
    assert late.steps.count() == 3


def test_who_decided_still_checks_it(accepted: Commitment, dev: User, faye: User) -> None:
    actions.report_progress(by=actor(dev), commitment=accepted, evidence=STANDS)
    assert who_can_check(accepted) == faye


def test_the_owner_does_it_on_the_page_and_everybody_reads_it(
    client: Client, late: Commitment, dev: User
) -> None:
    Commitment.objects.filter(pk=late.pk).update(due_on=date(2026, 1, 5))
    signed_in(client, dev)
    said = {
        "progress-sentence_en": "Half of it",
        "progress-sentence_es": "La mitad",
        "progress-due_on": "2090-09-30",
    }
    address = reverse("commitments:step", args=[late.pk, "progress"])
    assert client.post(address, said | {"progress-sentence_es": ""}).status_code == 422
    assert client.post(address, said).status_code == 302
    client.logout()
    public = reverse("commitments:public_one", args=[late.number])
    with translation.override("es"):  # the request leaves its language behind
        page = client.get(public, headers={"accept-language": "es"}).content.decode()
    assert "La mitad" in page
    assert "5 de enero de 2026" in page
    assert "30 de septiembre de 2090" in page
