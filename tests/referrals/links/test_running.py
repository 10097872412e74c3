"""Which addresses are asked, in which order, how politely, and what is kept of the answers."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command

from referrals import curation
from referrals.curation import record
from referrals.links import running
from referrals.models import LinkCheck, Resource
from tests.referrals.links.server import World, head, serving

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)
TOMORROW = TODAY + timedelta(days=1)


def made(name: str, *urls: str, published: bool = True, **link) -> Resource:
    rows = [{"url": url} | link for url in urls]
    values = record.blank(name=name, kind="hotline", links=rows, phones=[{"number": "988", "primary": True}])
    return curation.create(by="import", values=values, source="list", key=name, published=published)


def run(answers=lambda *asked: [head(200)], today=TODAY, **options):
    """(counts, paths asked, pauses)."""
    pauses = []
    with serving(answers) as server:
        counts = running.run(**{"limit": 99} | options, today=today, network=World(server).network, sleep=pauses.append)
    return dict(counts), [path for _, path, _ in server.asked], pauses


def at(status):
    return lambda *asked: [head(status)]


def test_only_what_published_records_give_out_is_asked():
    made("Open", "http://a.example.org/open")
    made("Waiting", "http://b.example.org/waiting", published=False)
    made("Doubted", "http://c.example.org/doubted", doubtful=True)
    assert run() == ({"works": 1}, ["/open"], [])
    assert LinkCheck.objects.get().checked_on == TODAY


def test_what_was_never_asked_goes_first_then_the_longest_ago_and_nothing_twice_a_day():
    made("A", "http://a.example.org/a", "http://b.example.org/b")
    assert run(limit=1)[1] == ["/a"]
    assert run(limit=1)[1] == ["/b"]
    assert run()[1] == []
    made("C", "http://c.example.org/c")
    assert run(today=TOMORROW)[1] == ["/c", "/a", "/b"]


def test_an_address_of_two_records_is_asked_once_and_kept_for_both():
    made("A", "http://a.example.org/same")
    made("B", "http://a.example.org/same")
    assert run() == ({"works": 2}, ["/same"], [])
    assert LinkCheck.objects.count() == 2


def test_a_host_is_left_in_peace_between_two_questions():
    made("A", "http://a.example.org/1", "http://a.example.org/2", "http://b.example.org/3")
    counts, _, pauses = run()
    assert counts == {"works": 3}
    assert len(pauses) == 1
    assert 0 < pauses[0] <= running.PAUSE


def test_when_the_time_is_over_the_rest_waits():
    made("A", "http://a.example.org/1", "http://b.example.org/2")
    assert run(seconds=-1)[1] == []
    assert not LinkCheck.objects.exists()


def test_failures_are_counted_from_the_day_of_the_first_until_it_works():
    made("A", "http://a.example.org/")
    run(at(500))
    run(at(404), today=TOMORROW)
    check = LinkCheck.objects.get()
    assert (check.outcome, check.status, check.failures, check.failing_since) == ("gone", 404, 2, TODAY)
    run(at(200), today=TOMORROW + timedelta(days=1))
    check.refresh_from_db()
    assert (check.outcome, check.failures, check.failing_since, check.reason) == ("works", 0, None, "")


def test_what_a_curator_keeps_comes_back_only_with_another_outcome():
    made("A", "http://a.example.org/")
    run(at(500))
    LinkCheck.objects.update(settled=True)
    run(at(503), today=TOMORROW)
    assert not LinkCheck.objects.to_decide().exists()
    run(at(404), today=TOMORROW + timedelta(days=1))
    assert LinkCheck.objects.to_decide().exists()


def test_an_address_the_record_no_longer_gives_out_needs_no_decision():
    line = made("A", "http://a.example.org/")
    run(at(404))
    curation.edit(line, by="ana", values={"links": []})
    assert not LinkCheck.objects.to_decide().exists()


def test_the_command_asks_the_real_network_and_says_what_it_found(monkeypatch, capsys):
    made("A", "http://127.0.0.1/", "http://2130706433/")
    call_command("check_links", "--limit", "5")
    assert capsys.readouterr().out.splitlines() == [
        "2 addresses checked: 2 refused.",
        "2 wait for a curator at /curate/links/.",
    ]
