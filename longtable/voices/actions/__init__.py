"""Everything that can be done in a conversation."""

from longtable.voices.actions.analysing import (
    ask_for_analysis,
    give_up_analysis,
    keep_analysis,
    note_extremity,
)
from longtable.voices.actions.batches import describe_batch, finish_batch, start_batch
from longtable.voices.actions.coding import begin_coding, code_comment, end_coding
from longtable.voices.actions.confirming import confirm_participant, send_digits
from longtable.voices.actions.conversations import (
    close_conversation,
    edit_conversation,
    open_conversation,
    prepare_conversation,
)
from longtable.voices.actions.copying import say_copy, say_no_copy, set_copies, settle_copies
from longtable.voices.actions.exporting import export_conversation
from longtable.voices.actions.folding import decide_fold, fold_participants
from longtable.voices.actions.forgetting import forget_person
from longtable.voices.actions.help import ask_author, ask_for_help, close_help, leave_number, note_call
from longtable.voices.actions.keywords import set_keywords
from longtable.voices.actions.moderation import decide, release, translate
from longtable.voices.actions.notes import note_lines
from longtable.voices.actions.reaching_out import ask_for_outreach
from longtable.voices.actions.recordings import (
    bring_recordings,
    listen_again,
    set_recording_aside,
    transcribe,
)
from longtable.voices.actions.records import (
    ask_for_records,
    decide_redactions,
    give_up_records,
    keep_records,
    release_records,
    write_records_to,
)
from longtable.voices.actions.sheets import (
    answer_aloud,
    correct_sheet,
    keep_call,
    keep_sheet,
    take_sheet_back,
)
from longtable.voices.actions.speaking import answer, begin, leave_contact, say, tell_about_you
from longtable.voices.actions.spreadsheets import CommentsImporter
from longtable.voices.actions.suggesting import (
    keep_suggestions,
    name_suggestion,
    set_suggestion_aside,
    take_suggestion,
)
from longtable.voices.actions.texting import take_text
from longtable.voices.actions.themes import (
    cite,
    edit_theme,
    make_theme,
    merge_themes,
    split_theme,
    uncite,
    unmerge_theme,
)

__all__ = [
    "CommentsImporter",
    "answer",
    "answer_aloud",
    "ask_author",
    "ask_for_analysis",
    "ask_for_help",
    "ask_for_outreach",
    "ask_for_records",
    "begin",
    "begin_coding",
    "bring_recordings",
    "cite",
    "close_conversation",
    "close_help",
    "code_comment",
    "confirm_participant",
    "correct_sheet",
    "decide",
    "decide_fold",
    "decide_redactions",
    "describe_batch",
    "edit_conversation",
    "edit_theme",
    "end_coding",
    "export_conversation",
    "finish_batch",
    "fold_participants",
    "forget_person",
    "give_up_analysis",
    "give_up_records",
    "keep_analysis",
    "keep_call",
    "keep_records",
    "keep_sheet",
    "keep_suggestions",
    "leave_contact",
    "leave_number",
    "listen_again",
    "make_theme",
    "merge_themes",
    "name_suggestion",
    "note_call",
    "note_extremity",
    "note_lines",
    "open_conversation",
    "prepare_conversation",
    "release",
    "release_records",
    "say",
    "say_copy",
    "say_no_copy",
    "send_digits",
    "set_copies",
    "set_keywords",
    "set_recording_aside",
    "set_suggestion_aside",
    "settle_copies",
    "split_theme",
    "start_batch",
    "take_sheet_back",
    "take_suggestion",
    "take_text",
    "tell_about_you",
    "transcribe",
    "translate",
    "uncite",
    "unmerge_theme",
    "write_records_to",
]
