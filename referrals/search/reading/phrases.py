"""Terms of the vocabulary, found by looking up stretches of words.

The same rules as `lexicon.Lexicon` (whole words, the longest first, short acronyms in capitals only), for a
sentence of a few words against a vocabulary that stays: a dictionary instead of a pattern of all entries.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from referrals.lexicon import LONGEST_ACRONYM, Term
from referrals.search.reading.places import large
from referrals.search.reading.spelling import Spellings
from referrals.search.reading.states import NAMES, States
from referrals.search.reading.subjects import SUBJECTS
from referrals.search.reading.wordlists import PLAIN_ACRONYMS, SPEAKING, WARY_LANGUAGES
from referrals.tokens import Sentence, phrase

SERVICES = frozenset({"need", "victim", "kind", "cost"})
CALLED_BY = frozenset("tty tdd videophone relay text texting texto sms fax".split())  # how one reaches a service
KEPT = 4  # vocabularies kept ready: one for each language of the pages, and the next when it changes


@dataclass(frozen=True, slots=True)
class Entry:
    """One way of writing a term. `capitals`, if any, is how it must be typed."""

    term: Term
    weak: bool
    capitals: str
    comma: bool


@dataclass(frozen=True, slots=True)
class Found:
    """Terms on the words [first, last), and what is searched instead of those words (see `subjects`)."""

    first: int
    last: int
    terms: tuple[Term, ...]
    hints: tuple[Term, ...] = ()
    sought: tuple[str, ...] = ()


class Vocabulary:
    """Terms by the ways they are written. States are not among them: places are read elsewhere."""

    def __init__(self, terms: tuple[Term, ...]) -> None:
        self.terms = {(term.facet, term.slug): term for term in terms}
        self.states = {term.slug: term for term in terms if term.facet == "state"}
        self.places = States(self.states)
        self._entries: dict[str, list[Entry]] = {}
        self._longest: dict[str, int] = {}
        for term in terms:
            if term.facet != "state":
                self._learn(term)
        for key in SUBJECTS:
            self._reach(key)
        written = [*self._entries, *SUBJECTS, *(phrase(state.label) for state in self.states.values())]
        self.words = frozenset(word for key in written for word in key.split())
        self.acronyms = frozenset(
            key for key, entries in self._entries.items() if any(entry.capitals for entry in entries)
        )

    @cached_property
    def services(self) -> frozenset[str]:
        """Words that say what a service is: those of needs, victim types, kinds and costs, and of subjects."""
        written = [key for key, entries in self._entries.items() if any(one.term.facet in SERVICES for one in entries)]
        sought = [phrase(one) for subject in SUBJECTS.values() for one in subject.sought]
        return CALLED_BY.union(word for key in [*written, *SUBJECTS, *sought] for word in key.split())

    @cached_property
    def spellings(self) -> Spellings:
        """What a misspelt word may have been: words of the vocabulary, of states and of large cities."""
        return Spellings([*self._entries, *SUBJECTS, *NAMES, *large()])

    def _learn(self, term: Term) -> None:
        for written in (term.label, *term.synonyms):
            self._add(written, term, weak=False)
        for written in term.weak_synonyms:
            self._add(written, term, weak=True)

    def _add(self, written: str, term: Term, *, weak: bool) -> None:
        key = phrase(written)
        entries = self._entries.setdefault(key, [])
        if not key or any(entry.term is term for entry in entries):
            return
        acronym = len(written) <= LONGEST_ACRONYM and written.isupper() and written.isalpha()
        capitals = written if acronym and key not in PLAIN_ACRONYMS else ""
        entries.append(Entry(term, weak, capitals, "," in written))
        self._reach(key)

    def _reach(self, key: str) -> None:
        words = key.split()
        self._longest[words[0]] = max(self._longest.get(words[0], 0), len(words))

    def has(self, key: str) -> bool:
        """Whether a stretch of folded words is a way of writing a term."""
        return key in self._entries

    def find(self, sentence: Sentence) -> Iterator[Found]:
        """Every stretch of free words that is an entry; they may overlap."""
        for first, word in enumerate(sentence.words):
            longest = self._longest.get(word)
            if longest:
                for last in range(first + 1, sentence.reach(first, longest) + 1):
                    yield from self._at(sentence, first, last)

    def _at(self, sentence: Sentence, first: int, last: int) -> Iterator[Found]:
        key = sentence.key(first, last)
        fitting = [entry for entry in self._entries.get(key, ()) if _fits(entry, sentence, first, last)]
        subject = SUBJECTS.get(key)
        if fitting or subject:
            strong = [entry.term for entry in fitting if not entry.weak]
            about = [self.terms[key] for key in subject.terms if key in self.terms] if subject else []
            terms = _needs_first(tuple(dict.fromkeys([*strong, *about])))
            hints = tuple(entry.term for entry in fitting if entry.weak and entry.term not in terms)
            yield Found(first, last, terms, hints, subject.sought if subject else ())


def _fits(entry: Entry, sentence: Sentence, first: int, last: int) -> bool:
    if entry.capitals and sentence.tokens[first].typed != entry.capitals:
        return False
    if entry.term.facet == "language" and sentence.words[first] in WARY_LANGUAGES and last - first == 1:
        return sentence.word(first - 1) in SPEAKING or sentence.word(last) in SPEAKING
    return entry.comma or not any(sentence.commas[first + 1 : last])


def _needs_first(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """A word that is a need and a kind ("hotline") asks for the need."""
    if any(term.facet in {"need", "victim"} for term in terms):
        return tuple(term for term in terms if term.facet != "kind")
    return terms


_kept: list[tuple[tuple[Term, ...], Vocabulary]] = []


def vocabulary(terms: tuple[Term, ...]) -> Vocabulary:
    """The dictionary of a tuple of terms, made once. The same tuple is the quick way; an equal one will do."""
    kept = list(_kept)
    ready = next((made for known, made in kept if known is terms), None)
    ready = ready or next((made for known, made in kept if known == terms), None)
    if ready is None:
        ready = Vocabulary(terms)
        _kept[:] = [(terms, ready), *kept][:KEPT]
    return ready
