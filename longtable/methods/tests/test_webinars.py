"""Files of webinar tools are understood as they are, and people are found among those who signed up."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from longtable.methods.tests import webinar_files as files
from longtable.methods.webinars import (
    Presence,
    Registered,
    Verdict,
    asks_something,
    decode,
    guess_language,
    is_question_list,
    is_transcript,
    match,
    read_attendance,
    read_chat,
    read_transcript,
)
from longtable.methods.webinars.attendance import AttendanceFile
from longtable.methods.webinars.tables import minutes, moment


def read(content: str | bytes) -> AttendanceFile:
    found = read_attendance(decode(content) if isinstance(content, bytes) else content)
    assert found is not None
    return found


def by_name(found: AttendanceFile) -> dict[str, Presence]:
    return {each.name: each for each in found.people}


# --- Who was there -------------------------------------------------------------------------------------


def test_zoom_writes_the_meeting_first_and_then_people() -> None:
    found = read(files.ZOOM_MEETING)
    assert found.tool == "zoom"
    assert len(found.people) == 6
    assert by_name(found)["Ben Tall (he/him)"].email == "ben@example.org"


def test_who_joined_twice_is_one_person_with_both_stays() -> None:
    ana = by_name(read(files.ZOOM_MEETING))["Ana R. (Ana Reyes)"]
    assert (ana.joins, ana.minutes) == (2, 58)
    assert ana.joined_at == datetime(2026, 3, 20, 18, 1, 10, tzinfo=UTC)
    assert ana.left_at == datetime(2026, 3, 20, 18, 59, 30, tzinfo=UTC)


def test_two_telephones_of_one_name_at_the_same_time_are_two_people() -> None:
    phones = [each for each in read(files.ZOOM_MEETING).people if each.name == "iPhone"]
    assert [each.number for each in phones] == [1, 2]
    assert len({each.key for each in phones}) == 2


def test_a_hidden_number_is_somebody_who_only_called() -> None:
    caller = by_name(read(files.ZOOM_MEETING))["1919***0142"]
    assert (caller.phone, caller.is_caller) == ("1919***0142", True)


def test_a_zoom_webinar_has_four_tables_of_people() -> None:
    found = read(files.ZOOM_WEBINAR)
    assert (found.tool, found.absent) == ("zoom", 1)
    assert [each.name for each in found.people] == [
        "Faye Osei",
        "Dr. Grace Lim",
        "Luz Marín",
        "19105550131",
        "Call-in User_2",
    ]
    people = by_name(found)
    assert people["Luz Marín"].minutes == 55
    assert people["Call-in User_2"].is_caller
    assert people["Call-in User_2"].phone == ""


def test_teams_is_utf_16_and_counts_nobody_twice() -> None:
    found = read(files.TEAMS)
    assert found.tool == "teams"
    assert len(found.people) == 3
    assert by_name(found)["Reyes, Ana (Unverified)"].minutes == 50


def test_the_older_list_of_teams_is_joins_and_leaves() -> None:
    found = read(files.TEAMS_LIST)
    ana = by_name(found)["Ana Reyes"]
    assert (len(found.people), ana.minutes, ana.joins) == (2, 18, 2)
    assert ana.joined_at == datetime(2026, 3, 20, 18, 2, tzinfo=UTC)


def test_teams_in_spanish_is_understood() -> None:
    (luz,) = read(files.TEAMS_SPANISH).people
    assert (luz.email, luz.minutes) == ("luz@example.org", 56)


def test_webex_guards_its_cells() -> None:
    found = read(files.WEBEX)
    assert found.tool == "webex"
    ben = by_name(found)["Ben Tall"]
    assert (ben.minutes, ben.joined_at) == (30, datetime(2026, 3, 20, 18, 5, tzinfo=UTC))
    assert by_name(found)["Call-in User_1"].is_caller


def test_moments_are_of_the_zone_that_is_given() -> None:
    zone = ZoneInfo("America/New_York")
    found = read_attendance(files.ZOOM_MEETING, zone=zone)
    assert found is not None
    assert found.people[0].joined_at == datetime(2026, 3, 20, 17, 55, tzinfo=zone)


def test_what_is_no_list_of_people_is_none() -> None:
    assert read_attendance("Name,Color\nAna,green\n") is None
    assert read_attendance("") is None
    assert read_attendance(files.ZOOM_TRANSCRIPT) is None


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("58", 58), ("1h 27m 51s", 88), ("57 mins", 57), ("0:57:31", 58), ("30s", 0), ("--", None), ("", None)],
)
def test_durations(cell: str, expected: int | None) -> None:
    assert minutes(cell) == expected


@pytest.mark.parametrize(
    ("cell", "day_first"),
    [
        ("3/20/26, 6:02:00 PM", False),
        ("03/20/2026 06:02:00 PM", False),
        ("20/3/2026, 18:02:00", True),
        ("2026-03-20T18:02:00Z", False),
        ("Mar 20, 2026 06:02:00 PM", False),
        ("20 de mar. de 2026 18:02:00", False),
    ],
)
def test_moments(cell: str, day_first: bool) -> None:
    assert moment(cell, day_first=day_first) == datetime(2026, 3, 20, 18, 2, tzinfo=UTC)


def test_no_moment_is_none() -> None:
    assert moment("--") is None
    assert moment("13/40/2026 10:00") is None


# --- What was written ----------------------------------------------------------------------------------


def test_a_zoom_chat_without_what_was_written_to_one_alone_and_without_reactions() -> None:
    assert [(each.name, each.words) for each in read_chat(files.ZOOM_CHAT)] == [
        ("Ana Reyes", "¿Habrá transporte a la clínica? Vivo lejos."),
        ("Luz Marín", "Yo también quiero saberlo"),
        ("Zoë Ortega", "Thank you all"),
    ]


@pytest.mark.parametrize(
    "text",
    [files.ZOOM_CHAT_CLOUD, files.ZOOM_CHAT_OLD, files.TEAMS_CHAT, files.WEBEX_CHAT],
    ids=["zoom cloud", "zoom old", "teams", "webex"],
)
def test_the_first_message_of_other_chats(text: str) -> None:
    first = read_chat(text)[0]
    assert (first.name, first.words) == ("Ana Reyes", "Is there a ride?")


def test_a_line_without_a_name_goes_on_with_the_message_before() -> None:
    assert read_chat(files.TEAMS_CHAT)[1].words == "Who pays for it in winter?"


def test_what_is_private_in_webex_stays_private() -> None:
    assert len(read_chat(files.WEBEX_CHAT)) == 1


def test_the_question_box_of_a_zoom_webinar() -> None:
    assert is_question_list(files.ZOOM_QUESTIONS)
    assert not is_question_list(files.ZOOM_MEETING)
    first, second = read_chat(files.ZOOM_QUESTIONS)
    assert (first.words, first.email, first.answer) == (
        "Is there a ride?",
        "ana@example.org",
        "Answered by Faye: Yes.",
    )
    assert (second.name, second.words) == ("Anonymous Attendee", 'Who pays, "really"?')


@pytest.mark.parametrize(
    "words",
    ["Is there a ride?", "¿Habrá transporte", "cuando abre la clinica", "how do I get there in winter"],
)
def test_what_asks_something(words: str) -> None:
    assert asks_something(words)


@pytest.mark.parametrize("words", ["Thank you all", "Gracias a todos por venir", "What a day", "ok"])
def test_what_asks_nothing(words: str) -> None:
    assert not asks_something(words)


def test_a_language_is_guessed_by_small_words() -> None:
    assert guess_language("cuando abre la clinica") == "es"
    assert guess_language("¿Y el bus?") == "es"
    assert guess_language("when does it open") == "en"


# --- What was said -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [files.ZOOM_TRANSCRIPT, files.TEAMS_TRANSCRIPT, files.WEBEX_TRANSCRIPT],
    ids=["zoom", "teams", "webex"],
)
def test_a_transcript_is_turns_of_speakers(text: str) -> None:
    assert is_transcript(text)
    turns = read_transcript(text)
    assert [(each.speaker, each.second) for each in turns] == [("Faye Osei", 2), ("Ana Reyes", 70)]
    assert turns[0].words.startswith("Welcome")


def test_cues_of_one_speaker_are_one_turn() -> None:
    assert read_transcript(files.ZOOM_TRANSCRIPT)[0].words == "Welcome, everybody. Let us begin."


def test_a_colon_in_what_somebody_said_is_no_name_where_the_speaker_is_known() -> None:
    assert read_transcript(files.WEBEX_TRANSCRIPT)[0].words == "Welcome: here we are."


# --- Who of them signed up ------------------------------------------------------------------------------

SIGNED_UP = [
    Registered("ana", "Ana Reyes", phone="+19195550142"),
    Registered("ben", "Benjamin Tall", email="ben@example.org"),
    Registered("luz", "Luz Marin", email="marin@example.org"),
    Registered("sol", "Sol Marin", email="marin@example.org"),
    Registered("theo", "Theo Ward", phone="+19105550131"),
]


def found_for(*present: Presence) -> list[tuple[object, str]]:
    return [(each.key, str(each.verdict)) for each in match(present, SIGNED_UP)]


def test_an_e_mail_is_certain_whatever_the_name_says() -> None:
    assert found_for(Presence("B. (he/him)", email="ben@example.org")) == [("ben", "sure")]


def test_of_a_household_with_one_e_mail_the_name_tells_who() -> None:
    assert found_for(Presence("Sol Marín", email="marin@example.org")) == [("sol", "sure")]
    both = (Presence("Luz Marín", email="marin@example.org"), Presence("Sol M", email="marin@example.org"))
    assert found_for(*both) == [("luz", "sure"), ("sol", "sure")]


def test_a_name_that_is_like_one_alone_is_certain() -> None:
    assert found_for(Presence("REYES, Ana (Guest)")) == [("ana", "sure")]
    assert found_for(Presence("A. R. (Ana Reyes)")) == [("ana", "sure")]


def test_a_first_name_or_an_initial_is_a_doubt() -> None:
    assert found_for(Presence("Ana R.")) == [("ana", "doubtful")]
    assert found_for(Presence("Ana")) == [("ana", "doubtful")]


def test_a_name_like_two_is_a_doubt() -> None:
    twins = [Registered(1, "Maria Lopez"), Registered(2, "María López")]
    assert match([Presence("Maria Lopez")], twins)[0].verdict == Verdict.DOUBTFUL


def test_a_device_is_nobody() -> None:
    assert found_for(Presence("iPhone"), Presence("Galaxy S9")) == [(None, "none"), (None, "none")]


def test_a_whole_number_is_certain_and_one_with_stars_a_doubt() -> None:
    whole = Presence("19105550131", phone="19105550131", is_caller=True)
    hidden = Presence("+1919***0142", phone="+1919***0142", is_caller=True)
    unknown = Presence("Call-in User_2", is_caller=True)
    assert found_for(whole, hidden, unknown) == [("theo", "sure"), ("ana", "doubtful"), (None, "phone")]


def test_nobody_is_found_twice_for_sure() -> None:
    once, again = found_for(Presence("Theo Ward"), Presence("Theo Ward", number=2))
    assert once == ("theo", "sure")
    assert again == (None, "none")


# --- Files that are broken -----------------------------------------------------------------------------


def test_a_quotation_mark_that_nobody_closes_is_no_table_and_breaks_nothing() -> None:
    endless = f'Name (Original Name),User Email,Join Time\n"{"x" * 200_000}'
    assert read_attendance(endless) is None
    assert read_chat(f'"{"x" * 200_000}') == []


def test_a_long_line_of_a_chat_is_read_at_once_and_whole() -> None:
    words = "a to " * 20_000
    [said] = read_chat(f"10:00:00 From Ana to Everyone : {words}")
    assert (said.name, said.words) == ("Ana", words.strip())


def test_hundreds_of_one_name_at_one_time_are_counted_as_many_and_not_forever() -> None:
    guest = "Guest,,01/02/2026 10:00:00 AM,01/02/2026 11:00:00 AM,60\n"
    found = read(f"Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes)\n{guest * 1000}")
    assert len(found.people) == 200
