"""Clients that keep their connections and ask one thing after the other. A process of its own.

Reads from standard input, pickled: host, port and for each client the requests it sends, as bytes. Writes,
pickled: seconds from the first request to the last answer, and the seconds of each request.
"""

import asyncio
import pickle
import sys
import time

Requests = list[bytes]


async def ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes) -> int:
    """Send one request and read its whole answer; the status."""
    writer.write(request)
    head = await reader.readuntil(b"\r\n\r\n")
    fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:] if b": " in line)
    if b"content-length" not in fields:
        raise ValueError(f"an answer without length: {head!r}")
    await reader.readexactly(int(fields[b"content-length"]))
    return int(head.split(b" ", 2)[1])


async def client(host: str, port: int, requests: Requests) -> list[float]:
    """One client's requests, in turn; seconds of each. Anything but success ends the run."""
    reader, writer = await asyncio.open_connection(host, port)
    took = []
    for request in requests:
        began = time.perf_counter()
        status = await ask(reader, writer, request)
        took.append(time.perf_counter() - began)
        if status != 200:
            raise ValueError(f"status {status} for {request[:200]!r}")
    writer.close()
    return took


async def run(host: str, port: int, plan: list[Requests]) -> tuple[float, list[float]]:
    """All clients at once."""
    began = time.perf_counter()
    each = await asyncio.gather(*(client(host, port, requests) for requests in plan))
    return time.perf_counter() - began, [seconds for took in each for seconds in took]


if __name__ == "__main__":
    result = asyncio.run(run(*pickle.load(sys.stdin.buffer)))
    pickle.dump(result, sys.stdout.buffer)
