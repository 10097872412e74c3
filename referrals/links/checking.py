"""What became of one web address: redirects are followed by hand, and each place they lead to is checked again."""

import re
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urldefrag, urljoin

from referrals.models import LinkCheck

from .addresses import Reason, Refused
from .asking import Answer, Clock, Failed, Network, ask

Outcome = LinkCheck.Outcome
TOTAL = 10.0  # seconds for one address, all its redirects included
REDIRECTS = 5
PERMANENT = {HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT}
REDIRECTING = PERMANENT | {HTTPStatus.FOUND, HTTPStatus.SEE_OTHER, HTTPStatus.TEMPORARY_REDIRECT}
MAY_BE_KEPT = re.compile(r"https?://[^\s<>\"]{1,480}")


@dataclass(frozen=True, slots=True)
class Found:
    """The outcome as a row keeps it."""

    outcome: Outcome
    status: int | None = None
    reason: str = ""
    moved_to: str = ""


def check(url: str, network: Network, seconds: float = TOTAL) -> Found:
    """Ask whether `url` still works."""
    try:
        return _followed(url, network, Clock(seconds))
    except Refused as refusal:
        return Found(Outcome.REFUSED, reason=refusal.reason)
    except Failed as failure:
        return Found(Outcome.FAILING, reason=failure.reason)


def _followed(url: str, network: Network, clock: Clock) -> Found:
    at, permanent = url, True
    for _hop in range(REDIRECTS + 1):
        answer = _answer(at, network, clock)
        if answer.status not in REDIRECTING or not answer.location:
            return _judged(answer.status, at if permanent and at != url else "")
        permanent = permanent and answer.status in PERMANENT
        at = _next(at, answer.location)
    raise Failed(Reason.REDIRECTS)


def _next(at: str, location: str) -> str:
    try:
        return urldefrag(urljoin(at, location)).url
    except ValueError:
        raise Refused(Reason.NOT_WEB) from None


def _answer(url: str, network: Network, clock: Clock) -> Answer:
    """By HEAD; servers that do not know it, or answer it with an error, are asked for the page itself."""
    try:
        answer = ask("HEAD", url, network, clock)
    except Failed as failure:
        if failure.reason != Reason.UNREADABLE:
            raise
    else:
        if answer.status < HTTPStatus.BAD_REQUEST:
            return answer
    return ask("GET", url, network, clock)


def _judged(status: int, moved_to: str) -> Found:
    if status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
        return Found(Outcome.GONE, status)
    if not HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return Found(Outcome.FAILING, status, Reason.ERROR)
    if MAY_BE_KEPT.fullmatch(moved_to):
        return Found(Outcome.MOVED, status, moved_to=moved_to)
    return Found(Outcome.WORKS, status)
