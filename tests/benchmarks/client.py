"""The one client all pages are asked by: a connection kept open, nothing compressed, the whole answer read."""

import http.client
import select
import time
from dataclasses import dataclass

LONGEST = 300  # seconds an answer may take; who takes longer is dropped from the run
HEADERS = {"Accept": "text/html", "Accept-Encoding": "identity", "User-Agent": "benchmark"}


@dataclass(frozen=True, slots=True)
class Answer:
    """`seconds` from the question to the last byte; `size` in bytes for a page, `found` for an engine."""

    seconds: float
    body: bytes = b""
    found: int = 0


class Client:
    """Asks one server on this machine."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LONGEST)

    def get(self, path: str) -> Answer:
        """One page. A server that hung up meanwhile is called again before the clock starts."""
        self._be_connected()
        begin = time.perf_counter()
        self.connection.request("GET", path, headers=HEADERS)
        response = self.connection.getresponse()
        body = response.read()
        seconds = time.perf_counter() - begin
        if response.status != 200:
            raise RuntimeError(f"{path} was answered {response.status}: {body[:300]!r}")
        return Answer(seconds, body)

    def _be_connected(self) -> None:
        socket = self.connection.sock
        if socket and select.select([socket], [], [], 0)[0]:  # nothing was asked, so this is the end
            self.connection.close()
            socket = None
        if socket is None:
            self.connection.connect()

    def close(self) -> None:
        self.connection.close()


def wait_until_answering(port: int, path: str, seconds: float = 120) -> None:
    """Ask until a page comes; raises the last error when none does."""
    deadline = time.monotonic() + seconds
    while True:
        client = Client(port)
        try:
            client.get(path)
        except (OSError, http.client.HTTPException):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return
        finally:
            client.close()
