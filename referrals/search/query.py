"""What a sentence about a case asks for: facets read from its words, and the words that are left.

Pure and deterministic. The sentence itself is about a person, so nothing of it leaves this module but slugs
of the vocabulary, states, and single words that the directory itself uses; ages, countries of origin, names
and everything else unknown to the directory is dropped, not stored, not put into an address.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from referrals.lexicon import Hit, Lexicon, Term, fold
from referrals.search.countries import COUNTRIES

LONGEST = 1_000  # characters read; a sentence about a case is shorter
MOST_WORDS = 12  # words searched; the rest of a long text adds nothing

AGE = re.compile(r"\b(\d{1,2})[\s-]*(?:years?[\s-]*old|yrs?[\s-]*old|y/?o|anos)\b")
PHONE = re.compile(r"(?<!\d)\+?1?[\s.-]*\(?\d{3}\)?[\s.-]*\d{3}[\s.-]*\d{4}(?!\d)")
CODE = re.compile(r"[A-Z]{2}")
ALWAYS_OPEN = re.compile(r"\b(?:24[\s/-]*7|24[\s-]*hours?|24 horas)\b")

# Words that carry no subject, in English and Spanish. A word of the directory's that stands here ("out",
# "new") is found by its neighbours.
EMPTY_WORDS = frozenset(
    # English
    "a about after all also am an and any are as at be because been but by can could did do does for from get girl "
    "had has have he help her him his how i if in is it its just know live lives man me my need needed needs no not "
    "now of old on or out our person place please she should so someone somebody some than that the their them then "
    "there they this to too us want wants was we were what when where which who whom why will with woman would year "
    "years you your "
    # Spanish
    "al ayuda buscar busco con de del donde el ella en es esta hay hombre la las le lo los mi mujer necesita necesito "
    "para pero persona por que quiero se sin su sus tiene un una uno y yo".split()
)


@dataclass(frozen=True, slots=True)
class Read:
    """One facet read from words: `facet` and `slug` as in a search address, `words` as typed."""

    facet: str
    slug: str
    label: str
    words: str

    @property
    def key(self) -> str:
        return f"{self.facet}:{self.slug}"


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood: facets in reading order, words left to search, and how many words were dropped."""

    read: tuple[Read, ...]
    words: tuple[str, ...]
    dropped: int = 0


def read(
    text: str, terms: tuple[Term, ...], *, known: Callable[[list[str]], set[str]], ignore: Iterable[str] = ()
) -> Reading:
    """Read a sentence. `known` says which of some folded words the directory itself uses; `ignore` holds
    keys ("need:t-visa") of facets that the reader took out: their words are searched as words."""
    text = text[:LONGEST]
    ignored = set(ignore)
    found = [hit for hit in _hits(text, terms) if f"{hit.term.facet}:{hit.term.slug}" not in ignored]
    facets = {f"{h.term.facet}:{h.term.slug}": _read(h, text) for h in reversed(found) if h.term.label}
    rest = _without(text, [(hit.start, hit.end) for hit in found])
    words = _words(rest)
    kept = known(words)
    left = tuple(word for word in words if word in kept)[:MOST_WORDS]
    return Reading(tuple(reversed(facets.values())), left, dropped=len(words) - len(left))


def _read(hit: Hit, text: str) -> Read:
    return Read(hit.term.facet, hit.term.slug, hit.term.label, text[hit.start : hit.end])


def _hits(text: str, terms: tuple[Term, ...]) -> list[Hit]:
    by_slug = {term.slug: term for term in terms}
    found: list[Hit] = []
    for layer in (_ages(text, by_slug), _hours(text), _plain(text, terms), _origins(text, by_slug)):
        taken = list(found)
        found += [hit for hit in layer if all(hit.end <= one.start or one.end <= hit.start for one in taken)]
    return sorted(found, key=lambda hit: hit.start)


@lru_cache(maxsize=4)
def _lexicon(terms: tuple[Term, ...]) -> Lexicon:
    return Lexicon(terms)


def _plain(text: str, terms: tuple[Term, ...]) -> list[Hit]:
    """Terms and states by their own words. A word that is a need and a kind ("hotline") asks for the need."""
    hits = [hit for hit in _lexicon(terms).find(text) if not hit.weak and _is_state_code_or_more(hit, text)]
    needs = {(hit.start, hit.end) for hit in hits if hit.term.facet in {"need", "victim"}}
    return [hit for hit in hits if hit.term.facet != "kind" or (hit.start, hit.end) not in needs]


def _is_state_code_or_more(hit: Hit, text: str) -> bool:
    """ "LA" after another word in capitals ("CAST LA") is part of a name, not Louisiana."""
    if hit.term.facet != "state" or not CODE.fullmatch(text[hit.start : hit.end]):
        return True
    before = text[: hit.start].split()
    return not before or not before[-1].isupper()


def _ages(text: str, by_slug: dict[str, Term]) -> Iterable[Hit]:
    for match in AGE.finditer(fold(text)):
        age = int(match.group(1))
        slug = "minors" if age < 18 else "young-adults" if age < 25 else "adults"
        if slug in by_slug:
            yield Hit(match.start(), match.end(), by_slug[slug])


def _hours(text: str) -> Iterable[Hit]:
    for match in ALWAYS_OPEN.finditer(fold(text)):
        yield Hit(match.start(), match.end(), Term("open", "24-7", "24/7"))


def _origins(text: str, by_slug: dict[str, Term]) -> Iterable[Hit]:
    """A country other than this one: it says "immigrant", and is never kept as a word."""
    if "immigrants" in by_slug:
        for match in COUNTRIES.finditer(fold(text)):
            yield Hit(match.start(), match.end(), by_slug["immigrants"])


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return COUNTRIES.sub(" ", AGE.sub(" ", fold(text)))


def _words(rest: str) -> list[str]:
    numbers = ["".join(c for c in match if c.isdigit()) for match in PHONE.findall(rest)]
    plain = "".join(c if c.isalnum() else "" if c == "'" else " " for c in PHONE.sub(" ", rest))
    words = [word for word in plain.split() if word not in EMPTY_WORDS and (len(word) > 1 or word.isdigit())]
    return list(dict.fromkeys([*numbers, *words]))[: MOST_WORDS * 4]
