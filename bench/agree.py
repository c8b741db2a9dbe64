"""One agree or disagree on the real server, beside a view that does nothing and beside its SQL alone."""

import pickle
import subprocess
import sys
from dataclasses import dataclass
from statistics import median, quantiles
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

from bench.place import Place, place
from bench.prepare import SECRET
from bench.report import Table
from longtable.web.serving import THREADS

CLIENTS = 32


@dataclass(frozen=True)
class Run:
    """One measured run: requests a second, and seconds of the middle and of the slowest hundredth."""

    per_second: float
    p50: float
    p99: float

    @classmethod
    def of(cls, answer: bytes) -> "Run":
        """From what a load process wrote."""
        spent, took = pickle.loads(answer)
        return cls(len(took) / spent, median(took), quantiles(took, n=100)[98])


def measure(engine: str, rounds: int) -> Table:
    """Each of the three ``rounds`` times, in turn, so that a busy machine is busy for all alike."""
    runs: dict[str, list[Run]] = {"agree or disagree": [], "empty view": [], "its SQL alone": []}
    with place(engine) as here:
        here.run("bench.prepare", str(here.var), str(rounds), str(CLIENTS))
        plan = pickle.loads((here.var / "plan.pickle").read_bytes())
        with here.served() as address:
            _load(address, _empty(address, 10))  # the first requests import what they need
            for number in range(rounds):
                runs["agree or disagree"].append(_load(address, _answers(address, plan, number)))
                runs["empty view"].append(_load(address, _empty(address, len(plan["numbers"]))))
                runs["its SQL alone"].append(_raw(here, number))
    return _table(engine, rounds, runs, len(plan["statements"]))


def _answers(address: str, plan: dict, number: int) -> list[list[bytes]]:
    """For each client, an answer to every comment, as a page with script sends it."""
    requests = []
    for turn, cookie in enumerate(plan["rounds"][number]):
        mine = []
        for comment in plan["numbers"][turn % 7 :] + plan["numbers"][: turn % 7]:
            body = urlencode(
                {
                    "csrfmiddlewaretoken": SECRET,
                    "number": comment,
                    "answer": (1, -1, 0)[(comment + turn) % 3],
                    "form_key": uuid4(),
                }
            ).encode()
            mine.append(
                _request(
                    address,
                    f"POST /c/{plan['slug']}/agree/",
                    Cookie=cookie,
                    HX_Request="true",
                    Content_Type="application/x-www-form-urlencoded",
                    Content_Length=str(len(body)),
                )
                + body
            )
        requests.append(mine)
    return requests


def _empty(address: str, times: int) -> list[list[bytes]]:
    return [[_request(address, "GET /healthz")] * times] * CLIENTS


def _request(address: str, what: str, **fields: str) -> bytes:
    fields = {"Host": urlsplit(address).netloc, "Accept_Encoding": "gzip"} | fields
    lines = [f"{what} HTTP/1.1", *(f"{name.replace('_', '-')}: {value}" for name, value in fields.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def _load(address: str, requests: list[list[bytes]]) -> Run:
    to = urlsplit(address)
    return _process(["bench.load"], pickle.dumps((to.hostname, to.port, requests)))


def _raw(here: Place, number: int) -> Run:
    return _process(["bench.raw", str(here.var), here.database, str(number), str(THREADS)])


def _process(arguments: list[str], given: bytes = b"") -> Run:
    done = subprocess.run([sys.executable, "-m", *arguments], input=given, capture_output=True, check=False)
    if done.returncode:
        sys.exit(f"{arguments[0]} failed:\n{done.stderr.decode()[-3000:]}")
    return Run.of(done.stdout)


def _table(engine: str, rounds: int, runs: dict[str, list[Run]], statements: int) -> Table:
    rate = {name: median(run.per_second for run in those) for name, those in runs.items()}
    table = Table(
        f"One answer, {engine}: {CLIENTS} clients, {THREADS} threads, median of {rounds} rounds; "
        f"{statements} statements an answer",
        ["", "requests/s", "p50 ms", "p99 ms", "times an answer"],
    )
    for name, those in runs.items():
        table.add(
            name,
            f"{rate[name]:.0f}",
            f"{1000 * median(run.p50 for run in those):.1f}",
            f"{1000 * median(run.p99 for run in those):.1f}",
            f"{rate[name] / rate['agree or disagree']:.1f}",
        )
    return table
