"""Is this a resource we have? Names and contacts brought to a comparable form, and a score with reasons."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from publicsuffixlist import PublicSuffixList
from rapidfuzz import fuzz

from referrals.lexicon import fold
from referrals.vocabulary import State, english

LIKE = 90  # of 100: two names are alike from here on (rapidfuzz token_sort_ratio)
# Hosts that lend their address to many organizations: sharing one says nothing.
SHARED_HOSTS = frozenset({"facebook.com", "instagram.com", "twitter.com", "x.com", "youtube.com", "linkedin.com",
                          "google.com", "wordpress.com", "wixsite.com", "github.com"})  # fmt: skip
LEGAL_FORMS = re.compile(r"\b(?:inc|incorporated|llc|ltd|corp|corporation)\b")


@cache
def name_key(name: str) -> str:
    """A name as it is compared: folded, without articles, legal forms, bracketed acronyms and punctuation;
    a leading USPS code is spelled out.

    >>> name_key("The NC Justice Center, Inc. (NCJC)")
    'north carolina justice center'
    """
    name = re.sub(r"\([^)]*\)", " ", name)
    name = re.sub(r"^\s*(?:[Tt]he\s+)?([A-Z]{2})\b(?=\s+[A-Z])", _state_name, name)
    words = re.sub(r"[^\w\s]", " ", fold(name).replace("&", " and ").replace("'", ""))
    words = LEGAL_FORMS.sub(" ", words)
    return re.sub(r"^the ", "", " ".join(words.split()))


def _state_name(match: re.Match[str]) -> str:
    code = match.group(1)
    return english(State).get(code) or match.group()


def acronyms(name: str) -> set[str]:
    """Acronyms a name carries in brackets, or is: {"GEMS"} for "Girls … Services (GEMS)"; of two that share a
    slash ("CAST/LA") the first stands for the body, the second often for its place."""
    found = set(re.findall(r"\(([A-Z][A-Z&/-]{1,9})\)", name))
    found |= {name} if re.fullmatch(r"[A-Z][A-Z&/-]{1,9}", name) else set()
    return found | {acronym.partition("/")[0] for acronym in found if len(acronym.partition("/")[0]) > 2}


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()  # from the bundled list; nothing is fetched


def domain(url: str) -> str:
    """The registrable domain of a web or e-mail address, or nothing for a host that many share."""
    host = urlsplit(url).hostname if "//" in url else url.rpartition("@")[2]
    registered = _suffixes().privatesuffix((host or "").lower()) or ""
    return "" if registered in SHARED_HOSTS else registered


@dataclass(frozen=True, slots=True)
class Likeness:
    """How strongly two records look like one: 0 to 100, with what speaks for it in words."""

    score: int
    reasons: tuple[str, ...]


def likeness(one: dict, other: dict) -> Likeness:
    """Compare two records (see `curation.record`). An equal phone or site is a hint, never a proof."""
    reasons = [*_alike_in_name(one, other), *_alike_in_contact(one, other)]
    score = min(100, sum(points for points, _ in reasons))
    if _elsewhere(one, other):
        return Likeness(score // 2, (*(reason for _, reason in reasons), "serves other states"))
    return Likeness(score, tuple(reason for _, reason in reasons))


def _alike_in_name(one: dict, other: dict) -> Iterable[tuple[int, str]]:
    mine, theirs = _names(one), _names(other)
    if mine & theirs:
        return [(80, "same name")]
    if {a for n in _written(one) for a in acronyms(n)} & {a for n in _written(other) for a in acronyms(n)}:
        return [(60, "same acronym")]
    closest = max((fuzz.token_sort_ratio(a, b) for a in mine for b in theirs), default=0)
    return [(50, "similar name")] if closest >= LIKE else []


def _alike_in_contact(one: dict, other: dict) -> Iterable[tuple[int, str]]:
    if {p["number"] for p in one["phones"]} & {p["number"] for p in other["phones"]}:
        yield 30, "same phone"
    if contact_keys(one, phones=False) & contact_keys(other, phones=False):
        yield 30, "same site or mail domain"


def _written(record: dict) -> list[str]:
    return [record["name"], *record["aliases"]]


def _names(record: dict) -> set[str]:
    return {key for key in map(name_key, _written(record)) if key}


def _elsewhere(one: dict, other: dict) -> bool:
    return bool(one["states"] and other["states"]) and not set(one["states"]) & set(other["states"])


def contact_keys(record: dict, *, phones: bool = True) -> set[str]:
    """Phones, e-mail addresses and registrable domains of a record: what a rejection remembers."""
    keys = {domain(link["url"]) for link in record["links"]} | {mail["address"].lower() for mail in record["emails"]}
    keys |= {domain(mail["address"]) for mail in record["emails"]}
    if phones:
        keys |= {phone["number"] for phone in record["phones"]}
    return keys - {""}
