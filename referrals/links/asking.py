"""One request to one server, of which the head of the answer is read and nothing else.

It is `http.client` and no client library: it follows no redirect, keeps no cookie, takes no proxy from the environment
and unpacks no body; and to connect is one method, in which the very address that was checked is connected to, so that
a name that answers differently the second time is not asked a second time.
"""

import io
import socket
import ssl
import time
from collections.abc import Buffer, Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from threading import Thread

from .addresses import PORTS, Reason, Refused, Target, is_public

STEP = 4.0  # seconds to find a name, to connect, or between two pieces of an answer
MOST = 64 * 1024  # bytes of an answer that are read
ADDRESSES = 3  # of one name that are tried
HEADERS = {
    "User-Agent": "ReferralDesk-LinkCheck/1.0 (asks now and then whether a listed address still works)",
    "Accept": "text/html,*/*;q=0.5",
    "Connection": "close",
}


class Failed(OSError):
    """There is no answer; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


class Clock:
    """How long is left for one address, all its redirects included."""

    def __init__(self, seconds: float, now: Callable[[], float] = time.monotonic) -> None:
        self._now, self._end = now, now() + seconds

    def step(self) -> float:
        """Seconds that the next step may take."""
        left = self._end - self._now()
        if left <= 0:
            raise Failed(Reason.SLOW)
        return min(STEP, left)


def resolved(host: str, port: int) -> list[str]:
    """The addresses of a name, as the system finds them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(row[4][0]) for row in sorted(found, key=lambda row: row[0] != socket.AF_INET)))


@dataclass(frozen=True, slots=True)
class Network:
    """What the checker reaches the world through. Only a test gives it anything else than the system's."""

    resolve: Callable[[str, int], list[str]] = resolved
    connect: Callable[[tuple[str, int], float], socket.socket] = socket.create_connection
    context: ssl.SSLContext = field(default_factory=ssl.create_default_context)


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    location: str


def ask(method: str, url: str, network: Network, clock: Clock) -> Answer:
    """The head of the answer. Raises Refused before anything is sent to where nothing may be sent, Failed if no answer
    can be had."""
    target = Target.read(url)
    connection = Pinned(target, _checked(target, network, clock), network, clock)
    try:
        connection.request(method, target.path, headers=HEADERS)
        with connection.getresponse() as response:
            location = (response.getheader("Location") or "").encode("latin-1").decode("utf-8", "replace")
            return Answer(response.status, location)
    except TimeoutError:
        raise Failed(Reason.SLOW) from None
    except ssl.SSLError:
        raise Failed(Reason.CERTIFICATE) from None
    except (HTTPException, ValueError):
        raise Failed(Reason.UNREADABLE) from None
    except Failed:
        raise
    except OSError:
        raise Failed(Reason.NO_ANSWER) from None
    finally:
        connection.close()


def _checked(target: Target, network: Network, clock: Clock) -> list[str]:
    """The addresses of the host, asked for once; all of them public, or none is used."""
    found = _within(clock.step(), lambda: network.resolve(target.host, target.port))
    if not found:
        raise Failed(Reason.NO_NAME)
    if not all(map(is_public, found)):
        raise Refused(Reason.PRIVATE)
    return found[:ADDRESSES]


def _within(seconds: float, resolve: Callable[[], list[str]]) -> list[str]:
    """The system's resolver takes no time limit: it is waited for no longer than this."""
    found: list[list[str]] = []

    def run() -> None:
        try:
            found.append(resolve())
        except (OSError, UnicodeError):
            found.append([])

    thread = Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if not found:
        raise Failed(Reason.SLOW)
    return found[0]


class Pinned(HTTPConnection):
    """A connection to one of the checked addresses, whatever the name means by now."""

    def __init__(self, target: Target, addresses: list[str], network: Network, clock: Clock) -> None:
        super().__init__(target.host, target.port)
        self.default_port = PORTS[target.scheme]  # which the Host header leaves out
        self._target, self._addresses, self._network, self._clock = target, addresses, network, clock

    def connect(self) -> None:
        sock = self._connected()
        if self._target.scheme == "https":
            sock.settimeout(self._clock.step())
            sock = self._network.context.wrap_socket(sock, server_hostname=self._target.host)
        self.sock = Measured(sock, self._clock)

    def _connected(self) -> socket.socket:
        for address in self._addresses:
            try:
                return self._network.connect((address, self._target.port), self._clock.step())
            except Failed:
                raise
            except OSError:
                continue
        raise Failed(Reason.NO_ANSWER)


class Measured:
    """A socket that is read for as long, and as far, as the limits go: a server that drips a byte at a time is left."""

    def __init__(self, sock: socket.socket, clock: Clock) -> None:
        self._sock, self._clock, self._left = sock, clock, MOST

    def sendall(self, data: bytes) -> None:
        self._sock.settimeout(self._clock.step())
        self._sock.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(Reader(self), buffer_size=4096)

    def receive(self, into: memoryview) -> int:
        self._sock.settimeout(self._clock.step())
        count = self._sock.recv_into(into[: self._left]) if self._left else 0
        self._left -= count
        return count

    def close(self) -> None:
        self._sock.close()


class Reader(io.RawIOBase):
    """What `http.client` reads the answer from."""

    def __init__(self, source: Measured) -> None:
        self._source = source

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        return self._source.receive(memoryview(buffer))
