"""Coming in by the door, as curators do: name, passphrase, and the code their authenticator shows."""

from playwright.sync_api import Page

from referrals import people
from tests.authenticator import Authenticator
from tests.cast import PASSPHRASE


def enter(page: Page, site: str, name: str, to: str = "/") -> None:
    """A new curator of that name signs in and goes to that page."""
    people.ensure_roles()
    authenticator = Authenticator.of(people.add_person(name, people.CURATOR, PASSPHRASE))
    page.goto(f"{site}/sign-in/?next={to}")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.get_by_label("Code").fill(authenticator.code())
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
