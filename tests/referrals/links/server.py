"""A real server on this machine, and a network through which it stands for every public address."""

import socket
import socketserver
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from referrals.links.asking import Network

PUBLIC = "93.184.215.14"


class Server(socketserver.ThreadingTCPServer):
    """Answers with the bytes that `answers(method, path, headers)` yields; `asked` is what it was asked."""

    allow_reuse_address = daemon_threads = True

    def __init__(self, answers: Callable[[str, str, str], Iterable[bytes]]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers, self.asked, self.sent = answers, [], 0

    @property
    def lines(self) -> list[tuple[str, str]]:
        return [(method, path) for method, path, _ in self.asked]


class Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        method, path, _version = self.rfile.readline().decode().split()
        headers = "".join(line.decode() for line in iter(self.rfile.readline, b"\r\n"))
        self.server.asked.append((method, path, headers))
        try:
            for piece in self.server.answers(method, path, headers):
                self.wfile.write(piece)
                self.server.sent += len(piece)
        except OSError:
            pass  # the checker left, as it should


@contextmanager
def serving(answers: Callable[[str, str, str], Iterable[bytes]]) -> Iterator[Server]:
    with Server(answers) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()


class World:
    """Names resolve to what a test says, public unless it says otherwise; what is connected to is the server, but only
    after the checker chose an address: each is noted in `connected`."""

    def __init__(self, server: Server, names: dict[str, list[list[str]]] | None = None) -> None:
        self.server, self.names = server, names or {}
        self.resolved: list[str] = []
        self.connected: list[tuple[str, int]] = []

    def resolve(self, host: str, port: int) -> list[str]:
        self.resolved.append(host)
        answers = self.names.get(host, [[PUBLIC]])
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def connect(self, address: tuple[str, int], timeout: float) -> socket.socket:
        self.connected.append(address)
        return socket.create_connection(self.server.server_address, timeout)

    @property
    def network(self) -> Network:
        return Network(resolve=self.resolve, connect=self.connect)


def head(status: int, **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status} Said", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode()
