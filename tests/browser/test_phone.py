"""On a phone, with one thumb and little time: numbers first, and every way on within reach."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_find import ask

WIDTH, HEIGHT = 390, 844
SEARCHES = (
    "?state=NC&need=immigration-relief", "?state=AK&victim=men-boys&need=emergency-shelter",
    "?state=NC&need=civil-legal", "?state=TX&victim=minors",
)  # fmt: skip
NUMBERS = """() => [...document.querySelectorAll("#results a.call[href^='tel:']")]
    .filter((link) => link.checkVisibility()).map((link) => link.getBoundingClientRect().bottom + scrollY)"""


@pytest.fixture
def phone(page):
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    return page


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_first_number_stands_on_the_first_screen_and_three_on_two(phone, site, language):
    for search in SEARCHES:
        phone.goto(f"{site}/{search}&lang={language}")
        first, _second, third, *_rest = phone.evaluate(NUMBERS)
        assert first <= HEIGHT, search
        assert third <= 2 * HEIGHT, search


def test_after_a_sentence_the_first_number_stands_on_the_first_screen(phone, site):
    ask(phone, site)
    first, second, *_rest = phone.evaluate(NUMBERS)
    assert first <= HEIGHT
    assert second <= 2 * HEIGHT


def test_a_caution_is_never_folded(phone, site):
    phone.goto(f"{site}/?q=HSI+tip+line")
    expect(phone.locator(".card .caution").first).to_be_visible()


def test_a_contact_without_a_number_is_short_and_unfolds(phone, site):
    phone.goto(f"{site}/?state=NC&need=immigration-relief")
    card = phone.locator(".card", has_text="JusticeMatters")
    assert card.bounding_box()["height"] < 220
    expect(card.get_by_text("Legal help for trafficking survivors")).not_to_be_visible()
    card.locator("summary").click()
    expect(card.get_by_text("Legal help for trafficking survivors")).to_be_visible()


def test_on_a_desk_nothing_of_a_card_is_folded(page, site):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{site}/?state=NC&need=immigration-relief")
    expect(page.get_by_text("Legal help for trafficking survivors").first).to_be_visible()
    expect(page.locator(".card summary").first).not_to_be_visible()


def test_the_way_back_from_the_filters_is_always_in_sight_and_says_how_many_wait(phone, site):
    phone.goto(f"{site}/?state=NC")
    phone.click("#drawer > summary")
    button = phone.locator(".done")
    expect(button).to_be_in_viewport(ratio=1)
    expect(button).to_contain_text("See the contacts (")
    phone.mouse.wheel(0, 500)
    expect(button).to_be_in_viewport(ratio=1)
    button.click()
    assert phone.evaluate("document.activeElement.id") == "count"
    expect(phone.locator("#count")).to_be_in_viewport()


def test_what_has_the_focus_is_never_behind_the_button(phone, site):
    phone.goto(f"{site}/?state=NC")
    phone.click("#drawer > summary")
    phone.focus("#state")
    for _ in range(25):
        phone.keyboard.press("Tab")
        covered = phone.evaluate("""() => {
          const focus = document.activeElement.getBoundingClientRect();
          const button = document.querySelector(".done").getBoundingClientRect();
          return document.activeElement.matches(".facets :not(.done)") && focus.bottom > button.top + 2;
        }""")
        assert not covered


def test_a_list_can_be_printed_from_its_top(phone, site):
    phone.goto(f"{site}/?state=NC")
    for n in range(4):
        phone.locator(".pick").nth(n).click()
        expect(phone.locator("#picked")).to_have_text(f"({n + 1})")
    phone.goto(f"{site}/list/")
    expect(phone.locator("#print")).to_be_in_viewport(ratio=1)
    phone.click("text=Other ways")
    expect(phone.locator("#hand-over")).to_be_in_viewport()
