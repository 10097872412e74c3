"""Every page passes the axe rules, styled, in light and dark, wide and narrow."""

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = {
    "landing": "/",
    "results": "/?state=NC&victim=minors",
    "to ask": "/?q=charlotte&state=NC&victim=immigrants&victim=minors&need=immigration-relief&read=state%3ANC",
    "nothing": "/?state=WY&need=identity-documents&kind=health-provider&ask=no&victim=nothing",
    "contact": "/resources/girls-educational-and-mentoring-services-gems/",
    "no contact known": "/resources/angelas-house/",
    "list": "/list/",
    "sessions": "/forum/",
    "session": "/forum/2015-01-21/",
    "question": "/forum/2015-01-21/4/",
    "about": "/about/",
    "safety": "/safety/",
    "sign in": "/sign-in/",
    "not found": "/nowhere/",
}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_breaks_a_rule(page, site, seen, scheme):
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    found = {}
    for name, path in PAGES.items():
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(site + path)
            page.evaluate("document.querySelectorAll('details').forEach((element) => { element.open = true })")
            violations = Axe().run(page, options=RULES).response["violations"]
            if violations:
                found[f"{name} at {width}"] = [
                    (v["id"], node["html"][:120], node["failureSummary"][:200])
                    for v in violations
                    for node in v["nodes"][:2]
                ]
            assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} scrolls sideways"
    assert found == {}
    assert seen.elsewhere == []
    assert seen.failed == []
    assert seen.styles >= len(PAGES)
