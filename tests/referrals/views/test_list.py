"""The list of picked contacts: what its buttons do, what its cookie tells, and what it shows."""

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from referrals import curation, picks
from referrals.handover import Density
from referrals.models import Resource, Term
from referrals.picks import MOST, Picks
from referrals.vocabulary import Visibility
from tests.referrals.search.making import published
from tests.referrals.test_release import CANARIES, planted

pytestmark = pytest.mark.django_db
DENSITIES = [*Density.values, "", "nonsense"]
FIND = "/?state=NC"


@pytest.fixture
def three(db):
    return [published(name) for name in ("Anchor House", "Bridge Law", "Castle Clinic")]


def press(client, act, value="", **form):
    return client.post("/list/", {act: value, "next": "/list/"} | form)


def names(client, query="") -> list[str]:
    """Whoever stands on the page, in its order."""
    return re.findall(r'<h2 lang="en"><a href="/resources/[^>]+>([^<]+)', client.get(f"/list/{query}").content.decode())


@pytest.fixture
def picked(client, three):
    for resource in three:
        press(client, "add", resource.slug)
    return client


def test_contacts_stand_in_the_order_of_picking_and_are_counted_in_the_header_of_every_page(picked):
    assert names(picked) == ["Anchor House", "Bridge Law", "Castle Clinic"]
    for path in ("/", "/list/", "/about/", "/resources/bridge-law/", "/nowhere/"):
        assert '<span id="picked">(3)</span>' in picked.get(path).content.decode()
    assert '<span id="picked"></span>' in Client().get("/").content.decode()


def test_each_card_and_contact_has_the_button_that_fits(picked):
    published("Delta Desk")
    for path in (FIND, "/resources/bridge-law/"):
        page = picked.get(path).content.decode()
        assert 'name="remove" value="bridge-law"><span>On your list - remove</span>' in page
    assert 'name="add" value="delta-desk"><span>Add to list</span>' in picked.get(FIND).content.decode()
    press(picked, "remove", "bridge-law")
    assert 'name="add" value="bridge-law"' in picked.get(FIND).content.decode()
    assert 'name="add" value="castle-clinic"' in Client().get(FIND).content.decode()


def test_a_pick_is_answered_by_the_page_it_was_made_on(client, three):
    response = press(client, "add", "bridge-law", next="/?state=NC&need=civil-legal")
    assert (response.status_code, response.url) == (303, "/?state=NC&need=civil-legal#pick-bridge-law")


@pytest.mark.parametrize(
    "address",
    ["https://evil.example/", "//evil.example/", "/\\evil.example/", "\\\\evil.example", "javascript:alert(1)", "evil",
     "/" + "a" * 3_000, "", " //evil.example", "/\t/evil.example", "///evil.example", "\x00/"],
)  # fmt: skip
def test_no_button_leads_elsewhere(client, three, address):
    response = press(client, "add", "bridge-law", next=address)
    assert response.status_code == 303
    assert response.url.startswith("/list/")


def test_a_form_from_elsewhere_is_refused(three):
    client = Client(enforce_csrf_checks=True)
    assert press(client, "add", "bridge-law").status_code == 403
    assert "list" not in client.cookies


def test_the_cookie_is_the_servers_alone_and_lasts_twelve_hours(client, three):
    cookie = press(client, "add", "bridge-law").cookies["list"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["secure"]) == (True, "Lax", "/", "")
    assert 12 * 3600 - 60 <= cookie["max-age"] <= 12 * 3600


def test_with_https_the_cookie_is_bound_to_this_host(client, three, settings):
    settings.HTTPS = True
    cookie = press(client, "add", "bridge-law").cookies["__Host-list"]
    assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")


def test_no_click_and_no_look_writes_to_the_database_or_begins_a_session(picked, three):
    with CaptureQueriesContext(connection) as queries:
        for act, value in {
            "add": "x",
            "up": "bridge-law",
            "phrases": "on",
            "remove": "bridge-law",
            "clear": "",
        }.items():
            press(picked, act, value)
            picked.get("/list/")
    assert {query["sql"].split()[0] for query in queries} <= {"SELECT"}
    assert set(picked.cookies) <= {"list", "list-before", "csrf", "messages"}


@pytest.mark.parametrize("value", ["", "x", "list", "a" * 5_000, "\x00", '{"ids": []}'])
@pytest.mark.parametrize("path", ["/", "/list/", "/list.txt", "/list.csv", "/nowhere/"])
def test_a_cookie_that_cannot_be_read_is_an_empty_list(client, three, value, path):
    client.cookies["list"] = value
    client.cookies["list-before"] = value
    assert client.get(path).status_code in {200, 404}
    assert names(client) == []


def test_a_list_of_yesterday_is_gone(client, three):
    now = datetime.now(UTC)
    for hours, shown in [(11, ["Anchor House"]), (13, [])]:
        client.cookies["list"] = picks.pack(Picks().added(three[0].uuid, now - timedelta(hours=hours)))
        assert names(client) == shown


@pytest.mark.parametrize(
    ("act", "slug", "order", "focus"),
    [
        ("up", "bridge-law", "BAC", "down-bridge-law"), ("down", "bridge-law", "ACB", "up-bridge-law"),
        ("down", "anchor-house", "BAC", "down-anchor-house"), ("up", "anchor-house", "ABC", "down-anchor-house"),
        ("up", "nobody", "ABC", "up-nobody"), ("remove", "bridge-law", "AC", "remove-castle-clinic"),
        ("remove", "castle-clinic", "AB", "remove-bridge-law"), ("remove", "\x00", "ABC", "contacts"),
    ],
)  # fmt: skip
def test_contacts_are_moved_and_removed_and_the_keyboard_goes_on_from_there(picked, act, slug, order, focus):
    response = press(picked, act, slug, next="/list/?density=full")
    assert response.url == f"/list/?density=full#{focus}"
    assert "".join(name[0] for name in names(picked)) == order


def test_every_button_names_its_contact(picked):
    page = picked.get("/list/").content.decode()
    for word in ("Up", "Down", "Remove"):
        for name in ("Anchor House", "Bridge Law", "Castle Clinic"):
            assert f'{word}<span class="hidden" lang="en"> {name}</span>' in page


@pytest.mark.parametrize(("act", "value", "left"), [("clear", "all", ""), ("remove", "bridge-law", "AC")])
def test_what_was_removed_can_be_brought_back_from_the_next_page_and_only_from_there(picked, act, value, left):
    press(picked, "phrases", "on", say=["cost"])
    press(picked, act, value)
    page = picked.get("/list/").content.decode()
    assert "Undo" not in picked.get("/list/").content.decode()
    assert "".join(name[0] for name in names(picked)) == left
    (before,) = re.findall(r'name="undo" value="([^"]+)"', page)
    press(picked, "undo", before)
    assert names(picked) == ["Anchor House", "Bridge Law", "Castle Clinic"]
    assert "<li>Ask about cost</li>" in picked.get("/list/").content.decode()


def test_undo_takes_nothing_that_was_not_made_here(picked):
    press(picked, "undo", "e30=:forged")
    assert len(names(picked)) == 3


def test_an_emptied_list_leaves_no_cookie(picked):
    assert press(picked, "clear").cookies["list"]["max-age"] == 0


def test_a_list_holds_forty_contacts_and_says_when_it_is_full(client):
    for number in range(MOST + 1):
        press(client, "add", published(f"House {number}").slug)
    page = client.get("/list/").content.decode()
    assert "Your list is full: it holds 40 contacts." in page
    assert len(names(client)) == MOST


def test_phrases_are_ticked_and_nothing_can_be_typed(picked):
    press(picked, "phrases", "on", say=["no-message", "Maria, 16"], note="Maria", q="Maria")
    page = picked.get("/list/").content.decode()
    assert "<li>Leave no message</li>" in page
    assert "Maria" not in page + picked.get("/list.txt").content.decode()
    assert not re.search(r'<textarea|type="(text|search)"', page)
    press(picked, "phrases", "on")
    assert "<li>Leave no message</li>" not in picked.get("/list/").content.decode()


def test_what_was_taken_back_is_dropped_and_said_once(picked, three):
    curation.retire(three[1], by="curator")
    page = picked.get("/list/").content.decode()
    assert "1 contact is no longer in the directory and has left your list." in page
    assert '<span id="picked">(2)</span>' in page
    assert "Bridge Law" not in page
    assert "no longer in the directory" not in picked.get("/list/").content.decode()
    for path in ("/list.txt", "/list.csv"):
        assert b"Bridge Law" not in picked.get(path).content


@pytest.mark.parametrize("density", DENSITIES)
def test_forty_contacts_take_the_queries_of_three(picked, density):
    taken = []
    for more in (range(37), ()):
        with CaptureQueriesContext(connection) as queries:
            picked.get(f"/list/?density={density}")
        taken.append(len(queries))
        for number in more:
            press(picked, "add", published(f"House {number}").slug)
    assert taken[0] == taken[1] <= 4  # the last two read the vocabulary, once for each change of the directory


@pytest.mark.parametrize("density", DENSITIES)
def test_nothing_private_is_on_a_list(client, density):
    Term.objects.create(facet="need", slug="emergency-shelter", label="Emergency shelter")
    resource = planted(Visibility.HIDDEN, kind="shelter-program", terms=[{"slug": "emergency-shelter"}])
    curation.publish(resource, by="canaryperson", why="canaryreason")
    press(client, "add", resource.slug)
    for path in ("/list/", "/list.txt", "/list.csv"):
        response = client.get(f"{path}?density={density}")
        if path.endswith((".txt", ".csv")) and density == "nonsense":
            assert response.status_code == 400
            continue
        said = response.content.decode().lower()
        assert "888-373-7888" in said
        assert {what: word for what, word in CANARIES.items() if word.lower() in said} == {}


def test_text_and_table_have_names_that_say_nothing(picked):
    text, table = picked.get("/list.txt?density=phonebook"), picked.get("/list.csv")
    assert text["Content-Disposition"] == 'inline; filename="phone-list.txt"'
    assert table["Content-Disposition"] == 'attachment; filename="phone-list.csv"'
    assert text.content.decode().startswith("Phone list\n")
    assert "1. Anchor House\n   888-373-7888\n" in text.content.decode()
    assert len(table.content.splitlines()) == 4
    assert picked.get("/list.exe").status_code == 404


def test_the_title_and_heading_say_nothing(picked):
    page = picked.get("/list/").content.decode()
    assert "<title>List - Referral Desk</title>" in page
    assert re.findall("<h1[^>]*>([^<]+)", page) == ["Phone list"]


def test_a_single_number_can_be_put_on_a_wallet_card(picked):
    page = picked.get("/list/?density=wallet&only=bridge-law").content.decode()
    assert len(re.findall('<li><b lang="en">', page)) == 1
    assert len(re.findall("<li><b ", picked.get("/list/?density=wallet&only=nobody").content.decode())) == 3


def test_a_wallet_card_is_folded_when_one_side_does_not_hold_it_all(client):
    for number in range(11):
        press(client, "add", published(f"House {number}").slug)
    page = client.get("/list/?density=wallet").content.decode()
    assert (page.count('class="walletcard"'), page.count('class="side"')) == (2, 3)
    large = client.get("/list/?density=wallet&print=large").content.decode()
    assert (large.count('class="walletcard"'), large.count('class="side"')) == (2, 4)


def test_fewer_than_three_for_a_state_is_a_hint_where_to_find_others(client, three):
    press(client, "add", "anchor-house")
    page = client.get("/list/").content.decode()
    assert "North Carolina: 1 contact so far." in page
    assert 'href="/?state=NC"' in page
    for slug in ("bridge-law", "castle-clinic"):
        press(client, "add", slug)
    assert "so far" not in client.get("/list/").content.decode()


def test_a_script_is_told_what_has_changed(client, three):
    answer = client.post("/list/", {"add": "bridge-law"}, headers={"Accept": "application/json"}).json()
    assert answer == {
        "act": "remove", "told": "On your list - remove", "picked": "(1)", "said": "1 contact on your list."
    }  # fmt: skip
    answer = client.post("/list/", {"add": "nobody"}, headers={"Accept": "application/json"}).json()
    assert (answer["act"], answer["picked"]) == ("add", "(1)")


def test_a_message_link_carries_the_text_while_it_is_short_enough(picked):
    page = picked.get("/list/").content.decode()
    assert re.search('href="sms:[?]&amp;body=Phone%20list[^"]+Bridge%20Law', page)
    assert 'href="mailto:?subject=Phone%20list&amp;body=Phone%20list' in page
    assert "your device keeps what it sends" in page
    for number in range(30):
        press(picked, "add", published(f"A house with quite a long name, number {number}").slug)
    page = picked.get("/list/").content.decode()
    assert "sms:" not in page
    assert "too long for a message" in page


@pytest.mark.parametrize(
    "form", [{}, {"add": ""}, {"add": "\x00"}, {"up": "a" * 500}, {"unknown": "x"}, {"add": "no", "remove": "no"}]
)
def test_a_damaged_form_changes_nothing(picked, form):
    before = picked.cookies["list"].value
    assert picked.post("/list/", form).status_code == 303
    assert picked.cookies["list"].value == before


def test_the_ids_in_the_cookie_are_all_it_says_of_contacts(picked, three):
    found = picks.read({"list": picked.cookies["list"].value}, datetime.now(UTC))
    assert found.ids == tuple(UUID(str(one.uuid)) for one in three)
    assert Resource.objects.filter(uuid__in=found.ids).count() == 3
