"""Examples of results, folds, letters and records for the laws of the house."""

from pathlib import Path
from typing import Any

from longtable.voices.models import Conversation, Fold, RecordsExport
from longtable.voices.records import Report


def routes_of(conversation: Conversation) -> dict[str, dict[str, Any]]:
    """Routes about one conversation, with their arguments."""
    slug = {"slug": conversation.slug}
    letter = {**slug, "number": 1}
    fold = Fold.objects.create(conversation=conversation, signs=["in_turn"])
    records = RecordsExport.objects.create(conversation=conversation, request="2026-17")
    export = {"records_id": records.pk}
    return {
        "voices:results": slug,
        "voices:folds": slug,
        "voices:look-for-folds": slug,
        "voices:decide-fold": {**slug, "fold_id": fold.pk},
        "voices:letters": slug,
        "voices:letter": letter,
        "voices:say-copy": letter,
        "voices:settle-copies": letter,
        "voices:records": slug,
        "voices:records-export": export,
        "voices:release-records": export,
        "voices:download-records": export,
    }


def arguments() -> dict[str, dict[str, Any]]:
    """What the law cannot make by itself."""
    return {
        "voices.set_copies": {"copies": {1: 1}},
        "voices.settle_copies": {"numbers": [1]},
        "voices.fold_participants": {"participants": [], "signs": ["in_turn"]},
        "voices.decide_redactions": {"rules": {}},
        "voices.keep_records": {"archive": Path("records.zip"), "report": Report()},
        "voices.write_records_to": {"folder": Path("records"), "progress": lambda share: None},
    }
