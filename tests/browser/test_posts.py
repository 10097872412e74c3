"""Posts at the desk in a real browser: reviewed by single keys, words redacted by selecting or by typing them."""

import pytest
from playwright.sync_api import expect

from forum.models import Flag
from tests.cast import signed_in
from tests.forum.reviewed import waiting

SELECT = """(words) => {
  const walker = document.createTreeWalker(document.getElementById("original"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(words);
    if (at < 0) continue;
    document.getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + words.length);
    return;
  }
}"""


@pytest.fixture
def cookie(site):
    return {"name": "session", "value": signed_in("curator").cookies["session"].value, "url": site}


def test_a_session_is_reviewed_by_keys_and_shown(page, site, seen, cookie):
    page.context.add_cookies([cookie])
    thread = waiting()
    page.goto(f"{site}/curate/posts/")
    page.keyboard.press("n")
    page.wait_for_url(f"**/curate/posts/{thread.slug}/")
    page.keyboard.press("n")
    while Flag.objects.open().exists():
        page.wait_for_url(f"**/curate/posts/{thread.slug}/*/")
        with page.expect_navigation():
            page.keyboard.press("r")
    with page.expect_navigation():
        page.keyboard.press("z")
    expect(page.locator(".note")).to_have_text("Taken back.")
    with page.expect_navigation():
        page.keyboard.press("k")
    page.wait_for_url(f"**/curate/posts/{thread.slug}/")
    with page.expect_navigation():
        page.keyboard.press("s")
    thread.refresh_from_db()
    assert thread.reviewed_by == "curator"
    seen.nothing()


def test_words_are_redacted_by_selecting_and_without_scripts_by_typing_them(visitor, site, seen, cookie):
    visitor.context.add_cookies([cookie])
    thread = waiting()
    visitor.goto(f"{site}/curate/posts/{thread.slug}/1/")
    if visitor.evaluate("window.matchMedia('(scripting: enabled)').matches"):
        visitor.evaluate(SELECT, "Harbor House")
        expect(visitor.locator("#words")).to_have_value("Harbor House")
    else:
        visitor.fill("#words", "harbor house")
    visitor.get_by_role("button", name="Redact these words").click()
    expect(visitor.locator(".original del")).to_have_text("Harbor House")
    expect(visitor.locator(".decided")).to_contain_text("Redacted in 1 place.")
    seen.nothing()
