"""The thirty seconds, in a real browser: a sentence, its chips, a contact, the quote behind it."""

import pytest

SENTENCE = "16 year old girl from Honduras in Charlotte NC needs an immigration lawyer"
STORED = """async () => {
  const bases = await indexedDB.databases();
  return [localStorage.length, sessionStorage.length, bases.length];
}"""


def ask(page, site, sentence=SENTENCE):
    page.goto(site)
    page.fill("#q", sentence)
    page.click(".bar button")
    page.wait_for_selector(".chip")


def test_a_sentence_becomes_chips_and_is_in_no_address_history_or_storage(page, site, seen):
    ask(page, site)
    assert "state=NC" in page.url
    assert "victim=minors" in page.url
    for word in ("Honduras", "16", "girl", "lawyer"):
        assert word not in page.url.removeprefix(site)  # whose port may be anything
    chips = page.locator(".chip").all_inner_texts()
    assert any("16 year old" in chip for chip in chips)
    assert any("“Honduras”" in chip for chip in chips)
    assert page.evaluate(STORED) == [0, 0, 0]
    assert page.evaluate("document.referrer + document.cookie").find("Honduras") == -1
    page.go_back()
    assert "Honduras" not in page.content()
    seen.nothing()


def test_the_words_behind_a_chip_are_shown_once(page, site):
    ask(page, site)
    page.reload()
    assert "16 year old" not in page.content()
    assert page.locator(".chip").count() == 4
    assert not [cookie for cookie in page.context.cookies() if cookie["name"] == "words"]


def test_a_removed_chip_stays_removed(page, site, seen):
    ask(page, site)
    page.locator(".chip", has_text="Children and teens").click()
    page.wait_for_url(lambda url: "victim=minors" not in url)
    assert page.locator(".chip").count() == 3
    seen.nothing()


def test_a_filter_answers_at_once_and_the_address_follows(page, site, seen):
    page.goto(site)
    before = page.locator("#count").inner_text()
    page.select_option("#state", "NC")
    page.wait_for_url("**state=NC**")
    assert page.locator("#count").inner_text() != before
    assert page.locator("#find-status").inner_text() == page.locator("#count").inner_text()
    page.reload()
    assert page.locator("#state").input_value() == "NC"
    seen.nothing()


def test_chips_tiles_and_pages_answer_without_a_new_page_and_back_brings_back_what_was_shown(page, site, seen):
    page.goto(f"{site}/?state=NC&need=civil-legal")
    page.evaluate("window.same = true")
    first = page.locator("#count").inner_text()
    page.locator(".chip", has_text="North Carolina").click()
    page.wait_for_url("**/?need=civil-legal")
    assert page.locator("#count").inner_text() != first
    assert page.evaluate("document.activeElement.id") == "count"
    page.locator("#map summary").click()
    page.focus(".tile[aria-label^='Ohio']")
    page.keyboard.press("Enter")
    page.wait_for_url("**state=OH**")
    assert page.locator("#state").input_value() == "OH"
    assert page.locator("#map[open]").count() == 1
    page.go_back()
    page.wait_for_url("**/?need=civil-legal")
    page.go_back()
    page.wait_for_url("**state=NC**")
    page.wait_for_function("(text) => document.getElementById('count').innerText === text", arg=first)
    page.go_forward()
    page.wait_for_url("**/?need=civil-legal")
    page.wait_for_selector(".pages a[rel=next]")
    page.click(".pages a[rel=next]")
    page.wait_for_url("**page=2**")
    assert page.evaluate("window.same") is True
    seen.nothing()


def test_a_link_opened_elsewhere_is_left_to_the_browser(page, site):
    page.goto(f"{site}/?state=NC")
    with page.context.expect_page() as opened:
        page.locator(".chip").first.click(modifiers=["ControlOrMeta"])
    assert opened.value.url.rstrip("/?") == site
    assert "state=NC" in page.url


def test_from_the_sentence_to_the_quote_to_the_session_and_back(page, site, seen):
    ask(page, site, "workers rights for migrant workers in North Carolina")
    page.locator(".card h4 a", has_text="North Carolina Justice Center").first.click()
    assert page.title().startswith("Contact: ")
    assert "Perhaps also connect with North Carolina Justice Center" in page.content()
    page.locator("figcaption a", has_text="read it in the session").first.click()
    assert page.url.endswith("/forum/2015-01-21/8/#post-1")
    assert page.locator("#post-1 a.mark", has_text="North Carolina Justice Center").count() == 1
    page.go_back()
    assert page.title().startswith("Contact: ")
    seen.nothing()


def test_a_phone_number_can_be_called_and_the_csv_is_what_the_page_shows(page, site):
    page.goto(f"{site}/?state=NC&need=civil-legal")
    assert page.locator("a.call[href^='tel:+1']").count() > 3
    shown = page.locator("#results .card h4").all_inner_texts()
    with page.expect_download() as download:
        page.click("summary:has-text('Take this list')")
        page.click("text=Table (CSV)")
    lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == len(shown) + 1
    for name in shown:
        assert any(name in line for line in lines)


@pytest.fixture
def without_scripts(browser, site, seen):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    seen.watch(page)
    yield page
    context.close()


def test_everything_works_without_scripts(without_scripts, site, seen):
    page = without_scripts
    page.goto(site)
    page.fill("#q", SENTENCE)
    page.click(".bar button")
    assert "victim=minors" in page.url
    assert "16 year old" in page.locator(".chosen").inner_text()
    page.check("#kind-legal-services")
    page.click("text=Apply filters")
    assert "kind=legal-services" in page.url
    assert "state=NC" in page.url
    page.locator(".card h4 a").first.click()
    assert page.title().startswith("Contact: ")
    assert page.locator("#exit").get_attribute("href") == "https://www.weather.gov/"
    seen.nothing()


def test_by_keyboard_alone(page, site, seen):
    page.goto(site)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "exit"
    page.focus("#q")
    page.keyboard.type("hotline in Ohio")
    page.keyboard.press("Enter")
    page.wait_for_selector(".chip")
    assert "state=OH" in page.url
    seen.nothing()
