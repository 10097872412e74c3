"""The forum, a contact, the pages that explain, the errors and the components: what axe cannot see of them."""

from itertools import product

import pytest
from playwright.sync_api import expect

from referrals.people import add_person, ensure_roles
from tests.browser.looking import faults, small_targets, violations
from tests.browser.test_accessibility import PAGES, SESSION
from tests.browser.test_find import STORED, without_scripts  # noqa: F401 - a fixture


def visit(page, site, name):
    answer = page.goto(site + PAGES[name])
    assert answer.status == (404 if name == "not found" else 200), name


def test_forced_colors_keep_shapes_borders_and_the_ring_of_the_focus(page, site):
    page.emulate_media(forced_colors="active")
    page.goto(f"{site}{SESSION}7/")
    for selector in (".role", ".role.host", ".turn", ".turn.host"):
        style = page.locator(selector).first.evaluate(
            "(e) => [getComputedStyle(e).borderLeftStyle, getComputedStyle(e).borderLeftWidth]"
        )
        assert style[0] in ("solid", "dashed")
        assert style[1] != "0px"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    ring = page.evaluate(
        "getComputedStyle(document.activeElement).outlineStyle + getComputedStyle(document.activeElement).outlineWidth"
    )
    assert ring == "solid4px"


RING = """() => {
  const element = document.activeElement, style = getComputedStyle(element), box = element.getBoundingClientRect();
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return [element.className || element.id || element.localName, ring, box.bottom > 0 && box.top < innerHeight];
}"""


@pytest.mark.parametrize("name", ["session", "question", "contact", "sign in", "not found"])
def test_the_exit_comes_first_and_the_focus_is_always_seen(page, site, name):
    visit(page, site, name)
    stops = []
    while (len(stops) < 14 and page.evaluate("document.activeElement.localName") != "body") or not stops:
        page.keyboard.press("Tab")
        stops.append(page.evaluate(RING))
    stops = [stop for stop in stops if stop[0] != "body"]  # after the last stop
    assert [stop[0] for stop in stops[:2]] == ["skip", "exit"]
    assert all(ring and shown for _, ring, shown in stops)


def look_for(page, words):
    page.fill("#words", words)
    page.click(".bar button")
    expect(page.locator("#count")).to_contain_text("found")


def assert_leaves_nothing(page, word):
    assert word not in page.url
    assert word not in page.title()
    assert page.evaluate(STORED) == [0, 0, 0]
    assert word not in page.evaluate("document.cookie + document.referrer + JSON.stringify(history.state)")
    assert not [cookie for cookie in page.context.cookies() if word in str(cookie)]


def test_words_are_found_in_a_session_and_told(page, site, seen):
    page.goto(site + SESSION)
    entries = page.evaluate("history.length")
    look_for(page, "charlotte farmworker")
    expect(page.locator("#within-status")).to_have_text("1 question found")
    assert page.title().startswith("Session 2015-01-21: 1 question found")
    assert page.locator("mark").all_inner_texts() == ["Charlotte", "Farmworker"]
    assert page.evaluate("history.length") == entries
    assert_leaves_nothing(page, "farmworker")
    assert violations(page) == []
    assert small_targets(page) == []
    page.click("text=Read the answer")
    assert page.url == f"{site}{SESSION}8/#post-1"
    assert_leaves_nothing(page, "farmworker")
    page.go_back()
    assert page.locator("#words").input_value() == ""
    assert "farmworker" not in page.content()
    seen.nothing()


def test_nothing_found_is_said_kindly_with_a_way_on(page, site, seen):
    page.goto(f"{site}/forum/")
    look_for(page, "charlotte zebra")
    assert "“zebra”: 0 questions" in page.locator(".empty").inner_text()
    assert violations(page) == []
    page.click("text=Show everything again")
    assert page.locator(".sessions li").count() == 1
    seen.nothing()


def test_words_are_found_without_scripts(without_scripts, site, seen):  # noqa: F811
    page = without_scripts
    page.goto(site + SESSION)
    look_for(page, "charlotte farmworker")
    assert page.url == site + SESSION
    assert page.title().startswith("Session 2015-01-21: 1 question found")
    page.click("text=Read the answer")
    assert page.url == f"{site}{SESSION}8/#post-1"
    assert not [cookie for cookie in page.context.cookies() if "farmworker" in str(cookie)]
    page.go_back()  # no form is sent again: the words are gone
    assert page.url == site + SESSION
    assert page.locator("#words").input_value() == ""
    assert "14 questions" in page.locator("#found h2").inner_text()
    seen.nothing()


def test_a_part_can_be_reached_by_its_number(page, site):
    page.goto(f"{site}{SESSION}2/")
    page.click("text=Written in 22 posts")
    page.click("text=Part 3 of 22, post 21")
    assert page.url.endswith("#post-21")
    top = page.locator("#post-21").bounding_box()["y"]
    assert 40 < top < 400


def test_print_has_the_words_and_none_of_the_controls(page, site):
    page.emulate_media(media="print")
    for path in (f"{SESSION}8/", "/resources/north-carolina-justice-center/", "/about/"):
        page.goto(site + path)
        for control in (".safety", ".top", ".ask", ".pages", "body > footer"):
            assert all(not one.is_visible() for one in page.locator(control).all()), control
        assert page.locator("h1").is_visible()
    page.goto(f"{site}/resources/north-carolina-justice-center/")
    assert "919-856-2570" in page.locator(".reach").inner_text()
    assert "https://www.ncjustice.org/" in page.locator(".reach").inner_text()


def test_the_components_pass_too_in_light_and_dark(page, site, client, settings):
    ensure_roles()
    client.force_login(add_person("cat", "curator", "a long passphrase"))
    page.context.add_cookies([{"name": "session", "value": client.cookies["session"].value, "url": site}])
    for width, scheme in product((320, 1280), ("Light", "Dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{site}/components/")
        page.click(f"#schemes >> text={scheme}")
        assert faults(page) == []


def test_a_sign_in_that_fails_says_so_and_leads_to_the_field(page, site):
    page.goto(f"{site}/sign-in/")
    page.fill("#id_username", "nobody")
    page.fill("#id_password", "wrong")
    page.click(".stack button")
    page.click(".problem a")
    assert page.evaluate("document.activeElement.id") == "id_username"
    assert page.locator("#id_username").input_value() == "nobody"
    assert violations(page) == []
