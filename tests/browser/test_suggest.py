"""Suggestions while typing: by keyboard, by pointer, on a telephone, and what is left behind."""

from itertools import product
from urllib.parse import parse_qs

import pytest

from tests.browser.looking import scrolls_sideways, violations
from tests.browser.test_find import STORED

NEUTRAL = "https://www.weather.gov/"


@pytest.fixture
def asked(page):
    """The texts the page asked about, as they come."""
    texts = []

    def watch(request):
        if request.url.endswith("/suggest"):
            texts.append(parse_qs(request.post_data)["q"][0])

    page.on("request", watch)
    return texts


def type_in(page, site, text):
    """Type, and wait for the list."""
    page.goto(site)
    page.locator("#q").press_sequentially(text)
    page.wait_for_selector("#suggestions:not([hidden])")


def options(page):
    return [line.partition("\n")[0] for line in page.locator("#suggestions li").all_inner_texts()]


def state_of(page):
    return page.evaluate(
        """() => {
          const box = document.getElementById("q");
          const active = document.getElementById(box.getAttribute("aria-activedescendant"));
          return [box.getAttribute("aria-expanded"), active?.firstChild.textContent ?? null, box.value];
        }"""
    )


def test_a_place_completes_the_end_of_the_sentence_and_the_sentence_is_then_searched(page, site, seen, asked):
    type_in(page, site, "immigration lawyer in char")
    assert state_of(page) == ["true", None, "immigration lawyer in char"]
    while state_of(page)[1] != "Charlotte, NC":
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert state_of(page) == ["false", None, "immigration lawyer in Charlotte, NC"]
    assert page.url == f"{site}/"
    page.keyboard.press("Enter")
    page.wait_for_url("**state=NC**")
    assert "city=Charlotte" in page.url
    assert asked[-1] == "immigration lawyer in char"
    assert page.evaluate(STORED) == [0, 0, 0]
    assert not [cookie for cookie in page.context.cookies() if cookie["name"] not in {"csrf", "words"}]
    seen.nothing()


def test_a_name_leads_to_the_contact_and_going_back_shows_nothing_of_it(page, site, seen):
    type_in(page, site, "polari")
    page.keyboard.press("ArrowDown")
    assert state_of(page)[1] == "Polaris"
    page.keyboard.press("Enter")
    page.wait_for_url("**/resources/polaris/")
    page.go_back()
    assert page.locator("#q").input_value() == ""
    assert page.evaluate(STORED) == [0, 0, 0]
    seen.nothing()


def test_the_arrows_go_round_by_way_of_the_box(page, site):
    type_in(page, site, "portl")
    names = options(page)
    for expected in [*names, None, names[0]]:
        page.keyboard.press("ArrowDown")
        assert state_of(page)[1] == expected
    for expected in [None, names[-1]]:
        page.keyboard.press("ArrowUp")
        assert state_of(page)[1] == expected


def test_escape_closes_the_list_and_nothing_else_and_an_arrow_opens_it_again(page, site, asked):
    type_in(page, site, "portl")
    page.keyboard.press("Escape")
    assert state_of(page) == ["false", None, "portl"]
    assert page.locator("#suggestions").is_hidden()
    page.keyboard.press("ArrowDown")
    assert state_of(page)[0] == "true"
    assert asked.count("portl") == 1


def test_tab_leaves_and_the_list_is_gone(page, site):
    type_in(page, site, "portl")
    page.keyboard.press("Tab")
    assert page.locator("#suggestions").is_hidden()
    assert page.evaluate("document.activeElement.textContent") == "Find"
    assert page.locator("#q").input_value() == "portl"


def test_enter_without_a_choice_searches(page, site):
    type_in(page, site, "hotline in ohio")
    page.keyboard.press("Enter")
    page.wait_for_url("**state=OH**")
    page.wait_for_timeout(300)
    assert page.locator("#suggestions").is_hidden()


def test_how_many_there_are_is_announced(page, site):
    type_in(page, site, "portl")
    assert page.locator("#suggest-status").inner_text() == f"{len(options(page))} suggestions"
    type_in(page, site, "philly")
    assert page.locator("#suggest-status").inner_text() == "1 suggestion"


def test_words_of_another_language_say_which(page, site):
    type_in(page, site, "tráfico hum")
    assert page.locator("#suggestions li span").first.get_attribute("lang") == "es"
    type_in(page, site, "portl")
    assert page.locator("#suggestions [lang]").count() == 0


def test_a_pointer_chooses_and_the_box_keeps_the_focus(page, site):
    type_in(page, site, "lawyer in portl")
    page.locator("#suggestions li", has_text="Portland, ME").click()
    assert state_of(page) == ["false", None, "lawyer in Portland, ME"]
    assert page.evaluate("document.activeElement.id") == "q"


def test_it_asks_when_somebody_pauses_and_never_twice_for_one_text(page, site, asked):
    type_in(page, site, "portl")
    page.keyboard.type("a")
    page.keyboard.press("Backspace")
    page.wait_for_timeout(400)
    assert asked.count("portl") == 1
    page.goto(site)
    asked.clear()
    page.keyboard.press("Tab")
    page.locator("#q").press_sequentially("p")
    page.wait_for_timeout(400)
    assert asked in ([], ["p"])


def test_the_latest_answer_wins(page, site):
    """The answer for "oh" is held back until the one for "ohio" has come."""
    held = []
    page.route(
        "**/suggest", lambda route: held.append(route) if "q=oh&" in route.request.post_data else route.continue_()
    )
    page.goto(site)
    page.locator("#q").press_sequentially("oh")
    page.wait_for_timeout(300)
    page.keyboard.type("io")
    page.wait_for_selector("#suggestions:not([hidden])")
    before = options(page)
    assert len(held) == 1
    page.wait_for_timeout(200)
    assert options(page) == before
    assert before[0].startswith("Ohio")


def test_of_a_long_text_only_the_last_words_are_sent(page, site, asked):
    story = "a long story about nobody, " * 8
    page.goto(site)
    page.fill("#q", story)
    page.locator("#q").press_sequentially("lawyer in charlo")
    page.wait_for_selector("#suggestions:not([hidden])")
    assert len(asked[-1]) <= 100
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.locator("#q").input_value() == f"{story}lawyer in Charlotte, NC"


def test_shift_three_times_leaves_with_the_list_open(page, site):
    type_in(page, site, "portl")
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(NEUTRAL)


def test_a_site_that_does_not_answer_leaves_the_box_as_it_is(page, site):
    page.route("**/suggest", lambda route: route.fulfill(status=500, body="broken"))
    page.goto(site)
    page.locator("#q").press_sequentially("hotline in ohio")
    page.wait_for_timeout(300)
    assert page.locator("#suggestions").is_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url("**state=OH**")


def test_the_open_list_breaks_no_rule_moves_nothing_and_fits(page, site, seen):
    for scheme, width in product(("light", "dark"), (320, 1280)):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(site)
        before = page.locator("#found").bounding_box()
        type_in(page, site, "legal a")
        page.keyboard.press("ArrowDown")
        assert page.locator("#found").bounding_box() == before
        assert not scrolls_sideways(page)
        assert min(line.bounding_box()["height"] for line in page.locator("#suggestions li").all()) >= 44
        assert violations(page) == []
    seen.nothing()


def test_without_scripts_the_box_is_a_plain_search_box(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site)
    page.fill("#q", "char")
    assert page.locator("#q").get_attribute("role") is None
    assert page.locator("#suggestions").is_hidden()
    context.close()
