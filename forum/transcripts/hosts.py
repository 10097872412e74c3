"""Who is behind a label: the forum prints labels ("S Going"), the header prints names ("Shannon Going").

A label is compared with each host by general rules of how names are shortened, best rule first; a host
whom no label fits (a nickname, an agency) is then found by elimination.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .thread import Role

CUT_AT = 14  # the forum cuts labels to about 15 characters: from here on the last word may be a beginning

_HONORIFIC = re.compile(
    r"mrs?|ms|miss|dr|prof(?:essor)?|rev|sister|father|judge|hon|chief|sheriff|officer|det(?:ective)?"
    r"|sgt|sergeant|lt|lieutenant|capt(?:ain)?|maj(?:or)?|col(?:onel)?|special|agent"
)
_SUFFIX = re.compile(r"jr|sr|esq|phd|psyd|edd|md|jd|rn|msw|lcsw|lpc|[ivx]{2,}")


@dataclass(frozen=True, slots=True)
class Speaker:
    """The role behind a label, and the hosts' names where they are known."""

    role: Role
    hosts: tuple[str, ...] = ()


def identify(labels_by_question: Sequence[Iterable[str]], hosts: Sequence[str]) -> dict[str, Speaker]:
    """Say for every label who speaks: a host (named where certain) or a participant."""
    questions = Counter(label for labels in labels_by_question for label in set(labels))
    speakers = {label: match(label, hosts) for label in questions}
    found = {host for speaker in speakers.values() for host in speaker.hosts}
    missing = [host for host in hosts if host not in found]
    strangers = {label: count for label, count in questions.items() if speakers[label].role == "participant"}
    return speakers | _by_elimination(strangers, missing, len(labels_by_question))


def _by_elimination(strangers: dict[str, int], missing: Sequence[str], questions: int) -> dict[str, Speaker]:
    """Take who posts under three questions and a quarter of them all for the host no label fits."""
    regulars = [label for label, count in strangers.items() if count >= max(3, questions / 4)]
    regulars = sorted(regulars, key=lambda label: (-strangers[label], label))[: len(missing)]
    certain = len(missing) == len(regulars) == 1
    return {label: Speaker("host", tuple(missing) if certain else ()) for label in regulars}


def match(label: str, hosts: Sequence[str]) -> Speaker:
    """Compare one label with the hosts' names; a label that fits two of them equally names neither."""
    best, names = _closest(label, hosts)
    pieces = re.split(r"\s*[&/+]\s*|\s+and\s+", label)
    if best < 3 and len(pieces) > 1:
        return _match_together(pieces, hosts, cut=len(label) >= CUT_AT)
    if not best:
        return Speaker("participant")
    return Speaker("host", names if len(names) == 1 else ())


def _match_together(pieces: Sequence[str], hosts: Sequence[str], cut: bool) -> Speaker:
    """Read a label that several people share ("Ann & Bea"); one of them a host makes it a host's."""
    last = len(pieces) - 1
    closest = [_closest(piece, hosts, cut and i == last)[1] for i, piece in enumerate(pieces)]
    names = tuple(dict.fromkeys(names[0] for names in closest if len(names) == 1))
    return Speaker("host" if any(closest) else "participant", names)


def _closest(label: str, hosts: Sequence[str], cut: bool | None = None) -> tuple[int, tuple[str, ...]]:
    """Give the best rank (0: none) and the hosts that have it."""
    cut = len(label) >= CUT_AT if cut is None else cut
    ranks = {host: _best_rank(label, _words(host), cut) for host in hosts}
    best = max(ranks.values(), default=0)
    return best, tuple(host for host, rank in ranks.items() if rank == best and rank)


def _best_rank(label: str, host: tuple[str, ...], cut: bool) -> int:
    """Rank the whole label and, without the agency behind it, its name ("Mary, OVC", "Mary OVC").

    A lone surname counts only where it is the whole label: "Gomez, Ana" is not Carol Gomez.
    """
    names = {_words(re.split(r"[,(@]", label)[0]), _words(re.sub(r"\b[A-Z]{2,}\b", " ", label))}
    names = names - {host[-1:], _words(label)}
    return max(_rank(name, host, cut) for name in (_words(label), *names))


@lru_cache(maxsize=256)  # the hosts' names come up again with every label
def _words(name: str) -> tuple[str, ...]:
    """Give a name's words without accents, apostrophes, titles ("Prof.") and suffixes ("VII")."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = re.findall(r"[^\W_]+", re.sub(r"['’‘`´]", "", plain).casefold())
    while len(words) > 1 and _HONORIFIC.fullmatch(words[0]):
        words.pop(0)
    while len(words) > 1 and _SUFFIX.fullmatch(words[-1]):
        words.pop()
    return tuple(words)


def _rank(label: tuple[str, ...], host: tuple[str, ...], cut: bool) -> int:
    if not label or not host:
        return 0
    squeezed = "".join(label)
    if squeezed == "".join(host) or sorted(label) == sorted(host):
        return 4
    if len(label) > 1 and _same_person(label, host, cut):
        return 3
    if _fits(squeezed.rstrip("0123456789"), _handles(host), cut):
        return 2
    return int(len(label) == 1 and _is_one_name(label[0], host, cut))


def _same_person(label: tuple[str, ...], host: tuple[str, ...], cut: bool) -> bool:
    """First names agree as far as printed, and the label's last word is one of the host's others."""
    given = _given_names_agree(label[0], host[0])
    return given and any(_surname_agrees(label[-1], word, cut) for word in host[1:])


def _given_names_agree(a: str, b: str) -> bool:
    return a[0] == b[0] if 1 in (len(a), len(b)) else a[:3] == b[:3]


def _surname_agrees(printed: str, surname: str, cut: bool) -> bool:
    return printed == surname or ((cut or len(printed) == 1) and surname.startswith(printed))


def _handles(host: tuple[str, ...]) -> set[str]:
    """Give the handles people make of a name: shannongoing, sgoing, shannong, goings, sg."""
    first, last = host[0], host[-1]
    if len(host) == 1:
        return {first}
    initials = "".join(word[0] for word in host)
    whole = "".join(host)
    return {whole, first + last, last + first, first[0] + last, first + last[0], last + first[0], initials}


def _fits(handle: str, handles: set[str], cut: bool) -> bool:
    return handle in handles or (cut and any(full.startswith(handle) for full in handles))


def _is_one_name(word: str, host: tuple[str, ...], cut: bool) -> bool:
    """The first name, its beginning (three letters or more), or the last name."""
    if word in (host[0], host[-1]):
        return True
    return host[0].startswith(word) if len(word) >= 3 else False
