"""One conversation divided into groups, in a process of its own: what it cost, and who stands with whom.

``python bench/grouping.py ours|red-dwarf ANSWERS.npz LABELS.npy [K]`` prints JSON. It is run by its path, by
the interpreter that has the method, so it needs numpy and that method alone.
"""

import json
import resource
import sys
import time
from pathlib import Path

import numpy as np


def main(whose: str, answers: str, labels: str, k: str = "") -> None:
    """Read, divide, write a label per person (-1 for none), print CPU seconds and megabytes."""
    with np.load(answers) as columns:
        participant, statement, vote = columns["participant"], columns["statement"], columns["vote"]
        rejected = columns["rejected"].tolist()
    divide = {"ours": ours, "red-dwarf": red_dwarf}[whose]
    found, seconds, before = divide(participant, statement, vote, rejected, int(k) if k else None)
    np.save(labels, found)
    print(json.dumps({"seconds": seconds, "before": before, "peak": _peak()}))


def ours(participant, statement, vote, rejected, k):
    """`longtable.methods.opinion`, which takes the columns as they are."""
    from longtable.methods.opinion import find_groups

    before, began = _peak(), time.process_time()
    found = find_groups(participant, statement, vote, k=k, rejected=rejected)
    return found.labels, time.process_time() - began, before


def red_dwarf(participant, statement, vote, rejected, k):
    """red-dwarf, which takes a list of dicts; making it is not counted."""
    from reddwarf.implementations.polis import run_pipeline

    votes = [
        {"participant_id": p, "statement_id": s, "vote": v, "modified": 0}
        for p, s, v in zip(participant.tolist(), statement.tolist(), vote.tolist(), strict=True)
    ]
    before, began = _peak(), time.process_time()
    found = run_pipeline(
        votes=votes, mod_out_statement_ids=rejected, random_state=0, max_group_count=5, force_group_count=k
    )
    seconds = time.process_time() - began
    labels = np.full(int(participant.max()) + 1, -1)
    grouped = found.participants_df["cluster_id"].dropna()
    labels[grouped.index.to_numpy(dtype=int)] = grouped.to_numpy(dtype=int)
    return labels, seconds, before


def _peak() -> float:
    """Megabytes that this program has held at most so far."""
    status = Path("/proc/self/status")
    if status.exists():  # elsewhere the figure includes what the parent held when it started us
        held = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(held.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(*sys.argv[1:])
