"""What is asked: five kinds of query, each a plain value that every contestant translates for itself.

They are drawn from entries that every size contains, so that all sizes and all contestants are asked the same.
"""

from collections.abc import Callable, Iterator
from functools import cache
from random import Random

from referrals.lexicon import fold
from referrals.search.reading import countries, places
from referrals.search.reading.wordlists import EMPTY_WORDS
from referrals.vocabulary import STATE_ALIASES, State
from tests.benchmarks import learnt
from tests.benchmarks.population import Entry, entries
from tests.benchmarks.query import KINDS, Query
from tests.hostile import TEXTS

OF_EACH = 40
WARMING = 20  # of each kind, before the clock starts
DRAWN_FROM = 10_000  # entries
LANDING = Query("landing")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
# How often a person narrows by a facet, the likeliest first.
CHANCES = {"state": 0.7, "need": 0.5, "victim": 0.4, "kind": 0.2, "open": 0.15, "cost": 0.1, "language": 0.1}


def mix(size: int, of_each: int = OF_EACH) -> list[Query]:
    """`of_each` queries of each kind, the kinds in turn; all are distinct but the landing, which is the one page that
    everybody comes to. `size`: entries of the directory."""
    drawn = {kind: _distinct(_drawn(kind, size, seed=kind), of_each) for kind in DRAW}
    drawn["landing"] = [LANDING] * of_each
    return [drawn[kind][n] for n in range(of_each) for kind in KINDS]


def warm_up(size: int) -> list[Query]:
    """What a server was asked before: some of each kind that the mix does not ask, and the landing."""
    asked = set(mix(size))
    fresh = {kind: (query for query in _drawn(kind, size, f"warm {kind}") if query not in asked) for kind in DRAW}
    drawn = {kind: _distinct(queries, WARMING) for kind, queries in fresh.items()}
    drawn["landing"] = [LANDING] * WARMING
    return [drawn[kind][n] for n in range(WARMING) for kind in KINDS]


def strangers() -> list[Query]:
    """Pages whose cards nothing before has shown: the second and third page of what each large state has."""
    largest = sorted(learnt.INHABITANTS, key=lambda code: -learnt.INHABITANTS[code])[:20]
    return [Query("cold", filters=(("state", code),), page=page) for page in (2, 3) for code in largest]


def hostile() -> list[Query]:
    """What the tests throw at a search, and a thousand filters."""
    texts = [Query("hostile", (text,)) for text in TEXTS.values()]
    return [*texts, Query("hostile", filters=(("need", "emergency-shelter"),) * 1_000)]


def _distinct(endless: Iterator[Query], count: int) -> list[Query]:
    found: dict[Query, None] = {}
    while len(found) < count:
        found[next(endless)] = None
    return list(found)


def _drawn(kind: str, size: int, seed: str) -> Iterator[Query]:
    """Queries of a kind without end."""
    random, sample = Random(seed), _sample(min(size, DRAWN_FROM))
    while True:
        if query := DRAW[kind](random, random.choice(sample)):
            yield query


@cache
def _sample(size: int) -> list[Entry]:
    return [entry for entry in entries(size) if entry.published]


def _by_words(random: Random, entry: Entry) -> Query | None:
    """One to three words, of its name or its description."""
    text = entry.record[random.choice(("name", "name", "description"))]
    found = searchable(text)
    chosen = random.sample(found, min(len(found), random.choice((1, 2, 2, 3))))
    return Query("words", tuple(word for word in found if word in chosen)) if chosen else None


def _by_filters(random: Random, entry: Entry) -> Query | None:
    chosen = _filters(random, entry)
    return Query("filters", filters=chosen) if chosen else None


def _by_both(random: Random, entry: Entry) -> Query | None:
    by_words, chosen = _by_words(random, entry), _filters(random, entry)
    return Query("both", by_words.words[:2], chosen) if by_words and chosen else None


def _misspelt(random: Random, entry: Entry) -> Query | None:
    """A word of its name with one letter wrong, such that no word in use is meant instead."""
    long = [word for word in searchable(entry.record["name"]) if len(word) > 5]
    if not long:
        return None
    wrong = _slip(random, random.choice(long))
    return Query("misspelt", (wrong,)) if wrong not in _words_in_use() else None


def _slip(random: Random, word: str) -> str:
    """One edit: a letter dropped, doubled, replaced, or swapped with the next; never the first."""
    at = random.randrange(1, len(word) - 1)
    left, letter, right = word[:at], word[at], word[at + 1 :]
    return random.choice(
        (left + right, left + letter + letter + right, left + random.choice(LETTERS) + right,
         left + right[0] + letter + right[1:])
    )  # fmt: skip


DRAW: dict[str, Callable[[Random, Entry], Query | None]] = {
    "words": _by_words,
    "filters": _by_filters,
    "both": _by_both,
    "misspelt": _misspelt,
}


def _filters(random: Random, entry: Entry) -> tuple[tuple[str, str], ...]:
    """Choices that this entry answers, at most three."""
    record = entry.record
    serves = [term["slug"] for term in record["terms"] if term["relation"] != "excludes"]
    victims = set(learnt.terms("victim").values)
    said = {
        "state": record["states"],
        "need": [slug for slug in serves if slug not in victims],
        "victim": [slug for slug in serves if slug in victims],
        "kind": [record["kind"]],
        "open": ["24-7"] if record["always_open"] else [],
        "cost": [record["cost"]] if record["cost"] != "cost-unknown" else [],
        "language": record["languages"],
    }
    chosen = [(facet, random.choice(said[facet])) for facet, chance in CHANCES.items()
              if said[facet] and random.random() < chance]  # fmt: skip
    return tuple(chosen[:3])


def searchable(text: str) -> list[str]:
    """Its words of four letters or more that mean nothing to the vocabulary: no contestant may read them as a facet."""
    plain = "".join(c if c.isalpha() else " " for c in fold(text)).split()
    taken = _vocabulary_words() | EMPTY_WORDS | countries.WORDS
    return [word for word in dict.fromkeys(plain) if len(word) > 3 and word not in taken and not places.is_city(word)]


@cache
def _vocabulary_words() -> frozenset[str]:
    texts = [str(label) for label in State.labels] + [alias for names in STATE_ALIASES.values() for alias in names]
    for file in ("victim_types", "needs", "kinds", "costs", "languages", "es", "es_languages"):
        for row in learnt.rows("vocabulary", f"{file}.csv"):
            texts += [
                row.get(name, "") for name in ("label", "name", "endonym", "aliases", "synonyms", "weak_synonyms")
            ]
    return frozenset("".join(c if c.isalnum() else " " for c in fold(" ".join(texts))).split())


@cache
def _words_in_use() -> frozenset[str]:
    texts = (f"{entry.record['name']} {entry.record['description']}" for entry in _sample(DRAWN_FROM))
    return frozenset(word for text in texts for word in searchable(text))
