"""An invented directory with the shape of the shipped one, the same on every machine.

Entries come in one fixed order, so that the first 10,000 of 100,000 are those of a directory of 10,000.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from math import exp, log
from random import Random
from typing import Any

from tests.benchmarks import learnt

SEED = 20150121
TODAY = date(2026, 11, 1)  # the newest verification; fixed, so that the data are
THREE_YEARS = 3 * 365
RARE_WORDS = 200_000  # distinct invented words there are; how many are met grows with the directory
CITIES = 3_000
PARENTS = 20_000  # organizations that may run several resources

# {field: value} of every field a record has (see referrals.curation.record); a test compares the two.
BLANK: dict[str, Any] = {
    "name": "", "discreet_name": "", "kind": "", "description": "", "eligibility": "", "serves_any_victim": False,
    "interpretation": "unknown", "hours": "", "always_open": None, "cost": "cost-unknown", "coverage": "not-stated",
    "base_state": "", "area": "", "city": "", "contact_may_report": "unknown", "published_by": "", "published_on": "",
    "published_url": "", "in_doubt": False, "organization": "", "aliases": [], "states": [], "languages": [],
    "terms": [], "phones": [], "links": [], "emails": [], "address": None,
}  # fmt: skip
PHONE: dict[str, Any] = {
    "number": "", "extension": "", "menu_key": "", "keyword": "", "use": "voice", "label": "", "audience": "",
    "hours": "", "primary": False, "doubtful": False,
}  # fmt: skip
SHELTERING_NEEDS = frozenset({"emergency-shelter", "transitional-housing", "residential-program"})
COSTS = learnt.Weighted.of({"cost-unknown": 80, "free": 14, "sliding-scale": 4, "insurance": 1.5, "fee": 0.5})
METHODS = ("phone", "email", "website")


@dataclass(frozen=True, slots=True)
class Entry:
    """One invented resource: its record, and what curation keeps beside it. `quotes`: what practitioners said."""

    record: dict[str, Any]
    curation: str
    verified_on: date | None
    verified_how: str
    quotes: tuple[str, ...]

    @property
    def published(self) -> bool:
        return self.curation == "published"


def entries(size: int) -> Iterator[Entry]:
    """The first `size` entries."""
    random = Random(SEED)
    for number in range(size):
        yield _entry(random, number)


@cache
def rare_words() -> tuple[str, ...]:
    """Invented words, capitalised, the commonest first: far enough apart to be misspelt one at a time."""
    random = Random(SEED)
    syllables = [a + b + c for a in "bcdfghjklmnprstvwz" for b in "aeiou" for c in ("", "l", "n", "r", "s", "th", "nd")]
    words: dict[str, None] = {}
    while len(words) < RARE_WORDS:
        words["".join(random.choices(syllables, k=random.choice((2, 3, 3, 4)))).capitalize()] = None
    return tuple(words)


def _rare(random: Random, most: int = RARE_WORDS) -> str:
    """One of the `most` commonest, the n-th about 1/n as often as the first: Zipf's law."""
    return rare_words()[int(exp(random.random() * log(most)))]


def _pick(random: Random, among: learnt.Weighted, count: int = 1) -> list:
    return random.choices(among.values, cum_weights=among.cumulated, k=count)


def _entry(random: Random, number: int) -> Entry:
    model = random.choice(learnt.models())
    terms = _terms(random, model)
    record = BLANK | _name(random, model) | _place(random, model, terms) | _contacts(random, model, number)
    record |= {
        "kind": model.kind,
        "description": _description(random),
        "serves_any_victim": model.serves_any_victim,
        "terms": terms,
        "languages": sorted(model.languages),
        "interpretation": "yes" if model.interpreters else "unknown",
        "hours": model.hours,
        "always_open": True if model.hours in {"24/7", "24 hours"} else None,
        "cost": _pick(random, COSTS)[0],
        "contact_may_report": _may_report(model),
        "published_by": "an invented list",
        "published_on": str(random.randint(2012, 2026)),
    }
    verified_on = TODAY - timedelta(days=random.randrange(THREE_YEARS)) if random.random() < 0.4 else None
    return Entry(
        record,
        "published" if random.random() < 0.95 else random.choice(("suggested", "retired")),
        verified_on,
        random.choice(METHODS) if verified_on else "",
        (_description(random),) if random.random() < 0.02 else (),
    )


def _name(random: Random, model: learnt.Model) -> dict[str, Any]:
    first = _rare(random)
    chance = random.random()
    if chance < 0.25:
        first = f"{first} County"
    elif chance < 0.5:
        first = f"{first} {_rare(random)}"
    name = f"{first} {model.tail}"
    organization = f"{_rare(random, PARENTS)} Family of Services" if random.random() < 0.2 else name
    initials = "".join(word[0] for word in organization.split() if word[0].isupper())
    return {
        "name": name,
        "discreet_name": initials if 3 <= len(initials) <= 6 else "Office",
        "organization": organization,
        "aliases": [initials] if len(initials) > 3 and len(organization) % 3 == 0 else [],  # by name: one body, one set
    }


def _terms(random: Random, model: learnt.Model) -> list[dict[str, str]]:
    """The model's terms, less one now and then and with one more now and then; few relations but "serves"."""
    slugs = [slug for slug in (*model.victims, *model.needs) if random.random() > 0.15]
    if random.random() < 0.35:
        slugs += _pick(random, learnt.terms("need"))
    relation = "serves"
    if random.random() < 0.25:
        slugs += _pick(random, learnt.terms("victim"))
        relation = random.choice(("serves", "serves", "serves", "only", "excludes"))
    rows = dict.fromkeys(slugs, "serves")
    if relation != "serves":
        rows[slugs[-1]] = relation
    return [{"slug": slug, "relation": rows[slug]} for slug in sorted(rows)]


def _place(random: Random, model: learnt.Model, terms: list[dict[str, str]]) -> dict[str, Any]:
    """Coverage, states, city and address. Who shelters people shows neither city nor street."""
    state, city = _pick(random, learnt.states())[0], _rare(random, CITIES)
    offered = {term["slug"] for term in terms if term["relation"] != "excludes"}
    shelters = model.kind == "shelter-program" or bool(offered & SHELTERING_NEEDS)
    place: dict[str, Any] = {"coverage": model.scope, "base_state": state}
    if model.scope != "national":
        place["states"] = [state] if random.random() < 0.97 else sorted({state, *_pick(random, learnt.states(), 2)})
    if model.scope == "local" and not shelters:
        place["city"] = city
    if "street" in model.has:
        place["address"] = {
            "visibility": "hidden" if shelters else "public",
            "street": f"{random.randint(1, 9999)} {_rare(random, CITIES)} Street",
            "city": city,
            "state": state,
            "postal_code": f"{random.randint(501, 99950):05}",
        }
    return place


def _contacts(random: Random, model: learnt.Model, number: int) -> dict[str, Any]:
    """Ways to reach it, at least one; telephone numbers and addresses are nobody's."""
    found: dict[str, Any] = {"phones": [], "links": [], "emails": []}
    host = f"{_rare(random).lower()}{number}.example"
    if "phone" in model.has or not model.has & {"website", "email"}:
        found["phones"] = [PHONE | {"number": f"+1{random.randint(201, 989)}555{number % 10_000:04}", "primary": True}]
    if "text_line" in model.has:
        found["phones"] = [*found["phones"], PHONE | {"number": f"{random.randint(20_000, 999_999)}", "use": "text"}]
    if "website" in model.has:
        found["links"] = [{"url": f"https://www.{host}/", "label": "", "doubtful": False}]
    if "email" in model.has:
        found["emails"] = [{"address": f"office@{host}", "label": "", "doubtful": False}]
    return found


def _description(random: Random) -> str:
    """10 to 40 words: common ones as the shipped descriptions use them, and one or two that are rare."""
    words = _pick(random, learnt.description_words(), random.randint(10, 40))
    for _ in range(random.randint(1, 2)):
        words[random.randrange(len(words))] = _rare(random)
    text = " ".join(words)
    return f"{text[0].upper()}{text[1:]}."


def _may_report(model: learnt.Model) -> str:
    if model.kind == "law-enforcement":
        return "yes"
    return "mandated" if "law-enforcement-reporting" in model.needs else "unknown"


def size_of(text: str) -> int:
    """10000 for "10k", 1000000 for "1m"."""
    match = re.fullmatch(r"(\d+)([km]?)", text.strip().lower())
    if not match:
        raise ValueError(f"A size is a number such as 10k or 1m, not “{text}”.")
    return int(match[1]) * {"": 1, "k": 1_000, "m": 1_000_000}[match[2]]


def written(size: int) -> str:
    """The other way round: "10 k" for 10000."""
    for unit, name in ((1_000_000, "M"), (1_000, "k")):
        if size >= unit and size % unit == 0:
            return f"{size // unit} {name}"
    return str(size)
