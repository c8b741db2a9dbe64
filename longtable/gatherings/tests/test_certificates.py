"""A certificate has a number, and whoever types it learns that it is good, and next to nothing else."""

import pytest
from django.test import Client

from longtable.accounts.models import Organization
from longtable.gatherings.actions.door import check_in, undo_check_in
from longtable.gatherings.models import Attendance, Gathering
from longtable.gatherings.selectors.certificates import initials_of, number_of
from longtable.gatherings.tests.live_stage import on_now, over
from longtable.gatherings.tests.stage import STAGE, gathering_of, in_days, page, sign_up

pytestmark = pytest.mark.django_db

UNKNOWN = "We do not know this certificate"
ADDRESS = "/gatherings/evening/certificate/"


@pytest.fixture
def there(agency: Organization) -> Attendance:
    """Ana Reyes came to an evening that is over; she signed up in Spanish."""
    evening = gathering_of(agency, "evening", starts_at=in_days(0.1))
    ana = sign_up(evening, language="es").registration
    check_in(by=STAGE, gathering=evening, attendees=list(ana.attendees.all()))
    over(evening)
    return Attendance.objects.get()


def test_its_number_says_that_it_is_good_and_two_letters_of_the_name(
    client: Client, there: Attendance
) -> None:
    number = number_of(there)
    for typed in (number, number.lower().replace("-", " ")):
        read = page(client.post(ADDRESS, {"number": typed}))
        assert "initials A. R." in read
        assert "Gathering evening" in read
        assert "Ana" not in read
        assert "Reyes" not in read
    assert "initials A. R." in page(client.get(f"{ADDRESS}{number}/"))


def test_the_next_one_is_typed_into_an_empty_field(client: Client, there: Attendance) -> None:
    number = number_of(there)
    read = page(client.post(ADDRESS, {"number": number.lower()}))
    assert f">{number}<" in read
    assert f'value="{number.lower()}"' not in read
    assert 'value="AAAA-AAAA-AA"' in page(client.post(ADDRESS, {"number": "AAAA-AAAA-AA"}))


def test_what_is_not_good_is_told_in_the_same_words(
    client: Client, there: Attendance, agency: Organization
) -> None:
    number = number_of(there)
    other = over(on_now(agency, "other"))
    asked = [(ADDRESS, "AAAA-AAAA-AA"), (f"/gatherings/{other.slug}/certificate/", number)]
    asked += [("/gatherings/never-was/certificate/", number), (ADDRESS, "nonsense")]
    undo_check_in(by=STAGE, attendance=there)
    asked.append((ADDRESS, number))
    answers = [client.post(address, {"number": typed}) for address, typed in asked]
    assert {answer.status_code for answer in answers} == {404}
    assert all(
        UNKNOWN in page(answer) and "Gathering" not in page(answer).split("</h1>")[1] for answer in answers
    )


def test_before_the_end_and_called_off_none_is_good(client: Client, there: Attendance) -> None:
    number = {"number": number_of(there)}
    Gathering.objects.update(state="cancelled")
    assert UNKNOWN in page(client.post(ADDRESS, number))


def test_who_gave_no_name_has_none(client: Client, there: Attendance) -> None:
    Attendance.objects.update(attendee=None, shown_name="")
    assert UNKNOWN in page(client.post(ADDRESS, {"number": number_of(there)}))


def test_numbers_cannot_be_tried_without_end(client: Client, there: Attendance) -> None:
    tries = [client.post(ADDRESS, {"number": "AAAA-AAAA-AA"}).status_code for _ in range(21)]
    assert tries[:20] == [404] * 20
    assert tries[20] == 429


def test_it_is_printed_in_the_language_of_the_person_or_in_the_other(
    client: Client, agency: Organization
) -> None:
    evening = gathering_of(agency, "evening", starts_at=in_days(0.1))
    signed_up = sign_up(evening, language="es")
    check_in(by=STAGE, gathering=evening, attendees=list(signed_up.registration.attendees.all()))
    over(evening)
    address = f"{signed_up.opened.path}gathering/certificate/1/"
    number = number_of(Attendance.objects.get())
    spanish, english = page(client.get(address)), page(client.get(f"{address}?in=en"))
    assert '<html lang="es">' in spanish
    assert '<html lang="en">' in english
    assert page(client.get(f"{address}?in=xx")).count('<html lang="e') == 1
    for shown in (spanish, english):
        assert number in shown
        assert "/gatherings/evening/certificate/" in shown


def test_initials() -> None:
    assert initials_of("Ana María Reyes") == "A. R."
    assert initials_of("  wade ") == "W."
    assert initials_of("") == ""
