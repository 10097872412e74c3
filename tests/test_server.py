"""The site as it runs: what it leaves on a disk, what it says to browsers over https, and how it stops."""

import json
import signal
import socket
import time

import pytest

from tests.serving import Server, environment, fill, serving

WORDS = ("xolotlcanary", "Quetzalcanary")
SENTENCE = f"my client {WORDS[1]}, 16, from Honduras, was {WORDS[0]} in Charlotte and needs a lawyer"
HTTPS = {"X-Forwarded-Proto": "https", "Host": "desk.example"}


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A data directory with twelve houses in it."""
    place = tmp_path_factory.mktemp("site")
    data = place / "data"
    fill(environment(data), place)
    return data


@pytest.fixture(scope="module")
def server(place):
    with serving(environment(place), place.parent / "log") as running:
        yield running


@pytest.fixture(scope="module")
def secure(place):
    env = environment(place, HTTPS="on", ALLOWED_HOSTS="desk.example,localhost,127.0.0.1", LOG_FORMAT="json")
    with serving(env, place.parent / "secure-log") as running:
        yield running


def ask_in_every_way(server: Server) -> list[int]:
    """The words, wherever somebody may type them, and wherever they do not belong; the answers' status."""
    answers = [
        server.send_form("/", "/", {"q": SENTENCE}),
        server.send_form("/forum/", "/forum/", {"q": SENTENCE}),
        server.ask(f"/?q={'+'.join(WORDS)}&victim={WORDS[0]}&state={WORDS[1]}&page={WORDS[0]}"),
        server.ask(f"/resources.csv?q={'+'.join(WORDS)}"),
        server.ask(f"/resources.json?q={WORDS[0]}&limit={WORDS[0]}"),
        server.ask(f"/hsds/services?search={WORDS[0]}&{WORDS[1]}=1"),
        server.ask("/hsds/services", "POST", {"search": SENTENCE}),
        server.send_form("/", "/suggest", {"q": WORDS[0]}),
        server.send_form("/reports/", "/reports/", {"code": WORDS[0]}),
        server.send_form("/sign-in/", "/sign-in/", {"username": WORDS[0], "password": WORDS[1]}),
        server.ask(f"/sign-in/?next=/{WORDS[0]}"),
        server.ask("/", "POST", {"q": SENTENCE}),  # without its token
        server.ask(f"/?q={WORDS[0]}", Host="elsewhere.example"),
        server.ask(f"/?q={WORDS[0]}", Cookie=f"session={WORDS[1]}; list={WORDS[0]}; csrf={WORDS[0]}"),
        server.ask(f"/?q={WORDS[0]}", "BREW"),
        server.ask(f"/resources/?{WORDS[0]}"),
        server.ask(f"/?q={WORDS[0]}{'x' * 9000}"),  # more than the server reads
        server.ask(f"/?{'&'.join(f'a{number}={WORDS[0]}' for number in range(1100))}"),
    ]
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as raw:  # no HTTP at all
        raw.sendall(f"GET /?q={WORDS[0]} NONSENSE\r\n{WORDS[1]}\r\n\r\n".encode())
        raw.recv(1000)
    return [answer.status for answer in answers]


def test_the_words_of_a_search_are_on_no_disk_and_in_no_log(server, place):
    statuses = ask_in_every_way(server)
    assert {200, 303, 400, 403, 404} <= set(statuses), "it was refused, too"
    assert not [status for status in statuses if status >= 500]
    server.ask("/readyz")
    files = [path for path in place.parent.rglob("*") if path.is_file()]
    assert len(files) > 5, "database, index, log"
    held = [path.name for path in files for word in WORDS if word.encode() in path.read_bytes()]
    assert held == []


def test_no_log_says_who_asked(server):
    ask_in_every_way(server)
    assert "127.0.0.1" not in server.log.read_text().replace(f"http://127.0.0.1:{server.port}/", "")


class TestOverHttps:
    """By the published rules of the header graders (Mozilla's HTTP Observatory)."""

    def test_plain_http_is_sent_on(self, secure):
        answer = secure.ask("/about/", Host="desk.example")
        assert (answer.status, answer.header("Location")) == (301, "https://desk.example/about/")

    def test_browsers_are_told_to_stay(self, secure):
        kept = secure.ask("/about/", **HTTPS).header("Strict-Transport-Security")
        assert kept == "max-age=31536000; includeSubDomains; preload"

    def test_cookies_belong_to_this_host_and_to_no_script(self, secure):
        said = secure.ask("/sign-in/", **HTTPS).cookies()
        assert list(said) == ["__Host-csrf"]
        for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
            assert part in said["__Host-csrf"]
        assert "Domain" not in said["__Host-csrf"]

    @pytest.mark.parametrize("path", ["/", "/about/", "/sign-in/", "/nowhere/", "/admin/", "/resources.csv", "/hsds/"])
    def test_every_answer_gets_the_highest_mark(self, secure, path):
        assert mark(secure.ask(path, **HTTPS)) >= 100, "A+"

    def test_static_files_are_kept_for_ever_and_pages_not_at_all(self, secure):
        page = secure.ask("/", **HTTPS)
        style = page.text.split('rel="stylesheet" href="')[1].split('"')[0]
        file = secure.ask(style, **HTTPS)
        assert "immutable" in file.header("Cache-Control")
        assert page.header("Cache-Control") == "no-store"
        for name in ("X-Content-Type-Options", "Strict-Transport-Security", "Cross-Origin-Resource-Policy"):
            assert file.header(name)

    def test_the_log_is_one_object_a_line(self, secure):
        secure.ask("/nowhere/", **HTTPS)
        lines = [line for line in secure.log.read_text().splitlines() if not line.startswith("Referral Desk")]
        assert lines
        assert {"at", "level", "logger", "message"} <= set(json.loads(lines[-1]))


def mark(answer) -> int:
    """The Observatory's score, from 100 downwards, with the extra credit it gives to those above 90."""
    policy = dict(part.split(maxsplit=1) for part in answer.header("Content-Security-Policy").split("; "))
    cookies = "".join(answer.cookies().values())
    taken = {
        25: "Content-Security-Policy" not in dict(answer.headers),
        20: "'unsafe" in answer.header("Content-Security-Policy") or answer.header("X-Frame-Options") != "DENY",
        21: int(answer.header("Strict-Transport-Security").split("=")[1].split(";")[0]) < 15768000,
        5: answer.header("X-Content-Type-Options") != "nosniff",
        6: answer.header("Referrer-Policy") not in ("same-origin", "no-referrer", "strict-origin"),
        40: bool(cookies) and not ("Secure" in cookies and "HttpOnly" in cookies and "SameSite" in cookies),
    }
    given = {
        10: policy.get("default-src") == "'none'",
        5: policy.get("frame-ancestors") == "'none'",
        6: answer.header("Referrer-Policy") == "same-origin",
        11: answer.header("Cross-Origin-Opener-Policy") == "same-origin",
        12: answer.header("Cross-Origin-Resource-Policy") == "same-origin",
    }
    score = 100 - sum(points for points, is_so in taken.items() if is_so)
    return score + sum(points for points, is_so in given.items() if is_so) if score >= 90 else score


def test_a_stop_lets_who_is_being_answered_finish(place):
    """A file that streams is whole although the server was told to stop while it was sent."""
    with serving(environment(place), place.parent / "stopping-log") as server:
        with socket.create_connection(("127.0.0.1", server.port), timeout=30) as slow:
            slow.sendall(b"GET /hsds/datapackage.zip HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            received = slow.recv(1)
            server.process.send_signal(signal.SIGTERM)
            time.sleep(0.2)
            while more := slow.recv(65536):
                received += more
        assert received.endswith(b"0\r\n\r\n"), "the end of a chunked answer"
        assert server.process.wait(timeout=40) == 0
