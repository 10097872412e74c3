"""Django's admin looks and behaves as the rest does: our colours, the way to leave, rules of accessibility."""

import pytest
from playwright.sync_api import expect

from referrals import curation
from referrals.curation import record
from referrals.models import Resource, Term
from tests.browser.looking import open_everything, scrolls_sideways, violations
from tests.cast import signed_in


@pytest.fixture
def inside(page, site):
    """A page of somebody who may do everything."""
    session = signed_in("administrator").cookies["session"]
    page.context.add_cookies([{"name": "session", "value": session.value, "url": site}])
    return page


@pytest.fixture
def addresses(site):
    waiting = record.blank(name="Harbor House", kind="hotline", phones=[{"number": "988"}])
    suggestion = curation.suggest(by="import", values=waiting, source="list", key="x").resource
    resource = Resource.objects.get(slug="north-carolina-justice-center")
    term = Term.objects.filter(facet="need").first()
    return [
        "/admin/",
        "/admin/referrals/",
        "/admin/referrals/resource/",
        "/admin/referrals/resource/?q=justice&curation__exact=published",
        f"/admin/referrals/resource/{resource.pk}/change/",
        f"/admin/referrals/resource/{resource.pk}/history/",
        "/admin/referrals/suggestion/",
        f"/admin/referrals/suggestion/{suggestion.pk}/change/",
        "/admin/referrals/term/",
        f"/admin/referrals/term/{term.pk}/change/",
        "/admin/auth/user/",
        "/admin/auth/group/",
        "/admin/forum/post/",
        "/admin/password_change/",
    ]


SEEN_AS = {
    "narrow, light": {"width": 320, "color_scheme": "light"},
    "narrow, dark": {"width": 320, "color_scheme": "dark"},
    "wide, light": {"width": 1280, "color_scheme": "light"},
    "wide, dark, in Spanish": {"width": 1280, "color_scheme": "dark", "lang": "es"},
    "forced colours": {"width": 1280, "forced_colors": "active"},
}


@pytest.mark.parametrize("seen_as", SEEN_AS.values(), ids=SEEN_AS)
def test_its_pages_pass(inside, addresses, site, seen, seen_as):
    media = dict(seen_as)
    inside.set_viewport_size({"width": media.pop("width"), "height": 900})
    inside.goto(f"{site}/about/?lang={media.pop('lang', 'en')}")
    inside.emulate_media(**media)
    found = []
    for address in addresses:
        assert inside.goto(site + address).status == 200, address
        open_everything(inside)
        found += [(address, *one) for one in violations(inside)]
        found += [(address, "scrolls sideways")] if scrolls_sideways(inside) else []
    assert found == []
    seen.nothing()


def test_a_form_with_errors_passes_and_names_them(inside, site):
    inside.goto(f"{site}/admin/referrals/organization/add/")
    inside.click(".submit-row [name=_save]")
    expect(inside.locator(".errorlist").first).to_be_visible()
    assert violations(inside) == []


@pytest.mark.parametrize("address", ["/admin/", "/admin/referrals/organization/?_popup=1"])
def test_one_leaves_from_it_as_from_any_page(inside, site, address):
    inside.goto(site + address)
    inside.keyboard.press("Tab")
    inside.keyboard.press("Tab")
    if "_popup" not in address:  # the way to leave comes right behind the way to the page
        assert inside.evaluate("document.activeElement.id") == "exit"
    for _ in range(3):
        inside.keyboard.press("Shift")
    inside.wait_for_url("https://www.weather.gov/**")
    assert "Sunny" in inside.content()


def test_it_is_left_without_scripts_too(browser, site):
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies(
        [{"name": "session", "value": signed_in("administrator").cookies["session"].value, "url": site}]
    )
    page = context.new_page()
    page.goto(f"{site}/admin/")
    assert page.locator("#exit").get_attribute("href") == "https://www.weather.gov/"
    context.close()


def test_it_keeps_nothing_in_the_browser(inside, site):
    for address in ("/admin/", "/admin/referrals/resource/?q=canary"):
        inside.goto(site + address)
    assert inside.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
