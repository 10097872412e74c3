"""A file instead of a text, chosen in a real browser, with scripts and without."""

import pytest
from playwright.sync_api import expect

from referrals.models import Pasted
from tests.cast import signed_in
from tests.referrals.documents import made

TEXT = "For lawyers please call the Harbor Immigrant Justice Center at 919-555-0142."


@pytest.fixture
def desk(visitor, site):
    """A curator's page, with scripts and without."""
    session = signed_in("curator").cookies["session"].value
    visitor.context.add_cookies([{"name": "session", "value": session, "url": site}])
    return visitor


def choose(page, data: bytes, name: str) -> None:
    page.get_by_label("Or a file").set_input_files({"name": name, "mimeType": "application/pdf", "buffer": data})
    page.get_by_role("button", name="Look what it names").click()


@pytest.mark.parametrize("width", [360, 1280])
def test_what_a_file_names_is_shown_and_one_that_is_not_read_is_told_at_its_field(desk, site, seen, width):
    desk.set_viewport_size({"width": width, "height": 900})
    desk.goto(f"{site}/curate/paste/")
    desk.get_by_label("Where it is from").fill("e-mail of the coalition")
    choose(desk, b"\x89PNG\r\n\x1a\n", "list.pdf")
    expect(desk.locator(".field.bad .wrong")).to_contain_text("This is a picture.")
    assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert desk.get_by_label("Where it is from").input_value() == "e-mail of the coalition"
    choose(desk, made.pdf(TEXT), "list.pdf")
    expect(desk.locator("h1")).to_have_text("e-mail of the coalition")
    expect(desk.locator("mark").first).to_contain_text("Harbor Immigrant Justice Center")
    assert Pasted.objects.get().text == TEXT
    assert (seen.elsewhere, seen.failed) == ([], [])  # the console says of the first answer that it was 422
