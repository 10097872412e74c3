"""Which spots of a thread are one organization, and where its names stand again."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from referrals.extraction.acronyms import is_acronym
from referrals.extraction.heads import OPENERS
from referrals.extraction.known import KnownNames, normal
from referrals.extraction.spots import Spot, Thread, longest_first
from referrals.extraction.text import WORD, Passage
from referrals.extraction.towns import only_towns
from referrals.gazetteer import gazetteer, place_key
from referrals.lexicon import fold
from referrals.personal_names import is_given

SHORTEST_ALONE = 6  # letters of a name's first word that may stand for it
# First words of many names.
EVERYDAY = frozenset(
    "national american catholic lutheran jewish baptist methodist episcopal christian muslim islamic southern "
    "northern eastern western central greater united international women womens women's children children's family "
    "families community immigrant immigration migrant refugee domestic sexual violence crisis victim victims "
    "survivor survivors human legal county regional statewide federal salvation mental health youth center centre "
    "coalition office department project servicios centro coalicion mujeres nacional asociacion clinica oficina "
    "programa proyecto hispanic latino asian african native indian tribal street house second harbor battered people "
    "intake disaster university senate missing korean burmese forensic trafficking justice workers worker freedom "
    "students school public private pacific atlantic mountain valley prairie heartland midwest northwest southwest "
    "northeast".split()
)
_CAPITAL_AFTER = re.compile(r"[ ][A-Z]")
_CAPITAL_BEFORE = re.compile(r"(?<=[^\n.!?:] )[A-Z][\w'’-]*[ ]$")
BEFORE = 40  # characters before a name
SHORTEST_SPOKEN = 4  # letters from which an acronym is also written as a word: "Sage" for SAGE
_ALONE_BEFORE = re.compile(r"\b(?:the|by|from|to|with|called)[ ]$")
_ALONE_AFTER = re.compile(r"[ ](?:and|or|agents?|officers?|has|have|is|was)\b|[,.;:)]")
# A place, somebody's, an adjective: the beginning of a name, but nobody's short name.
_NO_SHORT_FORM = re.compile(
    r"(?:[ ](?:County|City|Area|Region|Township|Parish)|['’]s)$|^United States$|"
    r"^\w+(?:ian|ean|ese|ish|ic|al|ate|ive|ous)$"
)
SLASHED_PLACE = re.compile(r"/(?:[A-Z]{2,3}|[A-Z][a-z]+)$")


@dataclass(slots=True)
class Group:
    """The spots of one organization; `names` in the order they were read."""

    spots: list[Spot] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        return [spot.name for spot in self.spots]

    @property
    def name(self) -> str:
        """The name to show: the fullest one that is no acronym, else the first."""
        full = [spot.name for spot in self.spots if spot.type == "name"]
        return max(full, key=len) if full else min(self.names, key=len)

    @property
    def publication(self) -> bool:
        return any(spot.role == "publication" for spot in self.spots)


def recurrences(thread: Thread, spots: Iterable[Spot]) -> Iterator[Spot]:
    """Where names found somewhere in the thread stand again: as printed, by initials, in other letters."""
    spots = list(spots)
    yield from _printed_again(thread, [*spots, *_shortened(thread, spots)])
    initials = _initials(spots)
    spoken = {_surface(thread, spot): spot for spot in spots if spot.type == "acronym"}
    for index, passage in enumerate(thread.passages):
        for word in passage.words:
            letters = re.sub(r"['’]s$", "", word.text)
            plain = replace(word, end=word.start + len(letters), text=letters)
            if is_acronym(thread, passage, plain) and len(initials.get(letters, ())) == 1:
                (full,) = initials[letters]
                rule = f"The initials of {full}."
                yield Spot(index, plain.start, plain.end, letters, rule, "acronym", alias_of=full)
            elif word.text.upper() in spoken and not word.all_capitals and _used_as_name(passage, word.start, word.end):
                rule = f"{word.text.upper()} in other letters."
                yield Spot(index, word.start, word.end, spoken[word.text.upper()].name, rule, "acronym")


def _surface(thread: Thread, spot: Spot) -> str:
    return thread.passages[spot.passage].body[spot.start : spot.end]


def _used_as_name(passage: Passage, start: int, end: int) -> bool:
    """A capitalised long word inside a sentence, or a word in small letters that stands alone as a noun."""
    word = passage.body[start:end]
    if word[0].isupper():
        return len(word) >= SHORTEST_SPOKEN and passage.sentence(start)[0] != start
    before, after = passage.body[max(0, start - 10) : start], passage.body[end : end + 10]
    return bool(_ALONE_BEFORE.search(before) and _ALONE_AFTER.match(after))


def _printed_again(thread: Thread, spots: list[Spot]) -> Iterator[Spot]:
    by_words: dict[tuple[str, ...], Spot] = {}
    lengths: dict[str, set[int]] = {}
    for spot in spots:
        words = tuple(word.replace("’", "'") for word in WORD.findall(_surface(thread, spot)))
        if words:
            by_words.setdefault(words, spot)
            lengths.setdefault(words[0], set()).add(len(words))
    for index, passage in enumerate(thread.passages):
        for position, word in enumerate(passage.words):
            for length in lengths.get(word.text.replace("’", "'"), ()):
                found = passage.words[position : position + length]
                again = by_words.get(tuple(part.text.replace("’", "'") for part in found))
                if again and not (again.alias_of and _goes_on(passage, found[0].start, found[-1].end)):
                    yield replace(again, passage=index, start=found[0].start, end=found[-1].end)


def _goes_on(passage: Passage, start: int, end: int) -> bool:
    """Whether more capitals make the words there another name: "Howard University" in "Howard University Museum"."""
    before = _CAPITAL_BEFORE.search(passage.body, max(0, start - BEFORE), start)
    return before is not None or _CAPITAL_AFTER.match(passage.body, end) is not None


def _shortened(thread: Thread, spots: Iterable[Spot]) -> Iterator[Spot]:
    """Names without their last words, as they are called a second time: "Stella Maris" of "Stella Maris Welcome".

    One word is enough where it is long and no word of the vocabulary, no town, no first name.
    """
    seen: set[str] = set()
    for spot in spots:
        words = list(WORD.finditer(_surface(thread, spot)))
        certain = spot.type == "name" and spot.role == "organization" and not spot.weak and not spot.alias_of
        if not certain or spot.name in seen:
            continue
        seen.add(spot.name)
        for length in range(len(words) - 1, 0, -1):
            name = thread.passages[spot.passage].body[spot.start : spot.start + words[length - 1].end()]
            if words[length - 1].group()[0].isupper() and _tells(thread, name, length):
                yield replace(
                    spot,
                    end=spot.start + words[length - 1].end(),
                    name=name,
                    rule=f"Short for {spot.name}.",
                    alias_of=spot.name,
                )


def _tells(thread: Thread, name: str, length: int) -> bool:
    """Whether the beginning of a name may stand for all of it."""
    opens = name.split()[0].lower() in OPENERS or _NO_SHORT_FORM.search(name) is not None
    if opens or thread.lexis.generic(name) or only_towns(name) or thread.lexis.states_in(name):
        return False
    word = fold(name)
    common = word in EVERYDAY or place_key(name) in gazetteer().counties or is_given(word)
    return length > 1 or (len(name) >= SHORTEST_ALONE and not common and not name.isupper())


def _initials(spots: Iterable[Spot]) -> dict[str, set[str]]:
    """Initials → full names of two or more words that have them, or that an abbreviation is said to stand for."""
    table: dict[str, set[str]] = {}
    for spot in spots:
        if spot.alias_of:
            table.setdefault(spot.name, set()).add(spot.alias_of)
        words = WORD.findall(spot.name)
        if spot.type == "name" and spot.role == "organization" and len(words) > 1:
            table.setdefault("".join(word[0] for word in words if word[0].isupper()), set()).add(spot.name)
    return {initials: names for initials, names in table.items() if len(initials) > 1}


def group(thread: Thread, spots: Iterable[Spot], known: KnownNames) -> list[Group]:
    """The spots as organizations: same name, acronym, known name, or a shorter form of a longer name."""
    groups: dict[str, Group] = {}
    links: dict[str, str] = {}
    kept = longest_first(spots)
    for spot in kept:
        key = _key(thread, spot, known)
        if spot.alias_of:
            links[key] = _key_of_name(thread, spot.alias_of, known)
        groups.setdefault(key, Group()).spots.append(spot)
    links |= _shorter_forms(groups)
    for short, full in links.items():
        if short in groups and full in groups and short != full:
            groups[full].spots += groups.pop(short).spots
    return list(groups.values())


def _key(thread: Thread, spot: Spot, known: KnownNames) -> str:
    return spot.role + ":" + spot.name if spot.role == "publication" else _key_of_name(thread, spot.name, known)


def _key_of_name(thread: Thread, name: str, known: KnownNames) -> str:
    owner = known.called((name, SLASHED_PLACE.sub("", name)))
    if owner:
        return normal(owner.name)
    words = [thread.lexis.state_names.get(word, word) for word in SLASHED_PLACE.sub("", name).split()]
    return normal(" ".join(words))


def _shorter_forms(groups: dict[str, Group]) -> dict[str, str]:
    """ "National Larkspur Hotline" is "National Rural Larkspur Hotline" when first and last words agree."""
    by_ends: dict[tuple[str, str], list[list[str]]] = {}
    for key in groups:
        words = key.split()
        if len(words) > 2:
            by_ends.setdefault((words[0], words[-1]), []).append(words)
    links: dict[str, str] = {}
    for family in by_ends.values():
        family.sort(key=len)
        for short, full in pairwise(family):
            if len(short) < len(full) and set(short) < set(full):
                links[" ".join(short)] = " ".join(full)
    return links
