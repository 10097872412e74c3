"""Every page, as people with other eyes, hands, screens, languages and settings have it: no rule of accessibility is
broken, nothing scrolls sideways, no target is too small."""

import pytest

from tests.browser.looking import faults

SESSION = "/forum/2015-01-21/"
PAGES = {
    "landing": "/",
    "results": "/?state=NC&victim=minors",
    "to ask": "/?q=charlotte&state=NC&victim=immigrants&victim=minors&need=immigration-relief&read=state%3ANC",
    "nothing": "/?state=WY&need=identity-documents&kind=health-provider&ask=no&victim=nothing",
    "which state": "/?q=springfield",
    "second page": "/?page=2",
    "contact": "/resources/girls-educational-and-mentoring-services-gems/",
    "contact with many numbers": "/resources/national-human-trafficking-hotline/",
    "contact with a caution": "/resources/homeland-security-investigations-hsi-tip-line/",
    "contact with many quotes": "/resources/breaking-free/",
    "contact with a long address": "/resources/idaho-child-abuse-and-neglect-reporting-line/",
    "no contact known": "/resources/angelas-house/",
    "list": "/list/",
    "sessions": "/forum/",
    "session": SESSION,
    "question": f"{SESSION}8/",
    "question in 22 parts": f"{SESSION}2/",
    "question with advice and participants": f"{SESSION}7/",
    "about": "/about/",
    "safety": "/safety/",
    "link": "/embed/?state=NC&need=civil-legal",
    "profile": "/hsds/profile",
    "sign in": "/sign-in/",
    "not found": "/nowhere/",
}
PLAIN = {"color_scheme": "light", "forced_colors": "none", "contrast": "no-preference", "reduced_motion": "reduce"}
SETTINGS = {
    "a phone": {"width": 320},
    "a phone in the dark": {"width": 320, "color_scheme": "dark"},
    "a tablet": {"width": 768},
    "a desk": {"width": 1440},
    "a desk in the dark": {"width": 1440, "color_scheme": "dark"},
    "text twice as large": {"width": 640, "text": "200%"},
    "text twice as large on a phone": {"width": 390, "text": "200%"},
    "forced colours": {"width": 640, "forced_colors": "active"},
    "more contrast": {"width": 640, "contrast": "more"},
}
IN_SPANISH = (  # what longer words may break
    "a phone", "a desk in the dark", "text twice as large", "text twice as large on a phone", "forced colours",
)  # fmt: skip


@pytest.mark.parametrize(("language", "settings"), [("en", tuple(SETTINGS)), ("es", IN_SPANISH)])
def test_every_page_passes(page, site, seen, language, settings):
    found = {}
    for name, path in PAGES.items():
        answer = page.goto(f"{site}{path}{'&' if '?' in path else '?'}lang={language}")
        assert answer.status == (404 if name == "not found" else 200), name
        assert page.evaluate("document.documentElement.lang") == language
        for setting in settings:
            see_with(page, **SETTINGS[setting])
            if wrong := faults(page):
                found[name, setting] = wrong
    assert found == {}
    assert (seen.elsewhere, seen.failed) == ([], [])
    assert seen.styles >= len(PAGES)


def see_with(page, width: int, text: str = "", **media: str) -> None:
    """The page that is open, as somebody has it."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(**(PLAIN | media))
    page.evaluate("(size) => { document.documentElement.style.fontSize = size }", text)
