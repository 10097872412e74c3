"""What somebody does not want: "not police", "no quiere policía", "nothing with ICE".

Only what is directly attached to the word is a negation, and only a wish is one: "has no lawyer" asks for a
lawyer, "no shelter beds available" for a shelter.
"""

from collections.abc import Iterator, Sequence

from referrals.lexicon import Term
from referrals.search.reading.phrases import Found
from referrals.tokens import Sentence, longest_by_first

LAW_ENFORCEMENT = "law-enforcement"
LAW = frozenset(
    "police|the police|law enforcement|cops|cop|ice|immigration enforcement|immigration authorities|authorities|"
    "policia|"
    "la policia|policias|la migra|migra|inmigracion y aduanas|fbi|hsi|sheriff|sheriffs|la ley|las autoridades|"
    "autoridades|state patrol|the state patrol|highway patrol|state police|state troopers|troopers|trooper|deputies|"
    "sheriffs office|police department|federal agents|the feds|prosecutors|prosecutor|district attorney|the da|"
    "patrulla fronteriza|border patrol|alguacil|alguaciles|fiscalia|la fiscalia|agentes federales|agentes de migracion|"
    "agentes de inmigracion|la patrulla".split("|")
)
LAW_FROM = longest_by_first(LAW)
_ONLY_IN_CAPITALS = {"ice": "ICE", "cop": "", "la ley": ""}  # otherwise too easily something else
_REPORT = frozenset("report reports record records reporte".split())

_NEGATORS = frozenset(
    "no not without except avoid avoids avoiding dont doesnt didnt wont never nothing cannot cant nor sin nada excepto "
    "evitar evitando ni nunca salvo".split()
)
_LACKS = frozenset("no without sin ni nor".split())  # say what is missing as often as what is not wanted
_FEARS = frozenset("afraid scared fear fears fearful distrusts distrust miedo teme temor".split())
_FILLERS = frozenset(
    "the any a an call calls calling involve involves involving contact contacting want wants wanting to with "
    "need needs "
    "go going talk talking speak speaks like trust through by use using of for get please work working notify "
    "notifying "
    "wanted tell telling from at and his her their de la el las los un una unos unas quiere quiero quieren queremos "
    "con llamar a "
    "al que ver hablar habla hablan ir para por contactar involucrar avisar llamen llame avisen quiso nada le".split()
)
_WISHES = frozenset(
    "want wants wanting like for quiere quiero quieren queremos para avoid avoids avoiding except excepto evitar "
    "nothing nada salvo".split()
)
_HAS = frozenset(
    "has have had having with is are there got was were being tiene tienen tengo hay esta estan queda quedan".split()
)
_AVAILABLE = frozenset(
    "beds bed available left nearby yet space spaces openings vacancies anywhere disponible disponibles camas "
    "cupo".split()
)
_BASIC = frozenset({"basic-needs", "housing", "education-work"})  # groups of needs whose lack is the need
_OR = frozenset("or nor ni o and y".split())
WORDS = _NEGATORS | _FEARS | _FILLERS | _HAS | _AVAILABLE | frozenset(word for one in LAW for word in one.split())
FURTHEST = 5  # words between the negation and what is negated


def take_law_enforcement(sentence: Sentence) -> Iterator[tuple[int, int, int | None]]:
    """(first, last, negation) of law enforcement that is refused, or feared: of the feared nothing is read."""
    before, feared = 0, False
    for first, last in _law(sentence):
        opener = _attached(sentence, first, _NEGATORS | _FEARS)
        if opener is None and not _goes_on(sentence, before, first):
            continue
        feared = feared if opener is None else sentence.words[opener] in _FEARS
        before = last
        sentence.take(first, last)
        yield first, last, None if feared else first if opener is None else opener


def _law(sentence: Sentence) -> Iterator[tuple[int, int]]:
    first = 0
    while first < len(sentence):
        last = next((end for end in _ends(sentence, first) if _is_law(sentence, first, end)), first)
        if last > first:
            yield first, last
        first = max(last, first + 1)


def _ends(sentence: Sentence, first: int) -> range:
    return range(sentence.reach(first, LAW_FROM.get(sentence.words[first], 0)), first, -1)


def _is_law(sentence: Sentence, first: int, last: int) -> bool:
    key = sentence.key(first, last)
    if key not in LAW or sentence.word(last) in _REPORT:
        return False
    return key not in _ONLY_IN_CAPITALS or sentence.typed(first, last) == _ONLY_IN_CAPITALS[key]


def _goes_on(sentence: Sentence, before: int, first: int) -> bool:
    """ "no police, ICE or FBI": the first negation holds for the list."""
    return bool(before) and all(word in _OR or word in _FILLERS for word in sentence.words[before:first])


def _attached(sentence: Sentence, first: int, openers: frozenset[str]) -> int | None:
    """Where the negation stands that belongs to the word at `first`: nothing but small words between."""
    for place in range(first - 1, max(-1, first - 2 - FURTHEST), -1):
        if sentence.last(place) or sentence.commas[place + 1]:
            return None
        if sentence.words[place] in openers:
            return place
        if sentence.words[place] not in _FILLERS:
            return None
    return None


class Negations:
    """Asks of one term after the other, in reading order, whether it is negated."""

    def __init__(self, sentence: Sentence) -> None:
        self._sentence = sentence
        self._last = 0  # end of the term that was negated last

    def of(self, found: Found) -> tuple[str, int]:
        """("without", where its negation begins) if it is not wanted, "dropped" if it is only denied, else ""."""
        place = _attached(self._sentence, found.first, _NEGATORS)
        if place is None and not self._continues(found.first):
            return "", found.first
        kind = "without" if place is None else self._kind(place, found.first, found.last, found.terms)
        if kind == "without":
            self._last = found.last
        return kind, found.first if place is None or not kind else place

    def _continues(self, first: int) -> bool:
        between = self._sentence.words[self._last : first]
        return bool(self._last) and bool(between) and between[0] in {"or", "nor", "ni", "o"} and len(between) <= 2

    def _kind(self, place: int, first: int, last: int, terms: Sequence[Term]) -> str:
        words = self._sentence.words
        wish = bool(_WISHES & {*words[place:first], self._sentence.word(place - 1)})
        facets = {term.facet for term in terms}
        if not facets & {"need", "kind", "victim"} or _REPORT & {*words[first:last], self._sentence.word(last)}:
            return "dropped"
        if wish:
            return "without"
        if facets & {"need", "kind"} and words[place] in _LACKS and self._lacks(place, last, terms):
            return ""
        return "without" if facets & {"need", "kind"} else "dropped"

    def _lacks(self, place: int, last: int, terms: Sequence[Term]) -> bool:
        """Whether it is said that something is missing: then it is what is needed."""
        sentence = self._sentence
        if sentence.words[place] in {"without", "sin"}:
            return any(term.facet == "need" for term in terms)
        if sentence.word(place - 1) in _HAS or sentence.word(last) in _AVAILABLE:
            return True
        return any(term.group in _BASIC and term.slug != "emergency-shelter" for term in terms)
