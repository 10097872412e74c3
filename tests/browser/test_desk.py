"""The desk in a real browser: everything by single keys, everything without scripts, nothing that breaks a rule."""

import json

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from forum import reviewing
from referrals import curation, pasting
from referrals.curation import unhiding
from referrals.desk.review import KEYS
from referrals.models import Change, LinkCheck, Resource, SourceRecord
from referrals.vocabulary import Curation
from tests.browser.looking import faults
from tests.browser.test_accessibility import IN_SPANISH, SETTINGS, see_with
from tests.cast import signed_in
from tests.forum.reviewed import flag, waiting
from tests.referrals.desk.test_review import listed, suggested

SOURCE = "forum:2015-01-21"
MOST_KEYS = 60  # to decide upon all that the shipped session suggests


@pytest.fixture
def session():
    return signed_in("curator").cookies["session"].value


@pytest.fixture
def desk(visitor, site, session):
    """A curator's page, with scripts and without."""
    visitor.context.add_cookies([{"name": "session", "value": session, "url": site}])
    return visitor


@pytest.fixture
def keyboard(page, site, session):
    page.context.add_cookies([{"name": "session", "value": session, "url": site}])
    return page


def test_every_page_passes(keyboard, site, seen):
    place = {
        "street": "12 Main Street",
        "city": "Durham",
        "state": "NC",
        "postal_code": "27701",
        "visibility": "hidden",
    }
    known = listed(hours="9-5", address=place, links=[{"url": "https://harbor.example.org/"}])
    one = suggested(hours="24 hours")
    LinkCheck.objects.create(
        resource=known, url="https://harbor.example.org/", checked_on="2026-01-02", outcome="gone", failures=1,
        failing_since="2026-01-02",
    )  # fmt: skip
    text = "Call the Harbor Immigrant Justice Center at 919-555-0142. The Lantern Hotline answers at night."
    pasted = pasting.keep(text=text, label="an e-mail", link="", said_on="", by="Ana", now=timezone.now())
    curation.relate(known, by="Ana", kind="renamed", was="Lantern House", since="2016")
    curation.edit(known, by="Ana", values={"hours": "8-4"})
    unhiding.propose(known, by="Ana", now=timezone.now(), visibility="city")
    paths = [
        "",
        "review/",
        f"review/{one.slug}/",
        "history/",
        "gaps/",
        "gaps/?by=victim&heading=form&only=case-management",
        "records/harbor-house/",
        "records/harbor-house/edit/",
        "verify/",
        "paste/",
        f"paste/{pasted.pk}/",
        "links/",
        "unhide/",
    ]
    paths += ["unhide/harbor-house/"]
    posts = waiting()
    reviewing.keep(flag("16-CV"), by="Ana")
    reviewing.redact(flag("Itzel").post, start=0, end=4, by="Ana")
    paths += ["posts/", f"posts/{posts.slug}/", f"posts/{posts.slug}/0/", f"posts/{posts.slug}/1/"]
    found = {}
    for language, settings in (("en", tuple(SETTINGS)), ("es", IN_SPANISH)):
        for path in paths:
            assert keyboard.goto(f"{site}/curate/{path}{'&' if '?' in path else '?'}lang={language}").status == 200
            for setting in settings:
                see_with(keyboard, **SETTINGS[setting])
                if wrong := faults(keyboard):
                    found[path, language, setting] = wrong
    assert found == {}
    seen.nothing()


def test_a_suggestion_is_merged_and_taken_back_with_scripts_and_without(desk, site, seen):
    known, one = listed(), suggested(hours="24 hours")
    desk.goto(f"{site}/curate/review/{one.slug}/")
    desk.locator("tr", has_text="Hours").locator("input").check()
    desk.get_by_role("button", name="Merge").click()
    expect(desk.locator(".decided")).to_contain_text("Merged: Harbor House.")
    assert Resource.objects.get(pk=known.pk).hours == "24 hours"
    desk.get_by_role("button", name="Undo").click()
    expect(desk.locator("h1")).to_have_text("Harbor House")
    assert Resource.objects.get(pk=one.pk).curation == Curation.SUGGESTED
    assert Resource.objects.get(pk=known.pk).hours == ""
    seen.nothing()


def test_keys_are_letters_where_somebody_types(keyboard, site):
    one = suggested()
    keyboard.goto(f"{site}/curate/history/")
    keyboard.fill("#by", "")
    keyboard.locator("#by").press_sequentially("anzm1")
    assert keyboard.locator("#by").input_value() == "anzm1"
    assert Resource.objects.get(pk=one.pk).curation == Curation.SUGGESTED


def test_the_keys_of_a_page_are_shown_on_it(keyboard, site):
    listed()
    one = suggested()
    keyboard.goto(f"{site}/curate/review/{one.slug}/")
    for control in keyboard.locator("[data-key]").all():
        assert control.locator("kbd").inner_text() == control.get_attribute("data-key")


def undecided(decisions: dict) -> None:
    """The shipped session as it was before anybody decided: each decision taken back, the last first."""
    for change in Change.objects.filter(by=decisions["by"]).exclude(action="create").order_by("-pk"):
        if not Change.objects.filter(undoes=change).exists():
            curation.undo(change, by="nobody")


def key(decision: dict | None) -> str:
    """By which one decides as was decided; a record that others were merged into is accepted."""
    if decision is None or decision["action"] == "accept":
        return "a"
    return KEYS[decision["reason"]] if decision["action"] == "reject" else "m"


def test_the_shipped_session_is_reviewed_by_few_keys(keyboard, site, settings):
    file = settings.FIXTURES_DIR / "decisions" / "ovc-provider-forum-2015-01-21.json"
    decisions = json.loads(file.read_text())
    before = {row["key"]: where_it_went(row["key"]) for row in decisions["decisions"]}
    undecided(decisions)
    wanted = {one.pk: row for row in decisions["decisions"] if (one := at(row["key"]))}
    assert len(wanted) == len(before) == 26
    assert {one.curation for one in Resource.objects.filter(pk__in=wanted)} == {Curation.SUGGESTED}
    keyboard.goto(f"{site}/curate/review/?source={SOURCE}")
    pressed = ["n"]
    keyboard.keyboard.press("n")
    while Resource.objects.awaiting_review().filter(source_records__source=SOURCE).exists():
        keyboard.wait_for_url("**/curate/review/*/?source=*")
        one = Resource.objects.get(slug=keyboard.url.split("?")[0].split("/")[-2])
        pressed.append(key(wanted.get(one.pk)))
        with keyboard.expect_navigation():
            keyboard.keyboard.press(pressed[-1])
        one.refresh_from_db()
        assert one.curation != Curation.SUGGESTED, one
    assert len(pressed) <= MOST_KEYS
    assert {row["key"]: where_it_went(row["key"]) for row in decisions["decisions"]} == before


def at(key: str) -> Resource:
    return SourceRecord.objects.get(source=SOURCE, key=key).resource


def where_it_went(key: str) -> tuple[str, str, str]:
    """To which record a suggestion led in the end, and what became of that."""
    one = at(key)
    return one.slug, one.curation, one.rejection
