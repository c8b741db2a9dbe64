"""Working out what was asked for, beside the web, with progress."""

from datetime import timedelta

from longtable.core.access import Actor
from longtable.core.models import Job
from longtable.core.work import Lease, every, job, on
from longtable.voices.actions import (
    ask_for_analysis,
    give_up_analysis,
    keep_analysis,
    keep_suggestions,
    note_extremity,
)
from longtable.voices.actions.analysing import basis_of
from longtable.voices.analyses import METHODS
from longtable.voices.models import Analysis, Conversation

WORKER = Actor.system("voices.analyse")


@job("voices.analyse")
def analyse(analysis_id: str, lease: Lease) -> None:
    """Run the method of one analysis. Begun again after a crash, it finds the same."""
    analysis = Analysis.objects.select_related("conversation").get(pk=analysis_id)
    if analysis.state in (Analysis.State.DONE, Analysis.State.FAILED):
        return
    Analysis.lifecycle.move(analysis, Analysis.State.RUNNING)

    def progress(share: int) -> None:
        lease.renew(done=share, total=100)
        Analysis.objects.filter(pk=analysis.pk).update(done_share=share)

    result = METHODS[analysis.kind](analysis.conversation, analysis.options, progress)
    lease.renew()
    keep_analysis(by=WORKER, analysis=analysis, result=result)


@on("work.dead")
def an_analysis_was_given_up(job_id: str, kind: str) -> None:
    """Whoever waits for it reads that it did not work out."""
    if kind == "voices.analyse":
        payload = Job.objects.values_list("payload", flat=True).get(pk=job_id)
        give_up_analysis(by=WORKER, analysis=Analysis.objects.get(pk=payload["analysis_id"]))


@on("voices.analysis.done")
def lay_out_suggestions(analysis_id: str) -> None:
    """Suggested themes become rows that staff can take or set aside."""
    analysis = Analysis.objects.select_related("conversation").get(pk=analysis_id)
    if analysis.kind == Analysis.Kind.THEMES:
        keep_suggestions(by=WORKER, analysis=analysis)


@on("voices.analysis.done")
def put_forward_what_divides(analysis_id: str) -> None:
    """The priority of the next statement follows the groups of everybody's answers."""
    analysis = Analysis.objects.select_related("conversation").get(pk=analysis_id)
    if analysis.kind == Analysis.Kind.GROUPS and not analysis.options.get("without_open"):
        note_extremity(by=WORKER, analysis=analysis)


@every(timedelta(days=1), offset=timedelta(hours=8))
def find_groups_again() -> None:
    """Once a day, wherever something was answered since: after the night's look for folded answers."""
    look_again(WORKER, Analysis.Kind.GROUPS, "answers")


def look_again(by: Actor, kind: Analysis.Kind, basis: str) -> None:
    """Ask for it wherever the number of ``basis`` ("comments" or "answers") is not that of the last one."""
    for conversation in Conversation.objects.open():
        last = conversation.analyses.filter(kind=kind).first()
        there = basis_of(conversation)[basis]
        if there and (last is None or last.basis.get(basis) != there):
            ask_for_analysis(by=by, conversation=conversation, kind=kind)
