"""One sentence on its way to being a reading: the steps in their order."""

from collections.abc import Iterable
from dataclasses import replace

from referrals.lexicon import Term
from referrals.search.reading import (
    actors,
    ages,
    contact_points,
    countries,
    negation,
    pairs,
    places,
    real_words,
    spelling,
    states,
    staying,
)
from referrals.search.reading.phrases import Found, Vocabulary
from referrals.search.reading.places import Place
from referrals.search.reading.result import Correction, Directory, Read, Reading
from referrals.search.reading.spans import Country, Name, Span, disjoint, found, left_over, names, states_in_names
from referrals.search.reading.wordlists import COMMON_WORDS, DOES, EMPTY_WORDS, PEOPLE, SPEAKING
from referrals.tokens import Sentence, longest_by_first, phrase

MOST_WORDS = 12  # words searched; the rest of a long text adds nothing
SHORTEST_WORD = 2  # letters
SHORTEST_NUMBER = 3  # digits; a shorter one is an age, a count, a day
HOURS = frozenset(
    "24 7|24x7|24 hour|24 hours|24hour|24hours|24hr|24hrs|24 hrs|24 hr|24h|24 horas|las 24 horas|around the clock|"
    "round the clock|dia y noche|day and night|day or night".split("|")
)
HOURS_FROM = longest_by_first(HOURS)
ANY_LAWYER, IMMIGRATION_LAWYER = "civil-legal", "immigration-relief"
LAWYER_WORDS = frozenset(
    "lawyer|lawyers|attorney|attorneys|legal|legal aid|legal help|legal assistance|legal services|legal representation|"
    "legal advice|abogado|abogada|abogados|abogadas|abogado gratis|abogado gratuito|ayuda legal|asistencia legal|"
    "servicios legales|servicio legal|representacion legal|asesoria legal|consejo legal|free lawyer".split("|")
)
IMMIGRATION_CASES = frozenset({"immigrants", "undocumented", "unaccompanied-children"})
WHATEVER_ELSE = "other-"  # how slugs of what is left over begin
ALWAYS_OPEN = Term("open", "24-7", "24/7")
NEVER_MISSPELLED = (
    EMPTY_WORDS | COMMON_WORDS | DOES | PEOPLE | SPEAKING | countries.WORDS | negation.WORDS | states.WORDS
)  # nor a number in words


class Reader:
    """One sentence on its way to being a reading."""

    def __init__(self, text: str, terms: Vocabulary, directory: Directory, ignored: frozenset[str]) -> None:
        self.sentence = Sentence(text)
        self.vocabulary, self.directory, self.ignored = terms, directory, ignored
        self.facets: list[Read] = []
        self.hints: list[Read] = []
        self.sought: list[str] = []
        self.searched = bytearray(len(self.sentence))  # words that stay words though something was read from them
        self.forgotten = bytearray(len(self.sentence))  # words that may not stand in an address
        self.city = ""

    def reading(self, *, facets: bool) -> Reading:
        """All steps in their order."""
        sites, numbers = self.take_contact_points()
        if facets:
            self.take_ages()
            self.take_hours()
            self.take_law_enforcement()
        named = names(self.sentence, self.vocabulary, self.directory.named)
        used = self.directory.uses(self.plain_words(range(len(self.sentence))))
        corrections = self.correct(named, used)
        every = [*found(self.sentence, self.vocabulary, self.vocabulary.places)]
        spans = disjoint(self.sentence, [*named, *every])
        spans, every = (spans, every) if facets else (left_over(spans), [])
        where = places.settled([span for span in spans if isinstance(span, Place)])
        where = where or states_in_names(spans, every)
        self.take_terms(spans)
        self.take_pairs()
        self.take_places(where)
        self.demote_kinds()
        self.take_immigration_lawyer()
        self.demote_any_lawyer()
        self.search_names(spans)
        found_names = [span for span in spans if isinstance(span, Name)]
        if facets:
            self.let_go(found_names, where, used)
        words, dropped = self.left(used, corrections, numbers)
        return Reading(
            read=_once(self.facets),
            hints=_once(self.hints),
            words=words,
            sought=tuple(dict.fromkeys(self.sought)),
            names=self.keys(found_names),
            numbers=numbers,
            sites=sites,
            city=self.city,
            which=_which(where),
            corrections=corrections,
            dropped=len(dropped),
            sayable=tuple(filter(staying.is_sayable, dropped)),
        )

    def take_contact_points(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Host names and phone numbers that lead to somebody. Any other may be the person's own: it is forgotten."""
        sites = contact_points.take_sites(self.sentence)
        numbers = contact_points.take_numbers(self.sentence)
        known = self.directory.reaches([*sites, *numbers]) if sites or numbers else set()
        return tuple(one for one in sites if one in known), tuple(one for one in numbers if one in known)

    # What is read

    def add(self, term: Term, first: int, last: int, facet: str = "", opener: int | None = None) -> None:
        """Read a facet from words, or leave them to be searched if the reader took it out. What says "not"
        stands at `opener`."""
        one = self.on(term, first if opener is None else opener, last, facet)
        if one.key in self.ignored:
            self.searched[first:last] = b"\x01" * (last - first)
        else:
            self.facets.append(one)

    def on(self, term: Term, first: int, last: int, facet: str = "") -> Read:
        """A facet and the words it was read from."""
        start, end = self.sentence.characters(first, last)
        return Read(facet or term.facet, term.slug, term.label, self.sentence.text[start:end], start, end)

    def add_victim(self, slug: str, first: int, last: int) -> None:
        """A victim type that no word of the vocabulary stood for; its words are never searched."""
        term = self.vocabulary.terms.get(("victim", slug))
        if term and f"victim:{slug}" not in self.ignored:
            self.facets.append(self.on(term, first, last))

    def take_ages(self) -> None:
        """Ages say the age group."""
        for first, last, years in ages.take_ages(self.sentence):
            for slug in ages.age_groups(years):
                self.add_victim(slug, first, last)

    def take_hours(self) -> None:
        """Around the clock is a facet of its own."""
        for first in range(len(self.sentence)):
            longest = HOURS_FROM.get(self.sentence.words[first], 0)
            for last in range(self.sentence.reach(first, longest), first, -1):
                if self.sentence.key(first, last) in HOURS:
                    self.sentence.take(first, last)
                    self.add(ALWAYS_OPEN, first, last)
                    break

    def take_law_enforcement(self) -> None:
        """Law enforcement that is not wanted is left out of the search."""
        term = self.vocabulary.terms.get(("kind", negation.LAW_ENFORCEMENT))
        term = term or Term("kind", negation.LAW_ENFORCEMENT, "Law enforcement")
        for first, last, opener in negation.take_law_enforcement(self.sentence):
            if opener is not None:
                self.add(term, first, last, "without", opener)

    def take_terms(self, spans: list[Span]) -> None:
        """Terms of the vocabulary, and countries for what they say."""
        negations = negation.Negations(self.sentence)
        for span in spans:
            if isinstance(span, Found):
                self.take_term(span, negations)
            elif isinstance(span, Country):
                self.sentence.take(span.first, span.last)
                if span.origin:
                    self.add_victim("immigrants", span.first, span.last)

    def take_term(self, span: Found, negations: negation.Negations) -> None:
        """One stretch of words: its facets as they are or not wanted, its subject, and its hints."""
        if actors.acts(self.sentence, span):
            self.sentence.take(span.first, span.last)
            return
        if span.terms or span.sought:
            self.sentence.take(span.first, span.last)
            said, opener = negations.of(span)
            facet = "without" if said == "without" else ""
            for term in span.terms if said != "dropped" else ():
                self.add(term, span.first, span.last, facet, opener)
                if term.slug.startswith(WHATEVER_ELSE) and not (facet or span.sought):  # it says little
                    self.searched[span.first : span.last] = b"\x01" * (span.last - span.first)  # the words count
            if span.sought and not said:
                self.sought += span.sought
        self.hints += [self.on(term, span.first, span.last) for term in span.hints]

    def take_pairs(self) -> None:
        """What two words say together, unless a phrase said it better."""
        read = {one.key for one in self.facets}
        for pair, place in pairs.said(self.sentence.words):
            term = self.vocabulary.terms.get(pair.term)
            if term and f"{term.facet}:{term.slug}" not in {*read, *self.ignored, f"without:{term.slug}"}:
                self.facets.append(self.on(term, place, place + 1))
                self.sought += pair.sought

    def take_places(self, where: list[Place]) -> None:
        """What is asked about stays a word to search, and a region; a ZIP code never does."""
        for place in where:
            if place.region:
                self.searched[place.first : place.last] = b"\x01" * (place.last - place.first)
            term = self.vocabulary.states.get(place.state)
            if place.state:
                self.sentence.take(place.first, place.last)
            if term:
                self.add(term, place.first, place.last)
                self.city = self.city or ("" if f"state:{place.state}" in self.ignored else place.city_there)

    def demote_kinds(self) -> None:
        """A kind beside a need, a person or a place says how somebody pictures the help, not what it must be: a
        tip line may be a hotline or an agency's. It ranks, and its words are searched."""
        if any(one.facet in {"need", "victim", "state"} for one in self.facets):
            kinds = [one for one in self.facets if one.facet == "kind"]
            self.facets = [one for one in self.facets if one.facet != "kind"]
            self.hints += kinds
            for one in kinds:
                self.searched_again(one)

    def take_immigration_lawyer(self) -> None:
        """A lawyer for somebody without papers, or for a child who came alone, is an immigration lawyer."""
        term = self.vocabulary.terms.get(("need", IMMIGRATION_LAWYER))
        person = any(one.facet == "victim" and one.slug in IMMIGRATION_CASES for one in self.facets)
        if term and person and f"need:{IMMIGRATION_LAWYER}" not in self.ignored:
            lawyers = [one for one in self.facets if self.is_any_lawyer(one)]
            self.facets += [replace(one, slug=term.slug, label=term.label) for one in lawyers]

    def is_any_lawyer(self, one: Read) -> bool:
        """Whether only a lawyer was asked for; a debt or an eviction is a matter of its own."""
        return one.key == f"need:{ANY_LAWYER}" and phrase(one.words) in LAWYER_WORDS

    def demote_any_lawyer(self) -> None:
        """Beside a matter of law, a lawyer is one for that matter: "lawyer for asylum"."""
        needs = [self.vocabulary.terms.get(("need", one.slug)) for one in self.facets if one.facet == "need"]
        if any(term and term.group == "legal" and term.slug != ANY_LAWYER for term in needs):
            bare = [one for one in self.facets if self.is_any_lawyer(one)]
            self.facets = [one for one in self.facets if one not in bare]
            self.hints += bare

    def searched_again(self, one: Read) -> None:
        """Leave the words of a facet to be searched."""
        for place, token in enumerate(self.sentence.tokens):
            if one.start <= token.start and token.end <= one.end:
                self.searched[place] = 1

    # What stays

    def search_names(self, spans: list[Span]) -> None:
        """The words of a name are searched, whatever else was read from them."""
        for span in spans:
            if isinstance(span, Name):
                self.searched[span.first : span.last] = b"\x01" * (span.last - span.first)

    def let_go(self, names: list[Name], where: list[Place], used: set[str]) -> None:
        """Of what nothing was read from, forget what may not stay (see `staying`)."""
        there = {place for one in where for place in range(one.first, one.last)}
        of_names = {place for one in names for place in range(one.first, one.last)}
        places = [place for place in range(len(self.sentence)) if place not in there]
        unread = [place for place in places if place in of_names or not self.sentence.taken[place]]
        stays = staying.Staying(self.sentence, self.directory, self.vocabulary.services, used).places(
            unread,
            names,
            typed=self.plain_words(places),
            states=[one.slug for one in self.facets if one.facet == "state"],
            case=any(one.facet != "state" for one in self.facets),
        )
        for place in unread:
            if place not in stays:
                self.forgotten[place] = 1

    def keys(self, names: list[Name]) -> tuple[str, ...]:
        """Names of records as they were looked up."""
        kept = [one for one in names if not any(self.forgotten[one.first : one.last])]
        return tuple(dict.fromkeys(self.sentence.key(one.first, one.last) for one in kept))

    def plain_words(self, where: Iterable[int]) -> list[str]:
        """The words there that could be searched."""
        words = (self.sentence.words[place] for place in where)
        return [word for word in dict.fromkeys(words) if _is_searchable(word)]

    def correct(self, named: list[Name], used: set[str]) -> tuple[Correction, ...]:
        """Go on with the nearest known spelling of words that nobody knows."""
        in_names = {self.sentence.words[place] for one in named for place in range(one.first, one.last)}
        spelled = self.directory.spells(used)

        def known(word: str) -> bool:
            return (
                word in spelled or word in self.vocabulary.words or word in NEVER_MISSPELLED or word in ages.NUMBERS
                or word in in_names or real_words.is_real(word)
                or ((places.is_known(word) or places.is_city(word)) and not spelling.of_a_state(word))
            )  # fmt: skip

        unknown = spelling.unknown(self.sentence, known)
        spellings = self.vocabulary.spellings
        found = [*spelling.corrected(self.sentence, unknown, spellings, self.directory.correct, used)]
        for place, word in found:
            self.sentence.correct(place, word)
        return tuple(Correction(self.sentence.tokens[place].typed, word) for place, word in found)

    def left(
        self, used: set[str], corrections: tuple[Correction, ...], numbers: tuple[str, ...]
    ) -> tuple[tuple[str, ...], list[str]]:
        """Words to search, and the others: nobody in the directory uses them, or they may not stay."""
        taken = self.sentence.taken
        free = [place for place in range(len(self.sentence)) if self.searched[place] or not taken[place]]
        sought = [word for subject in self.sought for word in subject.split()]
        words = [word for word in self.plain_words(free) if word not in numbers]
        words = list(dict.fromkeys([*sought, *words]))
        if corrections or sought:
            used = used | self.directory.uses([*sought, *(one.word for one in corrections)])
        staying = {*sought, *self.plain_words(place for place in free if not self.forgotten[place])}
        kept = tuple(word for word in words if word in used and word in staying)
        return kept[:MOST_WORDS], [word for word in words if word not in kept]


def _is_searchable(word: str) -> bool:
    if word in EMPTY_WORDS or len(word) < SHORTEST_WORD or not word.isalnum():
        return False
    return not word.isdecimal() or len(word) >= SHORTEST_NUMBER


def _once(reads: list[Read]) -> tuple[Read, ...]:
    """In reading order, the first of each key."""
    ordered = sorted(reads, key=lambda one: (one.start, one.end))
    return tuple({one.key: one for one in reversed(ordered)}.values())[::-1]


def _which(where: list[Place]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    asked = {place.name: place.open_to for place in where if not place.state and place.open_to}
    return tuple(asked.items())
