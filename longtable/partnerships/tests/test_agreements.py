"""An agreement from its draft to its end, and who may touch it."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from longtable.accounts.models import Organization, User
from longtable.core.access import Actor, Denied
from longtable.core.audit import subjects_of
from longtable.core.states import IllegalMove
from longtable.partnerships import actions
from longtable.partnerships.checklists import checked, points_of
from longtable.partnerships.models import Agreement, AgreementKind, DataFlow
from longtable.partnerships.terms import Flow, Given, Terms, Unfinished
from longtable.partnerships.tests.conftest import Draft, both, sign_all
from longtable.worklists.models import WorkItem
from tests.cast import OrganizationFactory, actor

pytestmark = pytest.mark.django_db
State = Agreement.State


def test_one_party_alone_agrees_with_nobody(faye: User, agency: Organization) -> None:
    with pytest.raises(Unfinished):
        actions.draft_agreement(by=actor(faye), terms=Terms(both("Alone"), "mou", agency, [agency, agency]))


def test_sent_twice_it_is_one_agreement(faye: User, agency: Organization, partner: Organization) -> None:
    key, terms = uuid4(), Terms(both("Once"), "mou", agency, [agency, partner])
    for _ in range(2):
        actions.draft_agreement(by=actor(faye), terms=terms, form_key=key)
    assert Agreement.objects.count() == 1


def test_it_counts_as_signed_when_every_party_has_signed(faye: User, draft: Draft) -> None:
    agreement = draft()
    actions.send_to_partner(by=actor(faye), agreement=agreement)
    ours, theirs = agreement.parties.select_related("agreement")
    day = date(2026, 1, 5)
    actions.sign_agreement(by=actor(faye), party=ours, name="A", title="Director", signed_on=day)
    agreement.refresh_from_db()
    assert agreement.state == State.WITH_PARTNER
    actions.sign_agreement(by=actor(faye), party=theirs, name="B", title="Director", signed_on=day)
    agreement.refresh_from_db()
    assert agreement.state == State.SIGNED


def test_taken_back_nobody_has_signed_the_new_words(faye: User, draft: Draft) -> None:
    agreement = draft()
    actions.send_to_partner(by=actor(faye), agreement=agreement)
    party = agreement.parties.select_related("agreement").first()
    assert party
    actions.sign_agreement(by=actor(faye), party=party, name="A", title="B", signed_on=date(2026, 1, 5))
    actions.take_back(by=actor(faye), agreement=agreement)
    assert agreement.state == State.DRAFT
    assert not party.signatories.exists()


def test_a_day_of_signature_that_lies_ahead_is_no_signature(faye: User, draft: Draft) -> None:
    agreement = draft()
    actions.send_to_partner(by=actor(faye), agreement=agreement)
    party = agreement.parties.select_related("agreement").first()
    assert party
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(Unfinished):
        actions.sign_agreement(by=actor(faye), party=party, name="A", title="B", signed_on=tomorrow)


@pytest.mark.parametrize(
    "step", [actions.end_agreement, actions.renew_agreement, actions.put_in_force], ids=lambda s: s.__name__
)
def test_a_draft_neither_ends_nor_renews_nor_holds(faye: User, draft: Draft, step: object) -> None:
    more = {
        actions.end_agreement: {"why": "over"},
        actions.renew_agreement: {"ends_on": date(2090, 1, 1)},
        actions.put_in_force: {"starts_on": date(2026, 1, 1)},
    }[step]  # type: ignore[index]
    agreement = draft()
    with pytest.raises(IllegalMove):
        step(by=actor(faye), agreement=agreement, **more)  # type: ignore[operator]
    agreement.refresh_from_db()
    assert agreement.state == State.DRAFT


@pytest.mark.parametrize(
    "past_the_actions",
    [
        {"state": "lost"},
        {"state": "in_force", "starts_on": None},
        {"starts_on": date(2026, 2, 1), "ends_on": date(2026, 1, 1)},
        {"state": "ended", "state_reason": ""},
    ],
)
def test_the_database_refuses_what_cannot_be(draft: Draft, past_the_actions: dict[str, object]) -> None:
    agreement = draft()
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.filter(pk=agreement.pk).update(**past_the_actions)


def test_who_ends_it_says_why(faye: User, in_force: Agreement) -> None:
    with pytest.raises(Unfinished):
        actions.end_agreement(by=actor(faye), agreement=in_force, why="")
    actions.end_agreement(by=actor(faye), agreement=in_force, why="The grant is over.")
    assert in_force.state == State.ENDED


def test_what_is_signed_is_not_rewritten(faye: User, in_force: Agreement) -> None:
    party = in_force.parties.select_related("agreement").first()
    assert party
    with pytest.raises(Denied):
        actions.set_responsibilities(by=actor(faye), party=party, words=both("Something else"))


def test_a_gift_is_counted_or_not_and_never_half(faye: User, draft: Draft) -> None:
    giver, receiver = draft().parties.select_related("agreement")
    for wrong in (
        Given(giver, both("Money"), receiver, "money"),
        Given(giver, both("Boxes"), receiver, "none", Decimal(3)),
        Given(giver, both("Less"), receiver, "money", Decimal(-3)),
        Given(giver, both("Boxes"), giver),
    ):
        with pytest.raises(Unfinished):
            actions.add_gift(by=actor(faye), given=wrong)
    gift = actions.add_gift(
        by=actor(faye), given=Given(giver, both("Rent"), receiver, "money", Decimal("1250.50"), "month")
    )
    assert gift.number == "$1,250.50"


def test_no_data_move_without_a_ground(faye: User, draft: Draft) -> None:
    giver, receiver = draft(kind="data_sharing").parties.select_related("agreement")
    with pytest.raises(Unfinished):
        actions.add_flow(by=actor(faye), flow=Flow(giver, receiver, "name, phone", "outreach", ""))
    assert not DataFlow.objects.exists()


def test_under_wic_nothing_is_handed_on(faye: User, draft: Draft) -> None:
    giver, receiver = draft(kind="wic").parties.select_related("agreement")
    told = ("name, phone", "to reach families who may be eligible", "written consent")
    onward = Flow(giver, receiver, *told, may_redisclose=True, redisclosure="to the plan")
    with pytest.raises(Unfinished):
        actions.add_flow(by=actor(faye), flow=onward)
    assert actions.add_flow(by=actor(faye), flow=Flow(giver, receiver, *told))


def test_every_kind_has_a_checklist_and_every_source_an_address() -> None:
    for kind in AgreementKind.values:
        points = points_of(kind)
        assert len({point.key for point in points}) == len(points) > 3
        assert all(bool(point.source) == point.url.startswith("http") for point in points)


def test_a_point_is_marked_where_it_stands_and_only_where_its_kind_has_it(faye: User, draft: Draft) -> None:
    agreement = draft()
    actions.mark_point(by=actor(faye), agreement=agreement, point="dose", where="Section 4")
    assert {each.point.key: each.where for each in checked(agreement)}["dose"] == "Section 4"
    actions.mark_point(by=actor(faye), agreement=agreement, point="dose", where="")
    assert agreement.stated == {}
    with pytest.raises(Unfinished):
        actions.mark_point(by=actor(faye), agreement=agreement, point="insurance", where="Section 1")


def test_two_who_mark_points_at_once_keep_both_marks(faye: User, draft: Draft) -> None:
    hers = draft()
    his = Agreement.objects.get(pk=hers.pk)
    actions.mark_point(by=actor(faye), agreement=hers, point="dose", where="Section 4")
    marked = actions.mark_point(by=actor(faye), agreement=his, point="goals", where="Section 1")
    assert marked.stated == {"dose": "Section 4", "goals": "Section 1"}


def test_the_document_is_kept_and_a_program_is_not(faye: User, draft: Draft) -> None:
    agreement = draft()
    pdf = SimpleUploadedFile("mou.pdf", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n")
    assert actions.attach_document(by=actor(faye), agreement=agreement, upload=pdf).name == "mou.pdf"


def test_the_other_party_finds_it_on_its_list_once_it_is_sent(
    faye: User, dev: User, partner: Organization, draft: Draft
) -> None:
    agreement = draft()
    assert not WorkItem.objects.open().about(agreement).exists()
    actions.send_to_partner(by=actor(faye), agreement=agreement)
    assert WorkItem.objects.open().about(agreement).get().organization == partner
    actions.remark(by=actor(dev), agreement=agreement, organization=partner, words="We need a van, too.")
    assert not WorkItem.objects.open().about(agreement).exists()


def test_its_owner_is_told_before_the_end_and_once(faye: User, in_force: Agreement) -> None:
    machine, ends_on = Actor.system("test"), in_force.ends_on
    assert ends_on
    actions.remind_of_ends(by=machine, today=ends_on - timedelta(days=91))
    assert not WorkItem.objects.about(in_force).open().exists()
    for _ in range(2):
        actions.remind_of_ends(by=machine, today=ends_on - timedelta(days=90))
    item = WorkItem.objects.about(in_force).open().get()
    assert item.owner == faye
    assert timezone.localdate(item.due_at) == ends_on - timedelta(days=45)  # it can climb before the end


def test_renewed_it_goes_on_and_the_alarm_is_off(faye: User, in_force: Agreement) -> None:
    ends_on = in_force.ends_on
    assert ends_on
    actions.remind_of_ends(by=Actor.system("test"), today=ends_on - timedelta(days=30))
    actions.renew_agreement(by=actor(faye), agreement=in_force, ends_on=ends_on + timedelta(days=365))
    assert not WorkItem.objects.about(in_force).open().exists()
    assert in_force.remind_on == ends_on + timedelta(days=365 - 90)


def test_what_nobody_renews_runs_out_and_can_be_renewed_afterwards(faye: User, in_force: Agreement) -> None:
    assert in_force.ends_on
    actions.remind_of_ends(by=Actor.system("test"), today=in_force.ends_on + timedelta(days=1))
    in_force.refresh_from_db()
    assert in_force.state == State.EXPIRED
    assert str(WorkItem.objects.about(in_force).open().get().title).startswith("It expired")
    later = in_force.ends_on + timedelta(days=400) if in_force.ends_on else None
    actions.renew_agreement(by=actor(faye), agreement=in_force, ends_on=later)
    assert in_force.state == State.IN_FORCE
    assert not WorkItem.objects.about(in_force).open().exists()


def test_handed_over_the_new_owner_has_the_alarm(faye: User, conrad: User, in_force: Agreement) -> None:
    assert in_force.ends_on
    actions.remind_of_ends(by=Actor.system("test"), today=in_force.ends_on - timedelta(days=10))
    actions.hand_over_agreement(by=actor(faye), agreement=in_force, owner=conrad)
    assert WorkItem.objects.about(in_force).open().get().owner == conrad


def test_nothing_is_public_before_it_was_opened(faye: User, in_force: Agreement) -> None:
    assert not Agreement.objects.public().exists()
    actions.open_to_public(by=actor(faye), agreement=in_force, parts=["kind"])
    assert Agreement.objects.public().get() == in_force
    assert in_force.opens("kind")
    assert not in_force.opens("title")
    actions.open_to_public(by=actor(faye), agreement=in_force, parts=None)
    assert not Agreement.objects.public().exists()


def test_its_whole_life_stands_in_the_audit(faye: User, in_force: Agreement) -> None:
    verbs = set(subjects_of("partnerships.agreement", in_force.pk).values_list("verb", flat=True))
    assert {"partnerships.agreement." + word for word in ("drafted", "sent", "signed", "in_force")} <= verbs


def test_a_regional_team_keeps_what_concerns_its_counties(
    regina: User, agency: Organization, partner: Organization, elsewhere: Organization, draft: Draft
) -> None:
    assert sign_all(actor(regina), draft()).state == State.SIGNED
    beyond = Terms(both("West"), "mou", elsewhere, [elsewhere, OrganizationFactory(name="Far away")])
    with pytest.raises(Denied):
        actions.draft_agreement(by=actor(regina), terms=beyond)
