"""What a line of a log says, and what none says: nobody's words, nobody's address, no one-time link.

Whoever logs, Django and the server too, what they say becomes a line here. Of an exception stand its kind and where it
was raised, not its message: a database quotes the row it refused, a parser the text it stumbled over. Messages about
how the site was set up are the exception.
"""

import json
import logging
import re
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import Any

from django.core.exceptions import ImproperlyConfigured

TOKEN = re.compile(r"(/join/)[^/\s?#'\"]+")
QUERY = re.compile(r"\?[^\s'\"]*")
IPV4 = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.]*\d)")
IPV6 = re.compile(r"[0-9a-fA-F:.]*:[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")  # what may be one; read to see whether it is
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
TOLD = (ImproperlyConfigured, ImportError, SystemExit)  # about the set-up, for the operator's eyes
FORMATS = {"line": "referrals.logs.Line", "json": "referrals.logs.Json"}


def discreet(text: str) -> str:
    """The text on one line, without what follows a question mark in an address, tokens, and network addresses."""
    text = QUERY.sub("?…", TOKEN.sub(r"\1…", text))
    text = IPV4.sub("…", IPV6.sub(lambda found: "…" if _has_address(found[0]) else found[0], text))
    return CONTROL.sub(lambda found: repr(found[0])[1:-1], text)


def trace(error: BaseException | None) -> Iterator[str]:
    """Of which kind an exception and those behind it were, and where each was raised, innermost last."""
    seen: list[BaseException] = []
    while error is not None and error not in seen:
        seen.append(error)
        told = f": {discreet(str(error))}" if isinstance(error, TOLD) else ""
        reason = f" ({error.strerror})" if isinstance(error, OSError) and error.strerror else ""
        yield f"{type(error).__module__}.{type(error).__qualname__}{told}{reason}"
        yield from (f"  {at.filename}:{at.lineno} in {at.name}" for at in traceback.extract_tb(error.__traceback__))
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


class Line(logging.Formatter):
    """For people: time, level, who says it, what; below it where an exception came from."""

    def format(self, record: logging.LogRecord) -> str:
        said = f"{_at(record):%Y-%m-%d %H:%M:%S} {record.levelname} {record.name} {discreet(record.getMessage())}"
        return "\n".join([said, *trace(_error(record))])


class Json(logging.Formatter):
    """For programs: the same as one JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        said: dict[str, Any] = {
            "at": _at(record).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "process": record.process,
            "message": discreet(record.getMessage()),
        }
        if error := _error(record):
            said["exception"] = list(trace(error))
        return json.dumps(said, ensure_ascii=False)


def config(format: str, levels: dict[str, str]) -> dict[str, Any]:
    """For `logging.config`: everything to standard error, in one of FORMATS. `levels`: of loggers; "" is the root."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"discreet": {"()": FORMATS[format]}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "discreet"}},
        "root": {"handlers": ["stderr"], "level": levels[""]},
        "loggers": {
            name: {"level": level, "handlers": [], "propagate": True} for name, level in levels.items() if name
        },
    }


def _at(record: logging.LogRecord) -> datetime:
    return datetime.fromtimestamp(record.created, tz=UTC)


def _error(record: logging.LogRecord) -> BaseException | None:
    return record.exc_info[1] if record.exc_info else None


def _has_address(text: str) -> bool:
    """Whether it is one, with or without the stop or colon of the sentence behind it."""
    return any(_is_address(one) for one in (text, text[:-1]))


def _is_address(text: str) -> bool:
    try:
        return bool(ip_address(text))
    except ValueError:
        return False
