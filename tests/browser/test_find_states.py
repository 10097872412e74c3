"""Find as people meet it: narrow, dark, enlarged, in high contrast, without motion, with filters open, with nothing
found; and that nothing jumps, nothing is too small to hit, and the first visit weighs little."""

import gzip
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.browser.looking import CONTROLS, WATCH_JUMPS, open_everything

WEIGHT = 60_000  # bytes of a first visit, compressed


def test_nothing_jumps_while_the_page_comes_or_results_change(page, site):
    page.add_init_script(WATCH_JUMPS)
    for width in (320, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{site}/?state=NC", wait_until="networkidle")
        page.wait_for_timeout(300)
        assert page.evaluate("window.jumped") == []


def test_a_first_visit_weighs_little_and_needs_no_font(page, site, seen):
    """Compressed as the server does; images of the page, its style and its scripts are all there is."""
    bodies = {}
    page.on("response", lambda response: bodies.setdefault(urlsplit(response.url).path, response))
    page.goto(site, wait_until="networkidle")
    weights = {path: len(gzip.compress(response.body())) for path, response in bodies.items()}
    assert sum(weights.values()) <= WEIGHT, weights
    assert {Path(path).suffix for path in weights} <= {"", ".css", ".js", ".svg"}
    seen.nothing()


FOCUS = """() => {
  const element = document.activeElement;
  const style = getComputedStyle(element);
  const ring = parseFloat(style.outlineWidth) > 1 && style.outlineStyle !== "none";
  const tile = element.matches(".tile") && getComputedStyle(element.querySelector("rect")).strokeWidth !== "1px";
  const box = element.getBoundingClientRect();
  const bar = document.querySelector(".safety").getBoundingClientRect();
  const covered = !element.closest(".safety") && box.top >= bar.top && box.bottom <= bar.bottom;
  return { what: element.outerHTML.slice(0, 100), tag: element.tagName, seen: ring || tile, covered };
}"""


@pytest.mark.parametrize("width", [320, 1440])
def test_the_keyboard_gets_everywhere_is_always_seen_and_is_never_caught(page, site, width):
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(f"{site}/?state=WY&need=shelter-referral&kind=hotline")
    open_everything(page)
    stops = page.evaluate(
        "(controls) => [...document.querySelectorAll(controls)].filter((e) => e.checkVisibility()).length", CONTROLS
    )
    unseen = []
    for _ in range(stops):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUS)
        assert at["tag"] != "BODY", "the keyboard left the page early"
        if not at["seen"] or at["covered"]:
            unseen.append(at)
    assert unseen == []
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "BODY" or page.evaluate(FOCUS)["what"].startswith(
        '<a class="skip'
    )


def test_the_order_of_the_keyboard_is_that_of_the_eye(page, site):
    page.goto(f"{site}/?state=NC")
    found = []
    for _ in range(18):
        page.keyboard.press("Tab")
        found.append(page.evaluate("document.activeElement.id || document.activeElement.className"))
    assert found[:2] == ["skip", "exit"]
    assert found.index("word") < found.index("q")
    assert "chip" in found[found.index("q") :]


def test_on_a_phone_the_number_comes_before_the_story_and_after_the_caution(page, site):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{site}/?state=NC&victim=minors")
    order = """(card) => [".caution", ".call", "blockquote"].map((part) =>
      card.querySelector(part)?.getBoundingClientRect().top).filter((top) => top !== undefined)"""
    cards = [tops for card in page.locator(".card").all() if len(tops := card.evaluate(order)) > 1]
    assert cards
    assert all(tops == sorted(tops) for tops in cards)


def test_from_the_filters_of_a_phone_one_comes_to_what_they_find(page, site):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{site}/?state=NC")
    page.click(".drawer > summary")
    with page.expect_response(lambda response: "victim=minors" in response.url):
        page.locator("label[for=victim-minors]").evaluate("(label) => label.click()")
    page.locator(".done").click()
    assert not page.locator("#drawer").evaluate("(drawer) => drawer.open")
    assert page.evaluate("document.activeElement.id") == "count"
    assert page.locator("#count").bounding_box()["y"] < 640
