"""Leaving quickly, from every page."""

PAGES = ["/", "/?state=NC&need=civil-legal", "/resources/polaris/", "/list/", "/forum/", "/forum/2015-01-21/",
         "/forum/2015-01-21/8/", "/about/", "/safety/", "/sign-in/", "/nowhere/", "/resources/nobody/"]  # fmt: skip
NEUTRAL = "https://www.weather.gov/"


def shift(page, times):
    for _ in range(times):
        page.keyboard.press("Shift")


def test_the_button_leaves_every_page_and_back_does_not_return(page, site):
    for path in PAGES:
        page.goto("about:blank")
        page.goto(site + path)
        page.click("#exit")
        page.wait_for_url(NEUTRAL)
        page.go_back()
        assert page.url == "about:blank", path


def test_shift_three_times_leaves_every_page(page, site):
    for path in PAGES:
        page.goto(site + path)
        shift(page, 3)
        page.wait_for_url(NEUTRAL)


CLICK = """() => {
  document.getElementById("exit").click();
  const shown = [...document.body.children].filter((element) => getComputedStyle(element).display !== "none");
  const announced = document.getElementById("exit-status").textContent;
  return [document.title.trim(), shown.map((element) => element.id), announced];
}"""


def test_the_page_is_blank_in_the_moment_of_the_click(page, site):
    page.goto(f"{site}/resources/polaris/")
    title, shown, announced = page.evaluate(CLICK)
    assert title == ""
    assert shown == ["exit-status"]
    assert announced == "Loading."


def test_each_press_is_announced(page, site):
    page.goto(site)
    shift(page, 1)
    assert "2 more times" in page.locator("#exit-status").inner_text()
    shift(page, 1)
    assert "1 more time" in page.locator("#exit-status").inner_text()


def test_another_key_in_between_or_shift_as_a_modifier_does_not_leave(page, site):
    page.goto(f"{site}/safety/")
    shift(page, 2)
    page.keyboard.press("a")
    shift(page, 1)
    for letter in "ABC":
        page.keyboard.press(f"Shift+{letter}")
    page.keyboard.press("Escape")
    page.wait_for_timeout(200)
    assert page.url == f"{site}/safety/"


def test_the_button_stays_in_sight_on_a_phone(page, site):
    page.set_viewport_size({"width": 320, "height": 568})
    page.goto(site)
    page.mouse.wheel(0, 3000)
    page.wait_for_timeout(200)
    box = page.locator("#exit").bounding_box()
    assert 0 <= box["y"] < 60
    assert box["height"] >= 40


def test_leaving_tells_nobody(page, site):
    asked = []
    page.goto(site, wait_until="networkidle")
    page.on("request", lambda request: asked.append(request.url))
    page.click("#exit")
    page.wait_for_url(NEUTRAL)
    assert asked == [NEUTRAL]
