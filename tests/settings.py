"""Settings of the test suite: the shipped ones, on a database of its own."""

import os
import tempfile
from pathlib import Path

DATA_DIR_OF_TESTS = Path(tempfile.mkdtemp(prefix="referral-desk-tests-"))

os.environ |= {
    "SECRET_KEY": "only for tests: never used to serve a page to a person",
    "DATA_DIR": str(DATA_DIR_OF_TESTS),
    "DATABASE_URL": os.environ.get("TEST_DATABASE_URL", ""),
    "ALLOWED_HOSTS": "",
    "HTTPS": "",
    "DEBUG": "",
    "REQUIRE_LOGIN": "",
}

from tools.catalogues import compile_all  # noqa: E402

compile_all()

from referrals.settings import *  # noqa: E402, F403
from referrals.settings import DATABASES, STORAGES  # noqa: E402

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: write-ahead logging and the write lock are part of what is tested.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR_OF_TESTS / "test.sqlite3")}

STATIC_ROOT = DATA_DIR_OF_TESTS / "static"
STATIC_ROOT.mkdir()

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast; no real password is hashed

# The manifest wants collectstatic first; the test of the real server collects and uses it.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
IMPORTS_AT_ONCE = True  # in the process of the test, before the answer
