"""Everything that a role can be allowed, in words that a non-programmer can read."""

from enum import StrEnum


class Permission(StrEnum):
    """The value is the sentence part after "may": it is shown where roles are given."""

    # The house
    SEE_PLACES = "see areas, regions and populations"
    EDIT_PLACES = "change areas, regions and populations"
    SEE_PEOPLE = "open a person's record"
    EDIT_PEOPLE = "change a person's record"
    CONFIRM_MATCHES = "say that two records are the same person"
    MANAGE_MEMBERS = "invite people and give roles"
    MANAGE_API_KEYS = "make and withdraw API keys"
    READ_AUDIT = "read who did what"
    OPERATE = "watch the work queue and run imports"
    SEE_MESSAGES = "see which messages went out"
    RESOLVE_MESSAGES = "settle messages whose delivery is uncertain"
    SEE_WORK = "see what others have to do"
    ASSIGN_WORK = "give work to others"
    TAKE_CALLS = "call back people who asked for help"

    # Voices
    SEE_VOICES = "read comments before they are public"
    RUN_CONVERSATIONS = "open and close conversations"
    MODERATE = "decide what is shown"
    GATHER_THEMES = "gather comments into themes"
    EXPORT_VOICES = "take a conversation out as files"
    IMPORT_VOICES = "bring a conversation in from files"

    # Commitments
    SEE_COMMITMENTS = "see commitments that are not public yet"
    PROPOSE_COMMITMENTS = "propose a commitment"
    DECIDE_COMMITMENTS = "accept or decline a commitment"
    CARRY_COMMITMENTS = "report on a commitment that they own"
    VERIFY_COMMITMENTS = "confirm that somebody else's commitment was kept"
    ANSWER_PEOPLE = "answer the people who spoke"
