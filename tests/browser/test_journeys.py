"""Whole journeys, as people make them: by mouse, by keyboard, without scripts, in Spanish on a phone; a curator's."""

from django.db import transaction
from playwright.sync_api import expect

from referrals import curation
from referrals.curation import record
from referrals.models import Resource
from tests.browser.entering import enter
from tests.browser.test_find import SENTENCE, STORED

WORDS = ("Honduras", "16 year", "girl", "lawyer")


def said_nowhere(page):
    """No word about the person stands in an address or, where a script can look, in anything the browser keeps."""
    assert not any(word in page.url for word in WORDS)


def names(page):
    return page.locator(".entry h2").all_inner_texts()


def test_from_a_sentence_to_a_printed_list(visitor, site, seen):
    page = visitor
    page.goto(site)
    page.fill("#q", SENTENCE)
    page.click(".bar button")
    page.locator(".chip", has_text="Immigration").wait_for()
    said_nowhere(page)

    page.locator(".chip", has_text="Children and teens").click()
    page.wait_for_url(lambda address: "victim=minors" not in address)
    said_nowhere(page)

    page.goto(f"{site}/?state=NC&need=labor-rights")
    page.locator(".card h4 a", has_text="North Carolina Justice Center").first.click()
    assert page.title().startswith("Contact: ")
    quote = page.locator("figure", has_text="North Carolina Justice Center").first
    quote.locator("a", has_text="Read it in the session").click()
    page.wait_for_url("**/forum/2015-01-21/**#post-*")
    assert page.locator("a.mark", has_text="North Carolina Justice Center").count()
    page.go_back()
    assert page.title().startswith("Contact: ")
    page.go_back()

    for number in (1, 2, 3):
        page.locator(".pick[name=add]").first.click()
        page.locator("#picked", has_text=f"({number})").wait_for()
    page.locator("header a", has_text="List").click()
    first, second, third = names(page)
    page.get_by_role("button", name=f"Up {third}").click()
    assert names(page) == [first, third, second]

    page.emulate_media(media="print")
    expect(page.locator(".safety")).to_be_hidden()
    expect(page.locator(".entry").first).to_be_visible()
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Clear the list").click()
    assert names(page) == []
    said_nowhere(page)
    seen.nothing()


def tab_to(page, wanted, most=400):
    """Go on by Tab until what has the focus is that; a person counts on getting there."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(f"document.activeElement.matches({wanted!r})"):
            return
    raise AssertionError(f"{wanted} cannot be reached by keyboard")


def test_the_same_by_keyboard_alone(page, site, seen):
    page.goto(site)
    tab_to(page, "#q")
    page.keyboard.type(SENTENCE)
    page.keyboard.press("Enter")
    page.locator(".chip", has_text="Immigration").wait_for()
    said_nowhere(page)
    assert page.evaluate(STORED) == [0, 0, 0]

    tab_to(page, ".chip[href]")
    page.keyboard.press("Enter")
    page.locator("#count:focus").wait_for()
    for number in (1, 2, 3):
        tab_to(page, ".pick[name=add]")
        page.keyboard.press("Enter")
        page.locator("#picked", has_text=f"({number})").wait_for()
    page.goto(f"{site}/list/")
    first, second, third = names(page)
    tab_to(page, "button[name=down]:not([disabled])")
    page.keyboard.press("Enter")
    page.wait_for_url("**#down-*")
    assert names(page) == [second, first, third]
    seen.nothing()


def test_on_a_phone_in_spanish(browser, site, seen):
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True, locale="es-MX"
    )
    page = context.new_page()
    seen.watch(page)
    page.goto(site)
    assert page.evaluate("document.documentElement.lang") == "es"
    page.fill("#q", "abogado de inmigración gratis en Charlotte")
    page.locator(".bar button").tap()
    page.locator(".chip", has_text="Carolina del Norte").wait_for()
    assert "state=NC" in page.url
    assert "abogado" not in page.url
    page.locator(".drawer > summary").tap()
    assert page.locator("#state").is_visible()
    for number in (1, 2):
        page.locator(".pick[name=add]").first.tap()
        page.locator("#picked", has_text=f"({number})").wait_for()
    page.locator("header nav a", has_text="Lista").tap()
    page.wait_for_url("**/list/")
    assert len(names(page)) == 2
    assert "llame antes" in page.locator("main").inner_text().lower()
    page.locator("#languages a", has_text="English").tap()
    page.wait_for_url("**lang=en**")
    assert len(names(page)) == 2
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    seen.nothing()
    context.close()


def test_a_curator_accepts_a_suggestion_and_it_can_be_found(page, site, seen):
    with transaction.atomic():
        values = record.blank(
            name="Harbor Night Line", kind="victim-services", links=[{"url": "https://harbor.example.org"}]
        )
        waiting = curation.suggest(by="import", values=values, source="list", key="Harbor Night Line").resource
    enter(page, site, "curator")
    page.get_by_role("link", name="Desk", exact=True).click()
    page.locator("main").get_by_role("link", name="Review").first.click()
    page.get_by_role("link", name="Harbor Night Line").click()
    page.get_by_role("button", name="Accept").click()
    page.locator("text=Published: Harbor Night Line").wait_for()
    assert Resource.objects.published().filter(pk=waiting.pk).exists()
    page.goto(f"{site}/?q=harbor+night+line")
    assert page.locator(".card h4", has_text="Harbor Night Line").count() == 1
    assert seen.elsewhere == []
    assert seen.errors == []
