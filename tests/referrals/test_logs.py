"""A line of a log says what happened, and nobody's words, address or one-time link, whoever wrote it."""

import json
import logging
import runpy
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError

from referrals import logs


def record(message: str, *args: object, error: BaseException | None = None) -> logging.LogRecord:
    told = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord("some.logger", logging.WARNING, __file__, 1, message, args, told)


def raised(error: BaseException, behind: BaseException | None = None) -> BaseException:
    try:
        raise error from behind
    except BaseException as caught:
        return caught


FORMATTERS = [logs.Line(), logs.Json()]
each = pytest.mark.parametrize("formatter", FORMATTERS, ids=["line", "json"])


@each
@pytest.mark.parametrize(
    "said",
    [
        "Error handling request GET /?q=canary&state=NC",
        "Bad Request: /join/canary-token/",
        "Invalid request from ip=203.0.113.77: no host",
        "Invalid request from ip=2001:db8::77: no host",
        "connection from ::ffff:203.0.113.77 closed",
        "connection from 203.0.113.77:443, [2001:db8::77]:443.",
    ],
)
def test_no_words_tokens_or_addresses(formatter, said):
    line = formatter.format(record("%s", said))
    for hidden in ("canary", "203.0.113", "2001:db8"):
        assert hidden not in line
    assert "WARNING" in line


@pytest.mark.parametrize("said", ["1.20.3 at 12:30:45", "Not Found: /resources/a.b/", "3 of 4: done", "face"])
def test_what_is_no_address_stays(said):
    assert logs.discreet(said) == said


@each
@pytest.mark.parametrize("end", ["\n", "\r\n", "\x85", "\u2028", "\x1b[2K"])
def test_nobody_forges_a_second_line(formatter, end):
    line = formatter.format(record("signed in: %s", f"ana{end}2026-01-01 INFO referrals signed in: root"))
    assert len(line.splitlines()) == 1
    assert "\x1b" not in line


@each
def test_an_exception_says_its_kind_and_place_not_its_words(formatter):
    error = raised(ValueError("canary one"), behind=raised(IntegrityError("DETAIL: Key (name)=(canary two)")))
    line = formatter.format(record("Internal Server Error: %s", "/", error=error))
    assert "canary" not in line
    for part in ("ValueError", "IntegrityError", "test_logs.py:", "in raised"):
        assert part in line


@each
def test_what_is_wrong_with_the_set_up_is_said(formatter):
    error = raised(ImproperlyConfigured("SECRET_KEY is not set"))
    assert "SECRET_KEY is not set" in formatter.format(record("cannot start", error=error))
    full = raised(OSError(28, "No space left on device"))
    assert "No space left on device" in formatter.format(record("cannot write", error=full))


def test_exceptions_that_point_at_each_other_end():
    one, other = ValueError(), KeyError()
    one.__context__, other.__context__ = other, one
    assert len(list(logs.trace(one))) == 2


def test_json_is_one_object_a_line():
    said = json.loads(logs.Json().format(record("%s failed", "“it”", error=raised(KeyError("x")))))
    assert (said["level"], said["logger"], said["message"]) == ("WARNING", "some.logger", "“it” failed")
    assert said["exception"][0] == "builtins.KeyError"
    assert said["at"].endswith("+00:00")


def test_the_server_and_the_site_write_through_it(monkeypatch):
    """gunicorn.conf.py and the settings name the same formatter; no logger of either has a handler of its own."""
    monkeypatch.setattr(sys, "argv", ["gunicorn"])
    server = runpy.run_path(str(settings.BASE_DIR / "gunicorn.conf.py"))
    for config in (settings.LOGGING, server["logconfig_dict"]):
        assert config["formatters"] == {"discreet": {"()": "referrals.logs.Line"}}
        assert [logger["handlers"] for logger in config["loggers"].values() if logger["handlers"]] == []
    assert server["accesslog"] is None
