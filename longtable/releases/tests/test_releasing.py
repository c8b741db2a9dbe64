"""From tables to what anybody may read."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from longtable.accounts.models import User
from longtable.core.access import Denied
from longtable.core.localized import LocalizedText
from longtable.methods.suppression import attack
from longtable.releases.actions import NotNow, publish_release, withdraw_release
from longtable.releases.models import Cell, LedgerEntry, Release
from longtable.releases.selectors import last_release, published, what_was_published
from longtable.releases.tests.conftest import SUBJECT, crossed
from tests.cast import actor

pytestmark = pytest.mark.django_db

ROWS = [[3, 40, 60], [20, 55, 0], [34, 12, 90]]
Prepare = Callable[..., Release]


def states(release: Release) -> dict[str, str]:
    return {"/".join(cell.coordinates): cell.state for cell in Cell.objects.filter(table__release=release)}


def test_a_small_count_and_what_gives_it_away_is_hidden(prepare: Prepare) -> None:
    release = prepare(crossed(ROWS))
    found = states(release)
    assert found["county-0/group-0"] == "suppressed"
    assert found["county-1/group-2"] == "zero"
    hidden = [at for at, state in found.items() if state == "suppressed"]
    assert len(hidden) >= 4
    assert release.narrowest is None or release.narrowest >= 11


def test_a_hidden_count_is_stored_nowhere(prepare: Prepare) -> None:
    release = prepare(crossed(ROWS))
    cells = Cell.objects.filter(table__release=release, state="suppressed")
    assert {cell.value for cell in cells} == {None}
    with pytest.raises(IntegrityError), transaction.atomic():
        cells.update(value=3)


def test_tables_that_share_a_margin_are_protected_together(prepare: Prepare) -> None:
    by_age = crossed([[3, 97], [50, 50]], name="age")
    by_language = crossed([[60, 40], [30, 70]], name="language", second="language")
    before = what_was_published(prepare(by_age, by_language))
    bounds = attack(before.shown, before.sums)
    assert before.hidden
    assert all(high - low >= 11 for low, high in bounds.values())


def test_nobody_reads_it_before_it_is_published(prepare: Prepare, faye: User, eve: User) -> None:
    release = prepare(crossed(ROWS))
    assert published(SUBJECT) is None
    with pytest.raises(Denied):
        publish_release(by=actor(eve), release=release)
    publish_release(by=actor(faye), release=release)
    shown = published(SUBJECT)
    assert shown is not None
    assert shown.pk == release.pk
    assert LedgerEntry.objects.get().by == faye


def test_the_same_thing_is_not_published_twice_a_day(prepare: Prepare, faye: User) -> None:
    publish_release(by=actor(faye), release=prepare(crossed(ROWS)))
    again = prepare(crossed([[40 + value for value in row] for row in ROWS]))
    with pytest.raises(NotNow):
        publish_release(by=actor(faye), release=again)
    with time_machine.travel(timezone.now() + timedelta(hours=25), tick=False):
        publish_release(by=actor(faye), release=again)
    first, second = Release.objects.order_by("created_at")
    assert (first.state, second.state) == ("superseded", "published")


def test_a_draft_made_before_another_release_is_not_published(prepare: Prepare, faye: User) -> None:
    release = prepare(crossed(ROWS))
    publish_release(by=actor(faye), release=release)
    later = prepare(crossed([[40 + value for value in row] for row in ROWS]))
    Release.objects.filter(pk=later.pk).update(previous=None)
    later.refresh_from_db()
    with (
        time_machine.travel(timezone.now() + timedelta(hours=25), tick=False),
        pytest.raises(NotNow),
    ):
        publish_release(by=actor(faye), release=later)


def test_one_person_more_cannot_be_seen_in_the_next_release(prepare: Prepare, faye: User) -> None:
    """Whoever kept the old tables subtracts them; the one who joined must not stand in the difference."""
    rows = [[40, 60, 80], [90, 70, 50], [44, 77, 99]]
    first = prepare(crossed(rows))
    assert "suppressed" not in states(first).values()
    publish_release(by=actor(faye), release=first)
    rows[0][0] += 1
    second = prepare(crossed(rows))
    before, after = what_was_published(first), what_was_published(second)
    assert all(
        abs(after.shown[key] - was) in {0, *range(11, 99)}
        for key, was in before.shown.items()
        if key in after.shown
    )


def test_what_was_hidden_is_not_given_away_by_the_next_release(prepare: Prepare, faye: User) -> None:
    """A row in which nobody joined: what it hid must not be shown now that another county needs it less."""
    first = publish_release(
        by=actor(faye), release=prepare(crossed([[8, 30, 62], [50, 60, 70], [80, 90, 99]]))
    )
    second = prepare(crossed([[19, 30, 62], [50, 60, 81], [80, 90, 110]]))
    before, after = what_was_published(first), what_was_published(second)
    shown = {("now", key): count for key, count in after.shown.items()}
    shown |= {("then", key): count for key, count in before.shown.items()}
    sums = [(("now", total), [("now", part) for part in parts]) for total, parts in after.sums]
    sums += [(("then", total), [("then", part) for part in parts]) for total, parts in before.sums]
    sums += [(("now", key), [("then", key), ("more", key)]) for key in after.shown.keys() | after.hidden]
    bounds = attack(shown, sums)
    assert before.hidden
    assert all(bounds["then", key][1] - bounds["then", key][0] >= 11 for key in before.hidden)


def test_a_group_that_nobody_is_left_in_does_not_stop_the_rest(prepare: Prepare, faye: User) -> None:
    publish_release(by=actor(faye), release=prepare(crossed([[40, 60], [90, 70]])))
    second = prepare(crossed([[0, 65], [90, 70]]))
    assert states(second)["county-0/group-0"] == "zero"


def test_what_grew_by_many_is_shown_again(prepare: Prepare, faye: User) -> None:
    publish_release(by=actor(faye), release=prepare(crossed([[40, 60], [90, 70]])))
    assert "suppressed" not in states(prepare(crossed([[60, 80], [110, 95]]))).values()


def test_a_withdrawn_release_says_why(prepare: Prepare, faye: User) -> None:
    release = publish_release(by=actor(faye), release=prepare(crossed(ROWS)))
    with pytest.raises(NotNow):
        withdraw_release(by=actor(faye), release=release, because=LocalizedText())
    withdraw_release(by=actor(faye), release=release, because=LocalizedText.of(en="A county was wrong."))
    assert published(SUBJECT) is None
    assert [entry.kind for entry in LedgerEntry.objects.all()] == ["withdrawn", "published"]
    assert last_release(SUBJECT) == release


def test_tables_that_contradict_each_other_are_refused(prepare: Prepare) -> None:
    with pytest.raises(ValueError, match="another table"):
        prepare(crossed(ROWS), crossed([[40, 40], [50, 50], [60, 60]], name="x", second="language"))
