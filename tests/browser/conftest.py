"""A real Chromium on a real server, over the shipped directory."""

import os
import shutil
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from django.db import transaction

# Playwright drives the browser from a loop of its own; the tests themselves use the database as ever.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

NAMES = ("chromium", "chromium-browser", "google-chrome", "msedge")
ARGUMENTS = [
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip


def pytest_collection_modifyitems(items):
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    executable = {"executable_path": found} if found else {}
    return browser_type_launch_args | executable | {"args": [*ARGUMENTS, *sandbox]}


@dataclass
class Seen:
    """What a page did that it must not: requests elsewhere, failed files, errors on the console."""

    origin: str
    elsewhere: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    styles: int = 0

    def watch(self, page):
        page.on("request", lambda request: self._request(request.url))
        page.on("response", lambda response: self._response(response))
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _request(self, url):
        if urlsplit(url).netloc != urlsplit(self.origin).netloc and not url.startswith("data:"):
            self.elsewhere.append(url)

    def _response(self, response):
        self.styles += response.url.endswith(".css") and response.ok
        if response.status >= 400 and "/static/" in response.url:
            self.failed.append(response.url)

    def nothing(self):
        """Nothing left the origin, nothing failed, nothing broke the policy, and the page had its style."""
        assert (self.elsewhere, self.failed, self.errors) == ([], [], [])
        assert self.styles


@pytest.fixture
def site(live_server, shipped_rows, transactional_db):
    """The address of a running site with everything that ships."""
    with transaction.atomic():
        shipped_rows.put()
    return live_server.url


@pytest.fixture
def seen(site):
    return Seen(site)


@pytest.fixture
def page(page, seen, site):
    """A page whose every request, error and file is watched; the neutral site is answered here."""
    page.route("https://www.weather.gov/**", lambda route: route.fulfill(body="<title>Weather</title>Sunny."))
    seen.watch(page)
    return page


@pytest.fixture(params=["with scripts", "without scripts"])
def visitor(request, page, browser, seen):
    """A page with scripts, and one without."""
    if request.param == "with scripts":
        yield page
        return
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    seen.watch(plain)
    yield plain
    context.close()
