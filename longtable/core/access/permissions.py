"""Everything that a role can be allowed, in words that a non-programmer can read."""

from enum import StrEnum

from django.utils.translation import gettext_noop as _


class Permission(StrEnum):
    """The value is the sentence part after "may": it is shown where roles are given."""

    # The house
    SEE_PLACES = _("see areas, regions and populations")
    EDIT_PLACES = _("change areas, regions and populations")
    SEE_PEOPLE = _("open a person's record")
    EDIT_PEOPLE = _("change a person's record")
    CONFIRM_MATCHES = _("say that two records are the same person")
    MANAGE_MEMBERS = _("invite people and give roles")
    MANAGE_API_KEYS = _("make and withdraw API keys")
    READ_AUDIT = _("read who did what")
    OPERATE = _("watch the work queue and run imports")
    SEE_MESSAGES = _("see which messages went out")
    RESOLVE_MESSAGES = _("check on messages that may not have arrived")
    SEE_WORK = _("see what others have to do")
    ASSIGN_WORK = _("assign work to others")
    TAKE_CALLS = _("call back people who asked for help")

    SEE_RELEASES = _("see what is ready to be published")
    PUBLISH_RELEASES = _("publish counts about groups of people")

    # Directory
    EDIT_DIRECTORY = _("keep entries of the directory up to date")
    REVIEW_DIRECTORY = _("decide about changes, reported errors and duplicates in the directory")
    IMPORT_DIRECTORY = _("import a directory from files")

    # Councils
    SEE_COUNCILS = _("see who holds and who applied for a seat on a council")
    RUN_COUNCILS = _("keep councils and their seats, and say who is appointed")

    # Partnerships
    SEE_PARTNERSHIPS = _("see agreements and what was talked about with partners")
    KEEP_PARTNERSHIPS = _("keep agreements and the contact log")

    # Voices
    SEE_VOICES = _("read comments before they are public")
    RUN_CONVERSATIONS = _("open and close conversations")
    ENTER_VOICES = _("enter what people said on paper, by phone or at a table")
    MODERATE = _("decide what is shown")
    GATHER_THEMES = _("gather comments into themes")
    EXPORT_VOICES = _("export a conversation as files")
    IMPORT_VOICES = _("import a conversation from files")

    # Commitments
    SEE_COMMITMENTS = _("see commitments that are not public yet")
    PROPOSE_COMMITMENTS = _("propose a commitment")
    DECIDE_COMMITMENTS = _("accept or decline a commitment")
    CARRY_COMMITMENTS = _("report on a commitment that they own")
    VERIFY_COMMITMENTS = _("confirm that somebody else's commitment was kept")
    ANSWER_PEOPLE = _("answer the people who spoke")

    # Gatherings
    SEE_GATHERINGS = _("see who signed up for a gathering and what they need")
    RUN_GATHERINGS = _("prepare gatherings, call them off and say what was found there")
    REGISTER_FOR_OTHERS = _("sign up callers for a gathering and check people in")
    REGISTER_BY_API = _("sign people up through another system")
