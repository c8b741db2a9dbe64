"""Everything that can be done with a commitment."""

from longtable.commitments.actions.answering import admit_mistake, publish_answer, tell_authors
from longtable.commitments.actions.deciding import accept, decline, transfer_owner
from longtable.commitments.actions.keeping import report_done, send_back, start, verify
from longtable.commitments.actions.progressing import report_progress
from longtable.commitments.actions.proposing import edit_proposal, link_theme, propose, unlink_theme
from longtable.commitments.actions.reminding import remind

__all__ = [
    "accept",
    "admit_mistake",
    "decline",
    "edit_proposal",
    "link_theme",
    "propose",
    "publish_answer",
    "remind",
    "report_done",
    "report_progress",
    "send_back",
    "start",
    "tell_authors",
    "transfer_owner",
    "unlink_theme",
    "verify",
]
