"""People in a real browser: the pages of administrators pass, and somebody who is invited comes in."""

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone
from playwright.sync_api import expect

from referrals import people
from tests.authenticator import Authenticator
from tests.browser.looking import faults
from tests.browser.test_accessibility import IN_SPANISH, SETTINGS, see_with
from tests.cast import PASSPHRASE, signed_in


@pytest.fixture
def cookie(site):
    return {"name": "session", "value": signed_in("administrator").cookies["session"].value, "url": site}


def test_every_page_passes(page, site, seen, cookie):
    page.context.add_cookies([cookie])
    me = get_user_model().objects.get(username="administrator")
    Authenticator.of(me)
    other = people.add_person("ana.maria-from-the-legal-clinic", people.CURATOR, PASSPHRASE)
    people.change_role(other, role=people.PROVIDER, by=me.username, now=timezone.now())
    token = people.invite(role=people.CURATOR, by=me.username, now=timezone.now(), label="Eva of the clinic")
    paths = ["curate/people/", f"curate/people/{other.pk}/", f"curate/people/{me.pk}/", f"join/{token}/", "join/x/",
             "account/", "account/passphrase/", "account/codes/", "account/authenticator/"]  # fmt: skip
    found = {}
    for language, settings in (("en", tuple(SETTINGS)), ("es", IN_SPANISH)):
        for path in paths:
            assert page.goto(f"{site}/{path}?lang={language}").status == (404 if path == "join/x/" else 200)
            for setting in settings:
                see_with(page, **SETTINGS[setting])
                if wrong := faults(page):
                    found[path, language, setting] = wrong
    assert found == {}
    assert (seen.elsewhere, seen.failed) == ([], [])


def test_pages_that_only_a_form_leads_to_pass(page, site, seen, cookie):
    page.context.add_cookies([cookie])
    page.goto(f"{site}/curate/people/")
    page.get_by_role("button", name="Make a link").click()
    see_with(page, **SETTINGS["a phone"])
    assert faults(page) == []
    page.goto(page.get_by_label("Link", exact=True).input_value())
    page.get_by_role("button", name="Done").click()
    assert faults(page) == []


def test_somebody_is_invited_and_comes_in(visitor, site, seen, cookie):
    visitor.context.add_cookies([cookie])
    visitor.goto(f"{site}/curate/people/")
    visitor.get_by_label("Curator").check()
    visitor.get_by_role("button", name="Make a link").click()
    link = visitor.get_by_label("Link", exact=True).input_value()
    visitor.context.clear_cookies()
    visitor.goto(link)
    visitor.get_by_label("Name").fill("eva")
    visitor.get_by_label("Passphrase", exact=True).fill("eva")
    visitor.get_by_label("Passphrase once more").fill("eva")
    visitor.get_by_role("button", name="Done").click()
    expect(visitor.locator("#problem")).to_contain_text("This password is too short")
    visitor.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    visitor.get_by_label("Passphrase once more").fill(PASSPHRASE)
    visitor.get_by_role("button", name="Done").click()
    visitor.get_by_label("Name").fill("eva")
    visitor.get_by_label("Passphrase").fill(PASSPHRASE)
    visitor.get_by_role("button", name="Sign in").click()
    expect(visitor.locator("h1")).to_have_text("Set up an authenticator")
    visitor.get_by_label("Code").fill(Authenticator(visitor.locator(".key").inner_text()).code())
    visitor.get_by_role("button", name="Done").click()
    expect(visitor.locator(".codes li")).to_have_count(8)
    visitor.get_by_role("link", name="I have them").click()
    visitor.get_by_role("link", name="Desk", exact=True).click()
    expect(visitor.locator("h1")).to_have_text("Curation desk")
    assert (seen.elsewhere, seen.failed) == ([], [])


def test_the_pages_of_the_second_step_pass_and_lead_to_what_is_wrong(page, site, seen):
    people.ensure_roles()
    people.add_person("ana", people.CURATOR, PASSPHRASE)
    page.goto(f"{site}/sign-in/")
    page.get_by_label("Name").fill("ana")
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    for language, settings in (("en", tuple(SETTINGS)), ("es", IN_SPANISH)):
        page.goto(f"{site}/sign-in/authenticator/?lang={language}")
        for setting in settings:
            see_with(page, **SETTINGS[setting])
            assert faults(page) == [], (language, setting)
    page.goto(f"{site}/sign-in/authenticator/?lang=en")
    key = page.locator(".key").inner_text()
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="Done").click()
    page.locator(".problem a").click()
    expect(page.get_by_label("Code")).to_be_focused()
    assert faults(page) == []
    page.wait_for_timeout(1100)  # after a wrong code no other is taken for a second
    page.get_by_label("Code").fill(Authenticator(key).code())
    page.get_by_role("button", name="Done").click()
    expect(page.locator("h1")).to_have_text("Your recovery codes")
    assert faults(page) == []
    assert (seen.elsewhere, seen.failed) == ([], [])
