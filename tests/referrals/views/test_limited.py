"""A visitor who sends something very often is told kindly when to come back, and nothing is kept of who it was."""

from ipaddress import ip_network

import pytest

from referrals.views import reporting, suggesting
from tests.referrals.views.test_errors import assert_kind
from tests.sent import listed, report
from tests.shipped import Rows

pytestmark = pytest.mark.django_db
ADDRESS = "203.0.113.77"


def too_often(client, path: str, times: int, **form):
    for _ in range(times):
        assert client.post(path, form).status_code != 429
    return client.post(path, form)


@pytest.mark.parametrize(
    ("path", "times"),
    [("/reports/", reporting.LOOKING_UP.times), ("/reports/send/", reporting.SENDING.times),
     ("/suggest-a-resource/", suggesting.SENDING.times)],
)  # fmt: skip
def test_beyond_the_limit_there_is_a_page_with_a_way_on(client, path, times):
    response = too_often(client, path, times, code="7K2MV-9QX4D")
    assert_kind(response, 429, "That was sent very often")
    assert 3500 < int(response["Retry-After"]) <= 3600


def test_looking_has_no_limit(client):
    too_often(client, "/reports/", reporting.LOOKING_UP.times, code="x")
    for path in ("/", "/reports/", "/suggest-a-resource/"):
        assert client.get(path).status_code == 200


def test_another_visitor_is_not_held_up(client):
    too_often(client, "/reports/", reporting.LOOKING_UP.times, code="x")
    assert client.post("/reports/", {"code": "x"}, REMOTE_ADDR="203.0.113.78").status_code == 200


def test_who_comes_through_a_trusted_proxy_is_known_by_what_it_says(client, settings):
    settings.TRUSTED_PROXIES = (ip_network("127.0.0.1"),)
    too_often(client, "/reports/", reporting.LOOKING_UP.times, code="x")
    assert client.post("/reports/", {"code": "x"}, headers={"x-forwarded-for": ADDRESS}).status_code == 200


def test_the_address_is_nowhere_in_what_is_stored_logged_or_answered(client, caplog, capsys):
    client.defaults["REMOTE_ADDR"] = ADDRESS
    one = listed()
    answers = [report(client, one, words="Rings out."), client.post("/suggest-a-resource/", {"name": "x"})]
    answers.append(too_often(client, "/reports/", reporting.LOOKING_UP.times, code="x"))
    said = "".join(f"{each.content.decode()} {each.headers} {each.cookies}" for each in answers)
    captured = capsys.readouterr()
    for place in (said, str(Rows.now()), caplog.text, captured.out + captured.err):
        assert ADDRESS not in place
    assert "Rings out." in str(Rows.now())  # the look into the database sees what is there
