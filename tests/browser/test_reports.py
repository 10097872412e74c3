"""Reports and suggestions in a real browser: two taps, without scripts too; nothing stays behind."""

import pytest
from playwright.sync_api import expect

from referrals.models import Report, Tip
from referrals.views import reporting, suggesting
from tests.browser.entering import enter
from tests.browser.looking import faults
from tests.browser.test_accessibility import SETTINGS, see_with

CONTACT = "/resources/national-human-trafficking-hotline/"
LOOKS = ("a phone", "a phone in the dark", "a desk", "text twice as large", "forced colours")


@pytest.fixture(autouse=True)
def quick_hands(monkeypatch):
    monkeypatch.setattr(reporting, "QUICKEST", 0)
    monkeypatch.setattr(suggesting, "QUICKEST", 0)


def wrong_with(page) -> dict:
    """{setting: faults} of the page that is open."""
    page.wait_for_load_state()
    found = {}
    for setting in LOOKS:
        see_with(page, **SETTINGS[setting])
        if wrong := faults(page):
            found[setting] = wrong
    return found


def report(page, site, problem: str):
    page.goto(site + CONTACT)
    page.get_by_text("Report a problem", exact=True).click()
    page.get_by_role("button", name=problem).click()


def test_two_taps_and_the_code_says_what_came_of_it(visitor, site, seen):
    report(visitor, site, "The number is dead")
    code = visitor.locator("output").inner_text()
    visitor.get_by_role("link", name="Ask with a code").click()
    visitor.get_by_label("Code").fill(code.lower())
    visitor.get_by_role("button", name="See what came of it").click()
    expect(visitor.get_by_role("main")).to_contain_text("Nobody has looked at it yet")
    assert Report.objects.get().problem == "dead"
    assert "dead" not in visitor.url
    assert code not in visitor.url
    seen.nothing()


def test_it_goes_by_keyboard_alone(visitor, site):
    visitor.goto(site + CONTACT)
    visitor.locator("details.report summary").focus()
    visitor.keyboard.press("Enter")
    visitor.keyboard.press("Tab")
    visitor.keyboard.type("It rings out.")
    visitor.keyboard.press("Tab")
    visitor.keyboard.press("Enter")
    expect(visitor.locator("output")).to_be_visible()
    assert Report.objects.get().words == "It rings out."


def test_nothing_of_it_stays_in_the_browser(page, site):
    report(page, site, "They moved")
    code = page.locator("output").inner_text()
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, location.href])")
    kept += str(page.context.cookies())
    assert not [said for said in ("moved", "trafficking", code) if said in kept]


def test_back_and_again_is_another_report_and_a_reload_is_not(page, site):
    report(page, site, "They moved")
    first = page.locator("output").inner_text()
    page.reload()
    assert page.locator("output").inner_text() == first
    assert Report.objects.count() == 1
    report(page, site, "They moved")
    assert page.locator("output").inner_text() != first


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_page_of_it_passes(page, site, seen, language):
    found = {}
    page.goto(f"{site}{CONTACT}?lang={language}")
    found["contact"] = wrong_with(page)
    page.locator("button[value=confidential]").click()
    found["which"] = wrong_with(page)
    page.locator("button[name=what]").first.click()
    found["sent"] = wrong_with(page)
    page.goto(f"{site}/reports/")
    page.locator("#code").fill("00000-00000")
    page.locator("main form button").click()
    found["no such code"] = wrong_with(page)
    page.goto(f"{site}/suggest-a-resource/")
    found["suggest"] = wrong_with(page)
    page.locator("#suggest > button").click()
    found["what is wrong"] = wrong_with(page)
    fill_in(page, "Polaris")
    found["is it one of these"] = wrong_with(page)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    assert (seen.elsewhere, seen.failed) == ([], [])


def fill_in(page, name: str):
    page.locator("#id_name").fill(name)
    page.locator("#id_kind").select_option("national-organization")
    page.locator("#id_coverage").select_option("national")
    page.locator("#id_phone").fill("919-919-0142")
    page.locator("#suggest > button").click()


def test_a_suggestion_without_scripts_to_its_code(visitor, site):
    visitor.goto(f"{site}/suggest-a-resource/")
    fill_in(visitor, "Polaris")
    expect(visitor.get_by_role("heading", name="Is it one of these?")).to_be_visible()
    expect(visitor.get_by_label("Name", exact=True)).to_have_value("Polaris")
    visitor.get_by_role("button", name="None of these: send it").click()
    expect(visitor.locator("output")).to_be_visible()
    assert Tip.objects.get().resource.name == "Polaris"


def test_a_link_at_the_top_leads_to_the_field_that_is_wrong(visitor, site):
    visitor.goto(f"{site}/suggest-a-resource/")
    visitor.locator("#suggest > button").click()
    visitor.get_by_role("link", name="Name: Say what it is called.").click()
    expect(visitor.locator("#id_name")).to_be_in_viewport()
    assert visitor.locator("#id_name").get_attribute("aria-invalid") == "true"


def test_a_curator_decides_and_the_visitor_is_told(page, site, seen):
    report(page, site, "The hours are wrong")
    code = page.locator("output").inner_text()
    enter(page, site, "ana", "/curate/reports/")
    expect(page.get_by_role("heading", name="National Human Trafficking Hotline")).to_be_visible()
    assert wrong_with(page) == {}
    page.get_by_role("button", name="Fixed").click()
    expect(page.get_by_role("main")).to_contain_text("Nothing waits.")
    page.goto(f"{site}/reports/")
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="See what came of it").click()
    expect(page.get_by_role("main")).to_contain_text("the contact was changed")
    seen.nothing()
