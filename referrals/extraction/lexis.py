"""The vocabulary as the extractor asks it: generic phrases, capitals that are terms, names of states."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from referrals.extraction.heads import COMMON_CAPITALS, GENERIC_WORDS, has_head_word
from referrals.extraction.model import Knowledge, KnownName
from referrals.extraction.text import WORD
from referrals.lexicon import Hit, Lexicon, Term, fold

TOPIC_FACETS = frozenset({"need", "victim", "kind"})
LONGEST_STATE = 60  # characters of a state's name, and its words
MOST_WORDS = 4
# States whose Spanish name differs.
SPANISH_STATES = {
    "Luisiana": "LA", "Nueva York": "NY", "Nueva Jersey": "NJ", "Nuevo México": "NM", "Nuevo Hampshire": "NH",
    "Carolina del Norte": "NC", "Carolina del Sur": "SC", "Dakota del Norte": "ND", "Dakota del Sur": "SD",
    "Pensilvania": "PA", "Misisipi": "MS", "Misuri": "MO", "Oregón": "OR", "Virginia Occidental": "WV",
}  # fmt: skip
# A river, a street and a county called like a state may be anywhere.
NO_STATE = re.compile(r"[ ](?:River|Street|St|Avenue|Ave|Blvd|Boulevard|Road|Rd|County|Parish)\b", re.IGNORECASE)
_CAPITAL = re.compile(r"Washington,?[ ]D\.?C\b\.?", re.IGNORECASE)
# The Department of Veterans Affairs is not Virginia.
_VETERANS = re.compile(
    r"VA[ ](?:Med|Health|Hospital|Benefit|Regional|Clinic|Homeless|Office|Accredited|Loan|Facility|Care|Crisis|Help)"
)
NOWHERE = frozenset({"US", "INTL"})  # rows of the states that are no state


def without_bodies(terms: tuple[Term, ...], bodies: tuple[KnownName, ...]) -> tuple[Term, ...]:
    """The terms without synonyms that are names of `bodies`: "FBI" names a body, it is no word for police."""
    names = {fold(name) for body in bodies for name in (body.name, *body.aliases)}
    return tuple(
        Term(
            term.facet,
            term.slug,
            term.label,
            tuple(synonym for synonym in term.synonyms if fold(synonym) not in names),
            tuple(synonym for synonym in term.weak_synonyms if fold(synonym) not in names),
            term.group,
            term.parent,
        )
        for term in terms
    )


@lru_cache(maxsize=4)
def _prepared(terms: tuple[Term, ...]) -> Lexicon:
    """Preparing the vocabulary takes longer than reading a post, so it is kept; texts are not."""
    return Lexicon([term for term in terms if term.facet in TOPIC_FACETS])


@dataclass(frozen=True)
class Lexis:
    """The terms of `knowledge` for one run of the extractor; what it found is forgotten with it."""

    knowledge: Knowledge
    _found: dict[str, list[Hit]] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def topics(self) -> Lexicon:
        return _prepared(self.knowledge.terms)

    @cached_property
    def states(self) -> dict[str, str]:
        """Name, abbreviation or USPS code → USPS code; codes in capitals, all else as printed."""
        return dict(self._state_entries())

    def _state_entries(self) -> Iterator[tuple[str, str]]:
        for term in self.knowledge.terms:
            code = term.slug.upper()
            if term.facet == "state" and code not in NOWHERE:
                yield code, code
                for entry in (term.label, *term.synonyms):
                    yield entry, code
                yield from ((name, code) for name, of in SPANISH_STATES.items() if of == code)

    def state_of(self, printed: str) -> str:
        """The USPS code of a state as printed ("OH", "Ohio", "OHIO"), or ""."""
        return self.states.get(printed) or (self.states.get(printed.title(), "") if len(printed) > 2 else "")

    def states_in(self, phrase: str) -> list[tuple[str, int, int]]:
        """(USPS code, start, end) of each state named in a short text, the longest names first tried.

        "LA" alone says nothing: it is a city as often as a state.
        """
        found: list[tuple[str, int, int]] = []
        for word in WORD.finditer(phrase):
            state = self.state_at(phrase, word.start()) if not found or word.start() >= found[-1][2] else None
            if state:
                found.append(state)
        return found

    def state_at(self, phrase: str, start: int) -> tuple[str, int, int] | None:
        """(USPS code, start, end) of the longest state name or code that begins at `start`."""
        ends = [word.end() for word in WORD.finditer(phrase, start, start + LONGEST_STATE)][:MOST_WORDS]
        for end in reversed(ends):
            state = self.states.get(phrase[start:end])
            if state:
                capital = _CAPITAL.match(phrase, start)
                if capital:
                    return "DC", start, capital.end()
                elsewhere = phrase[start:end] == "LA" or NO_STATE.match(phrase, end) or _VETERANS.match(phrase, start)
                return None if elsewhere else (state, start, end)
        return None

    @cached_property
    def long_state_names_in(self) -> re.Pattern[str]:
        """Finds names of states as printed in running text, also in capitals; no codes."""
        names = [name for name in self.states if len(name) > 4 and name[0].isupper()]
        longest = sorted({spelt for name in names for spelt in (name, name.upper())}, key=len, reverse=True)
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b" if longest else r"(?!)")

    @cached_property
    def states_listed(self) -> re.Pattern[str]:
        """Finds states as printed one after the other, names or codes: "CA, NV and AZ", "Guam, American Samoa"."""
        names = sorted((name for name in self.states if name[0].isupper()), key=len, reverse=True)
        one = rf"(?:{'|'.join(map(re.escape, names))})\b" if names else r"(?!)"
        return re.compile(rf"\b{one}(?:(?:,[ ]|/|[ ]/[ ]|,?[ ](?:and|&|y)[ ]){one})*")

    @cached_property
    def state_names(self) -> dict[str, str]:
        """USPS code → name of the state."""
        return {term.slug.upper(): term.label for term in self.knowledge.terms if term.facet == "state"}

    @cached_property
    def capitals(self) -> frozenset[str]:
        """Capital words that are no body's name: terms ("VAWA"), states ("NC"), common abbreviations.

        Words of longer entries do not count: that "ICE detention" is a term makes ICE no ordinary word.
        """
        entries = {
            entry
            for term in self.knowledge.terms
            for entry in (term.label, *term.synonyms, *term.weak_synonyms)
            if entry.isupper() and WORD.fullmatch(entry)
        }
        return frozenset(entries) | COMMON_CAPITALS | frozenset(self.states)

    @cached_property
    def people(self) -> frozenset[str]:
        return frozenset(fold(part) for person in self.knowledge.people for part in _spellings(person))

    def find(self, text: str) -> list[Hit]:
        """Topic terms in a short text (a sentence, a name)."""
        if text not in self._found:
            self._found[text] = self.topics.find(text)
        return self._found[text]

    def says_body(self, name: str) -> bool:
        """Whether a word of the name says that it is a body: an organization word, a state, a number."""
        words = WORD.findall(name)
        return has_head_word(words) or bool(self.states_in(name)) or any(map(str.isdigit, words))

    def generic(self, phrase: str) -> bool:
        """Whether the phrase consists only of the vocabulary's words and words such as "services".

        A state makes it a name: "Crisis Center" is nobody in particular, "Ohio Crisis Center" is somebody.
        """
        hits = self.find(phrase)
        return all(
            fold(word.group()) in GENERIC_WORDS
            or (word.group() in self.capitals and word.group() not in self.states)
            or any(hit.start <= word.start() < hit.end for hit in hits)
            for word in WORD.finditer(phrase)
        )


def _spellings(person: str) -> tuple[str, ...]:
    surname = person.split()[-1] if person.split() else ""
    return (person, surname)
