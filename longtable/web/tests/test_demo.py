"""The demo: whoever looks around in it finds something to do."""

from datetime import timedelta

import pytest
from django.utils import timezone

from longtable.accounts.actors import actor_for_user
from longtable.accounts.models import User
from longtable.commitments.models import Commitment
from longtable.core.work import run_all
from longtable.voices.models import HelpRequest
from longtable.web.demo.story import crisis_line, tell
from longtable.worklists.selectors import my_work, shifts_on_duty

pytestmark = pytest.mark.django_db


def test_nobody_who_works_opens_an_empty_list(demo: None) -> None:
    tell(say=lambda line: None)
    run_all()
    now = timezone.now()

    def kinds(name: str) -> set[str]:
        user = User.objects.get(name__startswith=name)
        return set(my_work(actor_for_user(user), now).values_list("kind", flat=True))

    assert "voices.call" in kinds("Ben")
    assert "voices.read" in kinds("Carmen")
    assert {"commitments.decide", "commitments.check"} <= kinds("Faye")
    assert {"commitments.start", "directory.report"} <= kinds("Dev")
    assert kinds("Marisol")
    assert HelpRequest.objects.get().state == HelpRequest.State.OPEN
    assert {*Commitment.objects.values_list("state", flat=True)} >= {"proposed", "accepted", "done"}
    carmen = User.objects.get(name__startswith="Carmen")
    (shift,) = shifts_on_duty(carmen.memberships.get().organization, now + timedelta(days=1))
    assert (shift.user, shift.masked_phone) == (carmen, "•••• 0117")


def test_the_line_for_people_in_danger_is_an_invented_one() -> None:
    line = crisis_line()
    assert "-555-01" in line["phone"]
    assert "(example)" in line["name"]["en"]
    assert "(ejemplo)" in line["name"]["es"]
