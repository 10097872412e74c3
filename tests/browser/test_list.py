"""The list in a real browser: pick, put in order, print, hand over, clear - with scripts and without."""

import pytest

from tests.browser.looking import faults
from tests.browser.test_find import STORED

SEARCH = "/?state=NC&need=civil-legal"
SHOWN = """() => [...document.querySelectorAll("body *")].filter((element) =>
  element.checkVisibility() && element.matches("header, .safety, button, input, aside, .hint, .note")).length"""
WIDTHS = (320, 768, 1440)


def pick(page, site, number=3):
    page.goto(site + SEARCH)
    for n in range(number):
        page.locator(".pick[name=add]").first.click()
        page.locator("#picked", has_text=f"({n + 1})").wait_for()


def names(page):
    return page.locator(".entry h2").all_inner_texts()


def test_three_are_picked_ordered_cleared_and_brought_back(visitor, site, seen):
    pick(visitor, site)
    assert visitor.url.startswith(site + SEARCH)
    visitor.locator("header a", has_text="List").click()
    first, second, third = names(visitor)
    visitor.get_by_role("button", name=f"Up {third}").click()
    assert names(visitor) == [first, third, second]
    visitor.get_by_role("button", name=f"Remove {first}").click()
    assert names(visitor) == [third, second]
    visitor.get_by_role("button", name="Undo").click()
    assert names(visitor) == [first, third, second]
    visitor.get_by_role("button", name="Clear the list").click()
    assert "Nothing is on your list." in visitor.content()
    visitor.get_by_role("button", name="Undo").click()
    assert names(visitor) == [first, third, second]
    seen.nothing()


def test_a_contact_is_reordered_by_keyboard_and_the_focus_goes_with_it(page, site):
    pick(page, site)
    page.goto(f"{site}/list/")
    first, second, third = names(page)
    page.get_by_role("button", name=f"Up {third}").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#up-*")
    assert names(page) == [first, third, second]
    assert f"Up {third}" in page.evaluate("document.activeElement.textContent.trim()")
    page.keyboard.press("Enter")
    page.wait_for_url("**#down-*")
    assert names(page) == [third, first, second]
    assert f"Down {third}" in page.evaluate("document.activeElement.textContent.trim()")


def test_picking_stays_on_the_page_is_announced_and_is_undone_by_the_same_button(page, site, seen):
    page.goto(site + SEARCH)
    button = page.locator(".pick").first
    button.click()
    page.locator("#picked", has_text="(1)").wait_for()
    assert button.inner_text().startswith("On your list - remove")
    assert page.locator("#pick-status").inner_text() == "1 contact on your list."
    button.click()
    page.locator(".pick[name=add]").first.wait_for()
    page.locator("#picked:empty").wait_for(state="attached")
    assert page.evaluate(STORED) == [0, 0, 0]
    assert page.evaluate("document.cookie") == ""
    seen.nothing()


def test_a_filter_chosen_by_script_keeps_the_buttons_working(page, site):
    pick(page, site, 1)
    page.select_option("#state", "OH")
    page.wait_for_url("**state=OH**")
    page.locator(".pick[name=add]").first.click()
    page.locator("#picked", has_text="(2)").wait_for()
    assert "state=OH" in page.locator("#pick input[name=next]").input_value()


@pytest.mark.parametrize("density", ["phonebook", "card", "full", "wallet"])
def test_on_paper_there_is_the_list_and_nothing_else(page, site, density):
    pick(page, site, 4)
    page.goto(f"{site}/list/?density={density}")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(SHOWN) == 0
    colors = "(element) => [getComputedStyle(element).color, getComputedStyle(document.body).backgroundColor]"
    ink, paper = page.locator(".side a, .numbers a").first.evaluate(colors)
    assert (ink, paper) == ("rgb(0, 0, 0)", "rgb(255, 255, 255)")
    for size in ("Letter", "A4"):
        assert page.pdf(format=size).count(b"/Type /Page\n") <= (2 if density == "full" else 1)


def test_a_contact_is_never_cut_by_the_end_of_a_page(page, site):
    pick(page, site)
    page.goto(f"{site}/list/?density=full")
    page.emulate_media(media="print")
    assert page.locator(".entries > li").first.evaluate("(one) => getComputedStyle(one).breakInside") == "avoid"


def test_a_side_of_the_wallet_card_is_as_large_as_a_bank_card_and_holds_what_is_on_it(page, site):
    pick(page, site, 12)
    for large in ("", "&print=large"):
        page.goto(f"{site}/list/?density=wallet{large}")
        page.emulate_media(media="print")
        for side in page.locator(".side").all():
            box = side.bounding_box()
            assert (round(box["width"] / 96 * 25.4), round(box["height"] / 96 * 25.4)) in {(85, 54), (86, 54)}
            assert side.evaluate("(one) => one.scrollHeight <= one.clientHeight && one.scrollWidth <= one.clientWidth")


def test_the_text_is_copied_and_said_so(page, site, seen):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    pick(page, site)
    page.goto(f"{site}/list/?density=phonebook")
    first = names(page)[0]
    page.get_by_role("button", name="Copy as text").click()
    page.locator("#copy-status", has_text="Copied").wait_for()
    assert f"1. {first}\n" in page.evaluate("navigator.clipboard.readText()")
    seen.nothing()


def test_the_print_button_prints(page, site):
    pick(page, site, 1)
    page.goto(f"{site}/list/")
    page.evaluate("window.print = () => { document.title = 'printed' }")
    page.get_by_role("button", name="Print").click()
    assert page.title() == "printed"


def test_choices_count_at_once(page, site, seen):
    pick(page, site)
    page.goto(f"{site}/list/")
    page.get_by_label("Ask about cost").check()
    page.locator(".said", has_text="Ask about cost").wait_for()
    page.locator("form.at-once").first.wait_for()  # the page that came back listens, too
    page.get_by_label("Wallet card").check()
    page.wait_for_url("**density=wallet**")
    page.locator(".walletcard").wait_for()
    seen.nothing()


def test_choices_without_scripts(browser, site, seen):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    seen.watch(page)
    pick(page, site)
    page.goto(f"{site}/list/")
    page.get_by_label("Leave no message").check()
    page.get_by_role("button", name="Put on the list").click()
    assert page.locator(".said").inner_text() == "Leave no message"
    page.get_by_label("Phone book", exact=True).check()
    page.get_by_role("button", name="Show it so").click()
    assert "density=phonebook" in page.url
    assert not page.get_by_role("button", name="Print").is_visible()
    assert "Ctrl+P" in page.locator(".desk").inner_text()
    context.close()
    seen.nothing()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_full_list_breaks_no_rule_and_does_not_scroll_sideways(page, site, seen, scheme):
    pick(page, site, 5)
    page.goto(f"{site}/resources/national-human-trafficking-hotline/")
    page.locator(".pick").click()
    page.locator("#picked", has_text="(6)").wait_for()
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    found = {}
    for query in ("density=phonebook", "density=card", "density=full&print=large", "density=wallet&print=large"):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(f"{site}/list/?{query}")
            if wrong := faults(page):
                found[query, width] = wrong
    assert found == {}
    seen.nothing()


def test_buttons_are_large_enough_for_a_thumb_and_smaller_than_the_number(page, site):
    page.set_viewport_size({"width": 320, "height": 640})
    pick(page, site, 1)
    card = page.locator(".card", has=page.locator("a.call[href^=tel]")).first
    button, call = card.locator(".pick").bounding_box(), card.locator(".call").bounding_box()
    assert button["height"] >= 44
    assert button["width"] * button["height"] < call["width"] * call["height"]
    page.goto(f"{site}/list/")
    for one in page.locator(".order button, .ways-out button").all():
        assert one.bounding_box()["height"] >= 44
