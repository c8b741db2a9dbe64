"""A gateway for text messages on loopback that counts what it was given, and can keep one waiting."""

import json
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Gateway:
    """What came in. ``requests`` counts calls for each number, ``sent`` messages as a good gateway would
    send them: one for each idempotency key."""

    def __init__(self) -> None:
        self.requests: Counter[str] = Counter()
        self.sent: Counter[str] = Counter()
        self.status = 200
        self.keys: set[str] = set()
        self.holding = threading.Event()
        self.released = threading.Event()
        self.released.set()
        self.url = ""

    def hold(self) -> None:
        """Take the next message, and keep its sender waiting for the answer."""
        self.holding.clear()
        self.released.clear()

    def take(self, key: str, to: str) -> None:
        """A message came in."""
        self.requests[to] += 1
        if key not in self.keys:
            self.keys.add(key)
            self.sent[to] += 1
        self.holding.set()
        self.released.wait(30)


@contextmanager
def open_gateway() -> Iterator[Gateway]:
    """A gateway on a free port of this machine, as long as the block lasts."""
    gateway = Gateway()

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if gateway.status == 200:
                gateway.take(self.headers["Idempotency-Key"], body["to"])
            answer = json.dumps({"id": f"g-{sum(gateway.requests.values())}"}).encode()
            try:
                self.send_response(gateway.status)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)
            except OSError:
                self.close_connection = True  # whoever asked is dead

        def log_message(self, format: str, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    server.daemon_threads = True
    gateway.url = f"http://127.0.0.1:{server.server_address[1]}/"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield gateway
    finally:
        gateway.released.set()
        server.shutdown()
        thread.join()
        server.server_close()
