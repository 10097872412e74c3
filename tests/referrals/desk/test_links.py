"""Web addresses at the desk: what was found, and a curator's decision, which is an edit of the record."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from referrals import curation
from referrals.models import Link, LinkCheck, Resource
from tests.referrals.links.test_running import made

pytestmark = pytest.mark.django_db
DESK = "/curate/links/"
URL, NEW = "http://harbor.example.org/old", "https://harbor.example.org/new"
MOVED = {"outcome": "moved", "status": 200, "moved_to": NEW}
GONE = {"outcome": "gone", "status": 404, "failures": 3, "failing_since": date(2026, 1, 5)}


def checked(resource: Resource, url: str = URL, **found) -> LinkCheck:
    return LinkCheck.objects.create(resource=resource, url=url, checked_on=date(2026, 3, 2), **found or MOVED)


def text(response) -> str:
    return " ".join(response.content.decode().split())


def decide(client, about, do, **fields):
    posted = {"check": about.pk, "seen": Resource.objects.get(pk=about.resource_id).revision, "do": do}
    return client.post(DESK, posted | fields, follow=True)


def urls() -> list[tuple[str, bool]]:
    return list(Link.objects.values_list("url", "doubtful"))


def test_the_page_says_what_was_found_and_since_when(curator):
    checked(made("Harbor Line", URL))
    checked(made("Sound Line", URL), **GONE)
    page = text(curator.get(DESK))
    assert f'moved for good: <a href="{NEW}" rel="noopener noreferrer"' in page
    assert "gone (404)" in page
    assert "3 times since 2026-01-05" in page
    only = text(curator.get(f"{DESK}?outcome=gone"))
    assert "Sound Line" in only
    assert "Harbor Line" not in only


def test_what_works_is_not_listed(curator):
    checked(made("Harbor Line", URL), outcome="works", status=200)
    assert "Nothing waits." in text(curator.get(DESK))


def test_a_new_address_is_taken_with_one_click_and_is_in_the_history(curator):
    line = made("Harbor Line", URL)
    assert "gives out the new address" in text(decide(curator, checked(line), "move"))
    assert urls() == [(NEW, False)]
    change = line.changes.first()
    assert (change.action, change.by, change.why) == ("edit", "curator", "link check: moved for good")
    assert "Nothing waits." in text(curator.get(DESK))


def test_a_new_address_the_record_has_already_stands_once(curator):
    line = made("Harbor Line", URL, NEW)
    decide(curator, checked(line), "move")
    assert urls() == [(NEW, False)]


def test_a_doubtful_address_is_withheld(curator, client):
    line = made("Harbor Line", URL)
    decide(curator, checked(line, **GONE), "doubt")
    assert urls() == [(URL, True)]
    assert URL not in client.get(line.get_absolute_url()).content.decode()


def test_an_address_that_is_kept_does_not_ask_again(curator):
    line = made("Harbor Line", URL)
    decide(curator, checked(line, **GONE), "keep")
    assert "Nothing waits." in text(curator.get(DESK))
    assert urls() == [(URL, False)]


def test_the_only_way_to_reach_somebody_is_not_doubted_away(curator):
    line = made("Harbor Line", URL)
    curation.edit(line, by="ana", values={"phones": []})
    assert "There is no way to reach it" in text(decide(curator, checked(line, **GONE), "doubt"))
    assert urls() == [(URL, False)]


def test_a_record_changed_meanwhile_is_looked_at_again(curator):
    line = made("Harbor Line", URL)
    assert "changed meanwhile" in text(decide(curator, checked(line), "move", seen=line.revision - 1))
    assert urls() == [(URL, False)]


@pytest.mark.parametrize("posted", [{"do": "burn"}, {"seen": "-1"}, {"check": "x"}])
def test_what_cannot_be_read_is_said(posted, curator):
    check = checked(made("Harbor Line", URL))
    assert "Choose what to do with the address." in text(decide(curator, check, **{"do": "move"} | posted))
    assert urls() == [(URL, False)]


def test_what_has_not_moved_is_not_moved(curator):
    check = checked(made("Harbor Line", URL), **GONE)
    assert "This address has not moved." in text(decide(curator, check, "move"))


def test_the_button_asks_some_now(curator):
    """This machine's own address, so that nothing is asked of anybody."""
    made("Harbor Line", "http://127.0.0.1/", "http://[::1]/")
    page = text(curator.post(DESK, {"do": "check"}, follow=True))
    assert "2 addresses were checked, 0 work." in page
    assert "not asked: it leads to an address that is not on the public internet" in page


def test_it_is_for_those_who_curate(client, provider):
    check = checked(made("Harbor Line", URL))
    assert decide(provider, check, "move").status_code == 403
    assert client.post(DESK, {"do": "check"}).status_code == 302
    assert urls() == [(URL, False)]


def test_the_page_takes_the_same_queries_for_one_address_and_for_many(curator):
    checked(made("Harbor Line", URL))
    few = queries(curator)
    for n in range(9):
        checked(made(f"Line {n}", URL), **GONE)
    assert "Line 8" in text(curator.get(DESK))
    assert queries(curator) == few <= 15


def queries(client) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(DESK)
    return len(captured)
