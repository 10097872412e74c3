"""Spanish in a browser: longer words still fit, nothing breaks a rule, and the switch follows what a script changes."""

from axe_playwright_python.sync_playwright import Axe

from .test_accessibility import PAGES, RULES


def test_no_page_in_spanish_scrolls_sideways_or_breaks_a_rule(page, site, seen):
    page.goto(f"{site}/safety/?lang=es")
    page.set_viewport_size({"width": 320, "height": 900})
    found = {}
    for name, path in PAGES.items():
        page.goto(site + path)
        page.evaluate("document.querySelectorAll('details').forEach((element) => { element.open = true })")
        assert page.evaluate("document.documentElement.lang") == "es"
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, f"{name} scrolls sideways"
        if violations := Axe().run(page, options=RULES).response["violations"]:
            found[name] = [(one["id"], one["nodes"][0]["html"][:120]) for one in violations]
    assert found == {}


def test_the_switch_leads_to_the_search_that_a_script_put_on_the_page(page, site, seen):
    page.goto(f"{site}/?state=NC")
    with page.expect_response(lambda response: "victim=minors" in response.url):
        page.evaluate("document.getElementById('victim-minors').click()")
    page.wait_for_url("**/?*victim=minors*")
    page.get_by_role("link", name="Español").click()
    page.wait_for_url("**/?state=NC&victim=minors&lang=es")
    assert page.get_by_role("link", name="Niñas, niños y adolescentes (menores de 18)").count()
    assert page.locator("#victim-minors").is_checked()
    seen.nothing()
