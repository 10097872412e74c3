"""A list is imported and taken back in a real browser: every page on the way passes, with scripts and without."""

import pytest
from playwright.sync_api import expect

from referrals.importing import places
from referrals.models import Import, Resource
from tests.browser.looking import faults
from tests.browser.test_accessibility import IN_SPANISH, SETTINGS, see_with
from tests.cast import signed_in
from tests.referrals.importing.uploads import HARBOR, HEADER, LANTERN, csv_of

LIST = csv_of([[*HARBOR[:8], "Minors; Martians"], ["Legal Aid of N. Carolina", *LANTERN[1:]]])


@pytest.fixture
def cookie(site):
    return {"name": "session", "value": signed_in("curator").cookies["session"].value, "url": site}


def upload(page, site, data: bytes = LIST) -> None:
    page.goto(f"{site}/curate/imports/")
    page.get_by_label("File").set_input_files({"name": "county.csv", "mimeType": "text/csv", "buffer": data})
    page.get_by_label("Whose list it is").fill("county list")
    page.get_by_role("button", name="Upload").click()


def test_a_list_is_mapped_checked_written_and_taken_back(visitor, site, seen, cookie):
    visitor.context.add_cookies([cookie])
    upload(visitor, site)
    expect(visitor.get_by_label("Population")).to_have_value("victim")
    visitor.get_by_label("“Martians”").select_option(label="Men and boys")
    visitor.get_by_label("Publish at once").check()
    visitor.get_by_role("button", name="Check the file").click()
    expect(visitor.get_by_role("button", name="Write 2 rows")).to_be_visible()
    visitor.get_by_role("link", name="New: to review 1").click()
    expect(visitor.locator("tbody")).to_contain_text("Legal Aid of North Carolina")
    visitor.get_by_role("button", name="Write 2 rows").click()
    expect(visitor.locator("main")).to_contain_text("In the directory")
    assert Resource.objects.published().filter(name="Harbor House").exists()
    visitor.get_by_role("link", name="Take the whole import back").click()
    expect(visitor.locator("main")).to_contain_text("2 new records leave the directory.")
    visitor.get_by_role("button", name="Take it back").click()
    expect(visitor.locator("main")).to_contain_text("taken back by curator")
    assert not Resource.objects.filter(name="Harbor House").exists()
    assert (seen.elsewhere, seen.failed) == ([], [])


def test_every_page_passes(page, site, seen, cookie):
    page.context.add_cookies([cookie])
    page.goto(f"{site}/curate/imports/")
    upload(page, site, csv_of([[*HARBOR[:2], "ask", *HARBOR[3:]]]))
    page.get_by_role("button", name="Check the file").click()
    refused = page.url
    upload(page, site)
    mapped = page.url
    upload(page, site, csv_of([LANTERN], HEADER))
    page.get_by_role("button", name="Check the file").click()
    page.get_by_role("button", name="Write 1 row").click()
    live = page.url
    stopped = Import.objects.create(file="big.csv", kind="csv", source="x", by="Ana", state="landing", rows=9, done=3)
    places.beat(stopped).unlink(missing_ok=True)
    paths = [
        f"{site}/curate/imports/",
        refused,
        mapped,
        live,
        f"{live}take-back/",
        f"{site}/curate/imports/{stopped.pk}/",
    ]
    found = {}
    for language, settings in (("en", tuple(SETTINGS)), ("es", IN_SPANISH)):
        for path in paths:
            assert page.goto(f"{path}?lang={language}").status == 200
            for setting in settings:
                see_with(page, **SETTINGS[setting])
                if wrong := faults(page):
                    found[path, language, setting] = wrong
    assert found == {}
    seen.nothing()
