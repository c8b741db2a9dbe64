"""People who sign up all at once, by the API or by the whole public form. A process of its own.

Reads one JSON object from standard input: host, port, mode (``api`` or ``form``), slug, secret, tries and
clients.
Writes one: registered, refused, errors, per_second until the last success, p50_s, p95_s.
"""

import asyncio
import json
import re
import sys
import time
from collections import Counter
from typing import Any
from urllib.parse import quote, urlencode, urlsplit
from uuid import uuid4

HIDDEN = re.compile(r'<input type="hidden" name="([a-z_]+)" value="([^"]+)"')


class Browser:
    """One visitor: a connection, cookies, and an address of their own behind the proxy."""

    def __init__(self, host: str, port: int, number: int) -> None:
        self.host, self.port = host, port
        self.cookies: dict[str, str] = {}
        self.address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"

    async def __aenter__(self) -> "Browser":
        self.reader, self.writer = await asyncio.open_connection(self.host, self.port)
        return self

    async def __aexit__(self, *_: object) -> None:
        self.writer.close()

    async def ask(self, what: str, body: bytes = b"", **fields: str) -> tuple[int, dict[str, str], str]:
        """Status, head and text of an answer."""
        fields = {"Host": f"{self.host}:{self.port}", "X-Forwarded-For": self.address, **fields}
        if self.cookies:
            fields["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body:
            fields["Content-Length"] = str(len(body))
        lines = [f"{what} HTTP/1.1", *(f"{name}: {value}" for name, value in fields.items())]
        self.writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode()
        found = {}
        for line in head.split("\r\n")[1:]:
            name, _, value = line.partition(": ")
            if name.lower() == "set-cookie":
                cookie, _, kept = value.partition(";")[0].partition("=")
                self.cookies[cookie] = kept
            found[name.lower()] = value
        text = await self.reader.readexactly(int(found.get("content-length", 0)))
        return int(head.split(" ", 2)[1]), found, text.decode()

    async def send(self, path: str, form: dict[str, str]) -> tuple[int, dict[str, str], str]:
        """A form, and the page to which the answer leads."""
        body = urlencode(form).encode()
        status, head, text = await self.ask(
            f"POST {path}", body, **{"Content-Type": "application/x-www-form-urlencoded"}
        )
        if status in (302, 303):
            to = urlsplit(head["location"])
            return await self.ask(f"GET {to.path}{'?' + to.query if to.query else ''}")
        return status, head, text


async def by_api(browser: Browser, plan: dict[str, Any], number: int) -> str:
    """One request with a key."""
    body = json.dumps({"name": f"Person {number}", "contact": f"p{number}@example.org"}).encode()
    status, _head, _text = await browser.ask(
        f"POST /api/gatherings/{plan['slug']}/registrations",
        body,
        **{
            "Authorization": f"Bearer {plan['secret']}",
            "Idempotency-Key": str(uuid4()),
            "Content-Type": "application/json",
        },
    )
    return {201: "registered", 409: "refused"}.get(status, f"status {status}")


async def by_form(browser: Browser, plan: dict[str, Any], number: int) -> str:
    """The page, places held, the form, and one's own page: five requests."""
    path = f"/gatherings/{quote(plan['slug'])}/"
    _status, _head, page = await browser.ask(f"GET {path}")
    hidden = dict(HIDDEN.findall(page))
    status, _head, page = await browser.send(f"{path}hold/", hidden | {"size": "1"})
    hidden = dict(HIDDEN.findall(page))
    if "form_key" not in hidden:
        return f"no form: {status}"
    typed = {"name_1": f"Person {number}", "contact": f"p{number}@example.org", "language": "en"}
    status, _head, page = await browser.send(f"{path}register/", hidden | typed)
    if status == 409:
        return "refused"
    return "registered" if status == 200 and "You are signed up" in page else f"status {status}"


async def main(plan: dict[str, Any]) -> dict[str, Any]:
    """All clients at once, each one try after the other."""
    outcomes: Counter[str] = Counter()
    took, done = [], []
    todo = iter(range(plan["tries"]))
    is_api = plan["mode"] == "api"

    async def one(browser: Browser, number: int) -> None:
        start = time.perf_counter()
        outcome = await (by_api if is_api else by_form)(browser, plan, number)
        outcomes[outcome] += 1
        took.append(time.perf_counter() - start)
        if outcome == "registered":
            done.append(time.perf_counter())

    async def client(turn: int) -> None:
        if is_api:
            async with Browser(plan["host"], plan["port"], turn) as browser:
                for number in todo:
                    await one(browser, number)
            return
        for number in todo:
            async with Browser(plan["host"], plan["port"], number) as browser:
                await one(browser, number)

    began = time.perf_counter()
    await asyncio.gather(*(client(turn) for turn in range(plan["clients"])))
    took.sort()
    registered, refused = outcomes["registered"], outcomes["refused"]
    return {
        "registered": registered,
        "refused": refused,
        "errors": plan["tries"] - registered - refused,
        "outcomes": dict(outcomes),
        "per_second": registered / (max(done) - began) if done else 0,
        "p50_s": took[len(took) // 2],
        "p95_s": took[int(len(took) * 0.95)],
    }


if __name__ == "__main__":
    json.dump(asyncio.run(main(json.load(sys.stdin))), sys.stdout)
