"""A Chromium for the browser tests: the one that is here, else one installed for the purpose."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

from playwright.sync_api import sync_playwright

from bootstrap import WINDOWS, say, stop
from tools.debian import apt_install

PLACES = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
]


def chromium() -> str | None:
    """The path of a Chromium that runs, installed first if need be; None where none can be had."""
    named = os.environ.get("CHROMIUM")
    if named:
        return running(named) or stop(f"cannot test: CHROMIUM takes a browser that runs, not {named}.")
    return installed() or from_debian() or from_playwright()


def installed() -> str | None:
    return next((path for place in places() if (path := running(place))), None)


def places() -> Iterator[str]:
    yield from PLACES
    with sync_playwright() as playwright:
        yield playwright.chromium.executable_path


def running(place: str) -> str | None:
    """The path of that browser. Executed, since a name may be a stub that only says what to install."""
    path = shutil.which(place)
    if not path or WINDOWS:  # on Windows, asking for the version opens a window
        return path
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return path if answer.returncode == 0 else None


def from_debian() -> str | None:
    return installed() if apt_install("chromium", "fonts-dejavu-core") else None


def from_playwright() -> str | None:
    say("fetching Playwright's Chromium")
    subprocess.call([sys.executable, "-m", "playwright", "install", "chromium"])
    return installed()
