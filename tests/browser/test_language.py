"""Spanish in a browser: the switch follows what a script changes. (That it fits and breaks no rule: see
test_accessibility.)"""


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
