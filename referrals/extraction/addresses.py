"""Web and e-mail addresses in prose."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal
from urllib.parse import unquote, urlsplit

from linkify_it import LinkifyIt
from publicsuffixlist import PublicSuffixList

# No address is longer. linkify-it is quadratic on a long run of brackets and schemes without a space
# (measured: 5.8 s for 100 KB), so it is shown one bounded run of printing characters at a time.
LONGEST_ADDRESS = 2_000
_RUN = re.compile(r"\S+")
_LOOKS_LIKE_ADDRESS = re.compile(r"://|@|\w\.\w")
# An address begins anew where one is glued to what stands before it: "Borders,www.borders.org".
_BEGINS = (
    r"(?:(?<=[,;:(<\[|>])|(?<=[a-z0-9]))(?=www\.|https?:)"
    r"|(?:(?<=:/)|(?<=p//)|(?<=//)(?<!http://)(?<!https://))(?=www\.)"  # "http:/www.…", "htttp://www.…"
    r"|(?<=[:;,|])(?=[A-Za-z][\w-]*\.(?:org|com|net|gov|edu)\b)"
)
_PARTS = re.compile(rf"(?:^|{_BEGINS}).+?(?={_BEGINS}|$)")
# The next sentence glued to an address: "www.borders.org.They".
_NEXT_SENTENCE = re.compile(
    r"(?:(?<=\.(?:org|com|net|gov|edu|mil))\.?|(?<=[a-z])\.)"
    r"(?!Html|Aspx|Php|Pdf|Org\b|Com\b|Net\b|Gov\b|Edu\b)[A-Z][\w’'.]*(?:[\d-]+)?$"
)
_SENTENCE_GLUED = re.compile(r"(?<=\.(?:org|com|net|gov|edu|mil))\.?[A-Z][\w’']*[.,;]?$")
_ESCAPED = re.compile(r"%2F[\w%./-]*[\w/]")
_FILE_GLUED = re.compile(r"(?<=\.(?:html))[a-z]{2,}$|(?<=\.(?:htm|php|pdf))(?!l)[a-z]{2,}$")
_NUMBER_BEFORE = re.compile(r"[\d().-]{7,}(?=[A-Za-z])")  # a telephone number glued to a mailbox
_LISTED_BEHIND = re.compile(r"(?<=[a-z]),[a-z]+$")  # "…/refer,fax"
# Endings and brackets that linkify-it does not know: "ana@larkspur.nyc", "[ANA@larkspur.gov]".
_MAILBOX = re.compile(r"(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63}@(?P<host>(?:[\w-]{1,63}\.){1,5}[A-Za-z]{2,18})\b")
_WITH_PATH = re.compile(r"[a-z0-9-]{1,30}\.[a-z]{2}/[\w#-].*")  # "t.me/larkspur"
_MAILBOX_BEHIND = re.compile(r"(?<=\d)[A-Za-z][\w.+-]{0,60}@[\w-]{1,60}\.(?:org|com|net|gov|edu|us)\b")
_NUMBER_INSIDE = re.compile(r"\d{3}[-.]\d{3}[-.]\d{4}")
_TRAILING = ".,;:!?…\"'”’)]}>*"
# A bare domain must end in one of these: two-letter endings turn "trafficking.In" into an address in India.
_BARE_ENDINGS = frozenset(
    "org com net gov edu mil info us help ngo ca mx co io coop church care law legal health foundation nyc tv app "
    "online website".split()
)
_DISGUISED = re.compile(
    r"(?<![\w.])([\w+\-]{1,64}(?:\.[\w+\-]{1,64}){0,4})"
    r"(?:[ ]?[(\[{<][ ]?(?:at|arroba|@)[ ]?[)\]}>][ ]?|%40|[ ](?-i:AT)[ ](?=[\w\-.]{1,63}\.(?:org|com|net|gov|edu|"
    r"us)\b)|[ ]at[ ](?=[\w\-]{1,63}[ ]dot[ ])|[ ]@[ ]?|@[ ]|"
    r"@(?=[\w\-]{1,63}[ ]?[(\[{](?:dot|punto)[)\]}]))"
    r"([\w\-]{1,63}(?:[ ]?(?:\.|[(\[{<][ ]?(?:dot|punto|\.)[ ]?[)\]}>]|(?<=[ ])dot(?=[ ]))[ ]?[\w\-]{2,63}){1,4})",
    re.IGNORECASE,
)
_DOT = re.compile(r"[ ]?[(\[{<][ ]?(?:dot|punto|\.)[ ]?[)\]}>][ ]?|[ ]dot[ ]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Address:
    """An address at [start, end); `value` is usable as it is ("http://…", "a@b.org")."""

    start: int
    end: int
    value: str
    type: Literal["url", "email"]


@cache
def _linkify() -> LinkifyIt:
    return LinkifyIt().tlds(sorted(ending for ending in _BARE_ENDINGS if len(ending) > 2), True)


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


def find_addresses(body: str) -> list[Address]:
    """All web and e-mail addresses of `body` in reading order, without punctuation that adheres to them."""
    found = [*_disguised(body)]
    hidden = [(address.start, address.end) for address in found]
    for run in _RUN.finditer(body):
        if len(run.group()) <= LONGEST_ADDRESS and _LOOKS_LIKE_ADDRESS.search(run.group()):
            for part in _PARTS.finditer(run.group()):
                addresses = _in_run(_SENTENCE_GLUED.sub("", part.group()), run.start() + part.start())
                found += [one for one in addresses if not any(start <= one.start < end for start, end in hidden)]
    return sorted(found, key=lambda address: address.start)


def _in_run(run: str, offset: int) -> Iterator[Address]:
    matches = _linkify().match(run)
    glued = None if matches else _MAILBOX_BEHIND.search(run) or _mailbox_in(run)
    if glued:
        yield Address(offset + glued.start(), offset + glued.end(), glued.group(), "email")
    for match in matches or ():
        raw = _trimmed(_FILE_GLUED.sub("", _NEXT_SENTENCE.sub("", _LISTED_BEHIND.sub("", _opened(match.raw)))))
        if not match.schema and _NUMBER_INSIDE.search(raw):
            continue  # words and numbers run together
        escaped = _ESCAPED.match(run, match.index + len(raw))
        raw += escaped.group() if escaped else ""
        if match.schema == "mailto:":
            number = _NUMBER_BEFORE.match(raw)
            start = offset + match.index + (number.end() if number else 0)
            raw = raw[number.end() :] if number else raw
            yield Address(start, start + len(raw), _mailbox(raw), "email")
        elif match.schema or _is_bare_site(raw):
            value = html.unescape(unquote(raw) if "%2F" in raw else raw)
            value = value if match.schema else "http://" + value
            yield Address(offset + match.index, offset + match.index + len(raw), value, "url")


def _mailbox_in(run: str) -> re.Match[str] | None:
    found = _MAILBOX.search(run)
    return found if found and _suffixes().privatesuffix(found["host"].lower(), accept_unknown=False) else None


def _opened(raw: str) -> str:
    """The address without an aside glued to it: "www.larkspur.org(free)"; brackets of its own it closes."""
    start = raw.find("(")
    return raw[:start] if start > 0 and raw[start - 1] not in "_/" else raw


def _mailbox(raw: str) -> str:
    return raw.removeprefix("mailto:")


def _trimmed(raw: str) -> str:
    shorter = raw.rstrip(_TRAILING)
    closed = raw[len(shorter) :].startswith(")") and shorter.count("(") > shorter.count(")")
    return shorter + ")" if closed else shorter


def _is_bare_site(raw: str) -> bool:
    host = re.split(r"[/?#:]", raw, maxsplit=1)[0].lower()
    name, _, ending = host.rpartition(".")
    known = ending in _BARE_ENDINGS and (not name.isdigit() or (len(name), ending) == (3, "org"))  # "211.org"
    return host.startswith("www.") or known or bool(_WITH_PATH.fullmatch(raw))


def _disguised(body: str) -> Iterator[Address]:
    for match in _DISGUISED.finditer(body):
        shown = _NEXT_SENTENCE.sub("", _DOT.sub(".", match[2]).replace(" ", ""))
        cut = _NEXT_SENTENCE.search(match.group())
        number = _NUMBER_BEFORE.match(match[1])
        glued = number.end() if number else 0
        end = match.end() - (len(cut.group()) if cut else 0)
        yield Address(match.start() + glued, end, f"{match[1][glued:]}@{shown}", "email")


def site(url: str) -> str:
    """The registrable domain of a web address ("larkspur.org"), or "" when it has none."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return _suffixes().privatesuffix(host) or ""
