"""The fields of the index, and a contact as a document of it.

A document is made of what the release gate let out (`Contact`) and of the vocabulary, nothing else: what is
withheld cannot be in the index.
"""

import hashlib
import re
from collections.abc import Hashable
from datetime import date
from typing import Any

import tantivy

from referrals.contact import Contact
from referrals.filters import ResourceFilter, facets_of
from referrals.matching import acronyms
from referrals.matching.contacts import SHARED_HOSTS
from referrals.search.analysis import ENGLISH, PLAIN, SPANISH, analyzers, name_keys, said
from referrals.terms import Vocabulary
from referrals.tokens import words
from referrals.vocabulary import FOR_PROVIDERS, Coverage, Kind, Relation, State, english

VERSION = 3  # of all that follows: an index of another version is made anew

FACETS = tuple(name for name in ResourceFilter.base_filters if name != "freshness")
MAY, EXACT = "_may", "_exact"  # endings of the fields beside a facet's own

# Text fields: analyzer and how much a word in them counts.
TEXTS = {
    "name": (PLAIN, 5.0),
    "also": (PLAIN, 3.5),  # aliases, organization, acronyms
    "terms": (ENGLISH, 1.2),  # labels; for synonyms see `synonyms`
    "about": (ENGLISH, 1.0),
    "quotes": (ENGLISH, 1.2),
    "asked": (ENGLISH, 0.6),  # the questions that practitioners answered by naming it
    "spanish": (SPANISH, 1.0),
}
WORDS = "words"  # every word as written, for prefixes and spelling
RUN_TOGETHER = re.compile(r"(?<=[a-z])(?=[A-Z0-9])")
PARTS = re.compile(r"[(),]| - ")
CODES = {name: code for code, name in english(State).items()}  # as they stand in names of bodies
A_STATE = re.compile("|".join(sorted(map(re.escape, CODES), key=len, reverse=True)))
USES = {"tty": "TTY TDD", "videophone": "videophone", "text": "text texting"}
NO_DAY = 0  # of a contact nobody verified


def build() -> tantivy.Schema:
    """The schema. Facets are single tokens; `counted` holds one short column per heading of a facet."""
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("pk", indexed=True, fast=True)
    builder.add_unsigned_field("rank", fast=True)
    builder.add_unsigned_field("day", indexed=True, fast=True)
    for name in FACETS:
        for field in (name, name + MAY, name + EXACT):
            builder.add_text_field(field, tokenizer_name="raw", index_option="basic")
    for field in ("base", "coverage", "city", "hotline", "key", "number", "site", "is"):
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic")
    builder.add_json_field("counted", fast=True, tokenizer_name="raw", index_option="basic")
    for field, (analyzer, _) in TEXTS.items():
        builder.add_text_field(field, tokenizer_name=analyzer, index_option="freq")
    builder.add_text_field(WORDS, tokenizer_name=PLAIN, index_option="basic")
    builder.add_text_field("state_of_index", stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def register(index: tantivy.Index) -> None:
    """Give an opened index the analyzers its schema names."""
    for name, analyzer in analyzers().items():
        index.register_tokenizer(name, analyzer)


def shape(vocabulary: Vocabulary) -> str:
    """What of the vocabulary every document hangs on, whichever terms it carries: the terms and their hierarchy.

    A new victim type is one that all who do not say may fit, and a term that moves moves whoever carries a
    narrower one. A change of words touches only those who carry the term: they are released again.
    """
    terms = sorted((term.facet, term.group, term.slug, term.parent and term.parent.slug) for term in vocabulary.terms)
    return hashlib.sha256(repr(terms).encode()).hexdigest()[:16]


class Documents:
    """Makes documents, with the facets and the vocabulary of one moment."""

    def __init__(self, vocabulary: Vocabulary, schema: tantivy.Schema) -> None:
        self.schema = schema
        self.vocabulary = vocabulary
        self.facets = facets_of(vocabulary, date.min)
        self.kinds, self.states = english(Kind), english(State)
        self._labels: dict[tuple[str, str], str] = {}
        self._made: dict[tuple[str, Hashable], tuple[dict[str, list[str]], dict[str, str]]] = {}

    def document(self, pk: int, contact: Contact) -> tantivy.Document:
        """One contact as the index holds it."""
        values = {"pk": pk, "rank": rank(contact), "day": day(contact.verified_on), "is": standing(contact)}
        return tantivy.Document.from_dict(values | self._marks(contact) | self._texts(contact), self.schema)

    def _marks(self, contact: Contact) -> dict[str, Any]:
        fields: dict[str, Any] = {"base": contact.base_state or "-", "coverage": contact.coverage}
        counted: dict[str, str] = {}
        for name in FACETS:
            key = name, self.facets[name].basis(contact)
            if key not in self._made:
                self._made[key] = self._of_one(name, contact)
            made, columns = self._made[key]
            fields |= made
            counted |= columns
        return fields | {"counted": counted}

    def _of_one(self, name: str, contact: Contact) -> tuple[dict[str, list[str]], dict[str, str]]:
        """A facet's fields, and its columns. Many contacts share them: they are made once."""
        marks = self.facets[name].marks(contact)
        fields = {name: list(marks.known), name + MAY: list(marks.may)}
        if self.facets[name].by_name:
            fields[name + EXACT] = list(marks.exact)
        columns = marks.columns(self.facets[name].heading)
        return fields, {column(name, heading): tokens for heading, tokens in columns.items()}

    def _texts(self, contact: Contact) -> dict[str, Any]:
        names, short = [contact.name, contact.organization, *contact.aliases], short_names(contact)
        slugs = [term.slug for term in contact.terms if term.relation != Relation.EXCLUDES]
        states = [self.states[code] for code in contact.states]
        texts = {
            "name": contact.name,
            "also": " ".join([*names[1:], *short]),
            "terms": " ".join([self.kinds[contact.kind], *(self._label(slug, "") for slug in slugs), *uses(contact)]),
            "about": " ".join([contact.description, contact.eligibility, contact.area, contact.city, *states]),
            "quotes": " ".join(one.quote for one in contact.evidence),
            "asked": " ".join(dict.fromkeys(one.asked for one in contact.evidence)),
            "spanish": " ".join([contact.description, *(self._label(slug, "es") for slug in slugs)]),
        }
        plain = {field: [said(text)] for field, text in texts.items()}
        plain[WORDS] = [*plain["name"], *plain["also"], *plain["about"], *plain["quotes"], *plain["terms"]]
        return plain | {
            "key": sorted(name_keys([*names, *short])),
            "city": [" ".join(words(contact.city))] if contact.city else [],
            "hotline": ["yes"] if answers_everyone(contact) else [],
            "number": sorted({phone.digits for phone in contact.phones}),
            "site": sorted(sites(contact)),
        }

    def _label(self, slug: str, language: str) -> str:
        """Made once for a term: thousands of records carry it."""
        key = slug, language
        if key not in self._labels:
            term = self.vocabulary.by_slug.get(slug)
            self._labels[key] = "" if term is None else term.label_in(language)
        return self._labels[key]


def column(facet: str, heading: str) -> str:
    """The key of a column in `counted`."""
    return f"{facet}_{heading}" if heading else facet


def day(of: date | None) -> int:
    """A day as the index counts it."""
    return of.toordinal() if of else NO_DAY


def short_names(contact: Contact) -> list[str]:
    """Acronyms and initials people say instead of the name, and what a run-together name is made of."""
    written = {contact.name, contact.organization, *contact.aliases}
    found = {short for name in written for short in (*acronyms(name), initials(name), words_apart(name))}
    found |= {short for name in written for short in coalition_names(name)}
    return sorted(found - {"", *written})


def words_apart(name: str) -> str:
    """ "Contact Lifeline" for "ContactLifeline", "Love 146" for "Love146"."""
    return RUN_TOGETHER.sub(" ", name)


def coalition_names(name: str) -> set[str]:
    """Of what a body is or was called, and of its parts: initials, also with the state as people shorten it.

    CALCASA of "California Coalition Against Sexual Assault", MNCASA of the like in Minnesota, ALERT of "ALERT - …".
    """
    parts = [part.strip().removeprefix("formerly ").removeprefix("The ") for part in PARTS.split(name)]
    found = {short for part in parts for short in (initials(part), initials(part, whole=True))}
    found |= {part for part in parts if part.isupper() and part.isalpha()}
    for part in parts:
        state = A_STATE.search(part)
        if state and state.start():
            found.add(initials(part[: state.start()]))
        elif state:
            short = initials(part[state.end() :])
            found |= {start + short for start in (CODES[state[0]], state[0][:3].upper()) if short}
    return found - {""}


def initials(name: str, *, whole: bool = False) -> str:
    """NCJFCJ of "National Council of Juvenile and Family Court Judges"; nothing under three letters. `whole`: with
    what is in capitals already, and North West as NW."""
    spelt = re.sub(r"\b(North|South)-?([ew])", lambda m: f"{m[1]} {m[2].upper()}", name) if whole else name
    words = re.split(r"[ -]", spelt) if whole else spelt.partition("(")[0].split()
    letters = "".join(word if whole and word.isupper() and word.isalpha() else word[0] for word in words
                      if word[:1].isupper())  # fmt: skip
    return letters if 3 <= len(letters) <= 8 else ""


def answers_everyone(contact: Contact) -> bool:
    """A line that answers around the clock, wherever one calls from."""
    return contact.kind == Kind.HOTLINE and bool(contact.always_open) and contact.coverage == Coverage.NATIONAL


def standing(contact: Contact) -> list[str]:
    """What lifts a contact among its like: there is a way to reach it, it is for clients, practitioners named it."""
    lifts = {
        "reachable": contact.reachable,
        "for-clients": contact.kind not in FOR_PROVIDERS,
        "named": bool(contact.evidence),
    }
    return ["contact", *(name for name, holds in lifts.items() if holds)]


def uses(contact: Contact) -> list[str]:
    """What its numbers are for, if not for talking, as people search for it."""
    return [USES[use] for use in sorted({phone.use for phone in contact.phones} & USES.keys())]


def sites(contact: Contact) -> set[str]:
    """Host names of its web addresses and mailboxes, without www; none that lends mailboxes to anybody."""
    hosts = {link.url.partition("//")[2].partition("/")[0].lower() for link in contact.links}
    hosts |= {address.rpartition("@")[2].lower() for address in contact.emails}
    return {host.removeprefix("www.") for host in hosts} - SHARED_HOSTS


def rank(contact: Contact) -> int:
    """Where a contact stands among equals, the higher the earlier: reachable, for clients, named by
    practitioners, lately verified, then by name."""
    lifts = standing(contact)
    place = sum((name in lifts) << bit for name, bit in (("reachable", 58), ("for-clients", 57), ("named", 56)))
    return place | (day(contact.verified_on) & 0xFFFFFF) << 32 | (0xFFFFFFFF - _beginning(contact.name))


def _beginning(name: str) -> int:
    """The first letters of a name as one number of 32 bits, in the order of the alphabet."""
    letters = "".join(words(name)).encode("ascii", "ignore")[:6].ljust(6, b"\0")
    number = 0
    for letter in letters:
        number = number * 37 + (letter - 96 if letter >= 97 else letter - 47 + 26 if letter else 0)
    return min(number, 0xFFFFFFFF)


SCHEMA = build()
