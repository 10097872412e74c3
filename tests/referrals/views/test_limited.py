"""A visitor who sends something very often is told kindly when to come back, and nothing is kept of who it was."""

from ipaddress import ip_network

import pytest

from referrals import limits
from referrals.views import files, reporting, suggesting
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


def test_files_of_whole_searches_are_limited_and_pages_go_on(client, monkeypatch):
    monkeypatch.setattr(limits.COUNTER, "wait", lambda limit, *_: 77 if limit is files.FILES else 0)
    refused = client.get("/resources.csv")
    assert (refused.status_code, refused["Retry-After"]) == (429, "77")
    assert client.get("/").status_code == client.get("/list.txt").status_code == 200


def test_the_api_says_it_in_json_and_tells_all_of_it_from_a_page(client, monkeypatch):
    monkeypatch.setattr(limits.COUNTER, "wait", lambda limit, *_: 77 if limit.times == 60 else 0)
    for path in ("/hsds/datapackage.zip", "/hsds/services?format=ndjson"):
        refused = client.get(path)
        assert (refused.status_code, refused["Retry-After"], refused["Content-Type"]) == (429, "77", "application/json")
        assert "Ask again in 77 seconds." in refused.json()["error"]
    assert client.get("/hsds/services").status_code == 200


def test_what_a_program_has_already_is_not_counted(client, monkeypatch):
    tag = client.get("/hsds/services")["ETag"]
    monkeypatch.setattr(limits.COUNTER, "wait", lambda *_: 77)
    assert client.get("/hsds/services", headers={"if-none-match": tag}).status_code == 304


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
