"""A web address is asked, wherever it leads, without being led astray: the checks are those of a real run, and a real
server on this machine answers in the place of the public internet."""

import gzip
import socket
import ssl
import time
from itertools import repeat

import pytest

from referrals.links import asking
from referrals.links.asking import MOST, Network
from referrals.links.checking import REDIRECTS, Found, Outcome, check
from referrals.models import LinkCheck
from tests.referrals.links.server import PUBLIC, World, head, serving

Reason = LinkCheck.Reason
ASKED = "http://harbor.example.org/help"


def found(answers, url: str = ASKED, names=None, seconds: float = 5.0) -> tuple[Found, World]:
    with serving(answers) as server:
        world = World(server, names)
        return check(url, world.network, seconds), world


def leading(places: dict[str, str], status: int = 301):
    """A server whose paths lead to other places; what leads nowhere is there."""

    def answers(method, path, headers):
        yield head(status, Location=places[path]) if path in places else head(200)

    return answers


class TestOutcomes:
    def test_it_works(self):
        outcome, world = found(leading({}))
        assert outcome == Found(Outcome.WORKS, 200)
        assert world.server.lines == [("HEAD", "/help")]
        assert world.connected == [(PUBLIC, 80)]

    def test_moved_for_good_says_where(self):
        outcome, _ = found(leading({"/help": "/get-help", "/get-help": "//www.harbor.example.org/now#top"}, 308))
        assert outcome == Found(Outcome.MOVED, 200, moved_to="http://www.harbor.example.org/now")

    def test_moved_for_today_is_not_moved(self):
        assert found(leading({"/help": "/tonight"}, 302))[0] == Found(Outcome.WORKS, 200)

    @pytest.mark.parametrize("status", [404, 410])
    def test_gone(self, status):
        outcome, world = found(lambda *asked: [head(status)])
        assert outcome == Found(Outcome.GONE, status)
        assert [method for method, _ in world.server.lines] == ["HEAD", "GET"]

    @pytest.mark.parametrize("status", [403, 429, 500, 503])
    def test_failing(self, status):
        assert found(lambda *asked: [head(status)])[0] == Found(Outcome.FAILING, status, Reason.ERROR)

    @pytest.mark.parametrize("refusal", [head(405), head(501), head(404), b"", b"nonsense\r\n\r\n"])
    def test_a_server_that_knows_no_head_is_asked_for_the_page(self, refusal):
        outcome, _ = found(lambda method, *asked: [refusal if method == "HEAD" else head(200)])
        assert outcome == Found(Outcome.WORKS, 200)

    def test_what_is_no_answer(self):
        assert found(lambda *asked: [b"SSH-2.0-OpenSSH\r\n"])[0] == Found(Outcome.FAILING, reason=Reason.UNREADABLE)

    def test_a_name_that_nobody_has(self):
        assert found(leading({}), names={"harbor.example.org": [[]]})[0].reason == Reason.NO_NAME

    def test_a_server_that_is_not_there(self):
        def connect(address, timeout):
            raise ConnectionRefusedError

        network = Network(resolve=lambda *asked: [PUBLIC], connect=connect)
        assert check(ASKED, network) == Found(Outcome.FAILING, reason=Reason.NO_ANSWER)

    def test_it_says_who_asks_and_carries_nothing_along(self, monkeypatch):
        monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
        monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")

        def answers(method, path, headers):
            yield head(302, Location="/next", **{"Set-Cookie": "who=you"}) if path == "/help" else head(200)

        outcome, world = found(answers)
        assert outcome.outcome == Outcome.WORKS
        for *_, headers in world.server.asked:
            assert "User-Agent: ReferralDesk-LinkCheck" in headers
            assert "Host: harbor.example.org\r\n" in headers
            assert "cookie" not in headers.lower()


INSIDE = {
    "this machine": "127.0.0.1",
    "a private network": "10.0.0.7",
    "a cloud's metadata": "169.254.169.254",
    "behind the provider": "100.64.0.1",
    "IPv4 inside IPv6": "::ffff:10.0.0.7",
    "IPv4 through NAT64": "64:ff9b::a9fe:a9fe",
    "a link": "fe80::1",
    "many at once": "224.0.0.1",
}


class TestNothingInside:
    """A refusal counts only if no connection was made: `world.connected` would have it."""

    @pytest.mark.parametrize("address", INSIDE.values(), ids=INSIDE)
    def test_a_name_that_leads_inside_is_not_asked(self, address):
        outcome, world = found(leading({}), names={"harbor.example.org": [[address]]})
        assert outcome == Found(Outcome.REFUSED, reason=Reason.PRIVATE)
        assert world.connected == []

    def test_nor_one_that_leads_inside_among_others(self):
        outcome, world = found(leading({}), names={"harbor.example.org": [[PUBLIC, "10.0.0.7"]]})
        assert (outcome.reason, world.connected) == (Reason.PRIVATE, [])

    @pytest.mark.parametrize(
        "url",
        [
            "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/",
            "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://localhost/", "http://169.254.169.254/latest/",
        ],
    )  # fmt: skip
    @pytest.mark.parametrize("by_redirect", [False, True])
    def test_nor_an_address_in_whatever_form_also_not_by_a_redirect(self, url, by_redirect):
        """The names are the system's to resolve here; the one that redirects is public."""
        with serving(leading({"/help": url})) as server:
            world = World(server)

            def resolve(host, port):
                return [PUBLIC] if host == "harbor.example.org" else asking.resolved(host, port)

            outcome = check(ASKED if by_redirect else url, Network(resolve=resolve, connect=world.connect))
        assert outcome == Found(Outcome.REFUSED, reason=Reason.PRIVATE)
        assert world.connected == [(PUBLIC, 80)] * by_redirect

    @pytest.mark.parametrize(
        ("location", "reason"),
        [
            ("file:///etc/passwd", Reason.NOT_WEB),
            ("http://harbor.example.org:22/", Reason.PORT),
            ("http://ana:word@harbor.example.org/", Reason.CREDENTIALS),
            ("http://[::1", Reason.NOT_WEB),
        ],
    )
    def test_each_place_it_is_led_to_is_read_anew(self, location, reason):
        outcome, world = found(leading({"/help": location}))
        assert outcome == Found(Outcome.REFUSED, reason=reason)
        assert len(world.connected) == 1

    def test_a_name_that_changes_its_answer_is_connected_to_at_the_address_that_was_checked(self):
        outcome, world = found(leading({}), names={"harbor.example.org": [[PUBLIC], ["127.0.0.1"]]})
        assert outcome.outcome == Outcome.WORKS
        assert (world.resolved, world.connected) == (["harbor.example.org"], [(PUBLIC, 80)])

    def test_and_refused_if_it_has_changed_by_the_next_redirect(self):
        names = {"harbor.example.org": [[PUBLIC], ["127.0.0.1"]]}
        outcome, world = found(leading({"/help": "/next"}), names=names)
        assert (outcome.reason, world.connected) == (Reason.PRIVATE, [(PUBLIC, 80)])

    def test_by_https_the_certificate_is_asked_of_the_name_at_the_address_that_was_checked(self):
        class Context:
            named: list[str] = []

            def wrap_socket(self, sock, server_hostname):
                self.named.append(server_hostname)
                return sock

        with serving(leading({})) as server:
            world = World(server)
            outcome = check("https://harbor.example.org/", Network(world.resolve, world.connect, Context()))
        assert outcome.outcome == Outcome.WORKS
        assert (Context.named, world.connected) == (["harbor.example.org"], [(PUBLIC, 443)])
        assert "Host: harbor.example.org\r\n" in world.server.asked[0][2]

    def test_certificates_and_names_are_verified(self):
        context = Network().context
        assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)

    def test_a_server_that_speaks_no_tls_is_no_valid_one(self):
        def answers(method, path, headers):
            yield b""

        with serving(answers) as server:
            world = World(server)

            def connect(address, timeout):
                ours, theirs = socket.socketpair()
                theirs.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
                world.theirs = theirs
                ours.settimeout(timeout)
                return ours

            outcome = check("https://harbor.example.org/", Network(world.resolve, connect))
            world.theirs.close()
        assert outcome == Found(Outcome.FAILING, reason=Reason.CERTIFICATE)


class TestLimits:
    def test_a_loop_is_left_after_five_redirects(self):
        outcome, world = found(leading({"/help": "/help"}))
        assert outcome == Found(Outcome.FAILING, reason=Reason.REDIRECTS)
        assert len(world.connected) == REDIRECTS + 1

    def test_of_a_huge_page_next_to_nothing_is_read(self):
        def answers(method, path, headers):
            yield head(405) if method == "HEAD" else head(200)
            yield from repeat(b"x" * 65536, 2_000 if method == "GET" else 0)

        began = time.monotonic()
        outcome, world = found(answers)
        assert outcome == Found(Outcome.WORKS, 200)
        assert time.monotonic() - began < 4
        assert world.server.sent < 20_000_000  # of 131 MB; what the kernel buffered

    def test_no_more_of_an_answers_head_is_read_than_64_kilobytes(self):
        line = b"X: " + b"y" * 1_000 + b"\r\n"

        def answers(method, path, headers):
            yield b"HTTP/1.1 100 Continue\r\n"
            yield from repeat(line, 3 * MOST // len(line))
            yield b"\r\n" + head(200)

        assert found(answers)[0] == Found(Outcome.FAILING, reason=Reason.UNREADABLE)

    def test_a_compressed_bomb_is_not_unpacked(self):
        bomb = gzip.compress(b"0" * 10_000_000)

        def answers(method, path, headers):
            assert "accept-encoding: identity" in headers.lower()
            yield head(
                200 if method == "GET" else 405, **{"Content-Encoding": "gzip", "Content-Length": str(len(bomb))}
            )
            yield bomb if method == "GET" else b""

        assert found(answers)[0] == Found(Outcome.WORKS, 200)

    @pytest.mark.parametrize("begins", [b"", b"HTTP/1.1 200 OK\r\nX: "])
    def test_a_server_that_drips_is_left_when_the_time_is_over(self, begins):
        def answers(method, path, headers):
            yield begins
            for piece in repeat(b"y", 100):
                time.sleep(0.05)
                yield piece

        began = time.monotonic()
        outcome, _ = found(answers, seconds=0.5)
        assert outcome == Found(Outcome.FAILING, reason=Reason.SLOW)
        assert time.monotonic() - began < 2

    def test_so_is_a_resolver_that_does_not_answer(self):
        network = Network(resolve=lambda *asked: time.sleep(1.5) or [PUBLIC])
        began = time.monotonic()
        assert check(ASKED, network, 0.2) == Found(Outcome.FAILING, reason=Reason.SLOW)
        assert time.monotonic() - began < 1
