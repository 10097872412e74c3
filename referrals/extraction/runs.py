"""Runs of capitalised words, the raw material of names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from referrals.extraction.heads import (
    CONNECTORS,
    FIRST_HEADS,
    FIRST_LINKS,
    HEAD_KINDS,
    OF_LINKS,
    OPENERS,
    TITLES,
    UNNAMING,
    singular,
)
from referrals.extraction.lexis import Lexis
from referrals.extraction.text import Passage, Word
from referrals.extraction.towns import STATES
from referrals.gazetteer import zip_codes
from referrals.lexicon import fold
from referrals.personal_names import is_given, is_personal, is_usual

_OWNER = re.compile(r"[A-Z]{2,}['’]s")  # "the FBI's Omaha office" is no FBI's Omaha
_PART_OF = frozenset("program programme project initiative service division ministry programa proyecto".split())
_LISTED = re.compile(r",[ ][A-Z][a-z]+,?[ ](?:and|&)[ ][A-Z]")
FORM = re.compile(r",?[ ](?:Inc|LLC)\b\.?")  # behind a name
_BASED = re.compile(r"[\w-]+-(?:based|funded|run|led|owned)")  # "the Norfolk-based YWCA"
_HOURS = frozenset({"24-hour", "24-hr", "24"})  # "Maricopa County 24-hour Hotline"
_SHORTENED = frozenset("Dept Natl Intl Assn Univ Mtn Ctr Co".split())
_COUNTRIES = frozenset({"America", "Canada", "Mexico"})
_OWNERS = frozenset("center centre hospital network coalition shelter project foundation alliance program".split())
LARGE_TOWN = 4  # ZIP codes
LONGEST_RUN = 14  # words; a longer run is a headline
MOST_CONNECTORS = 2  # "of the"
_JOIN = re.compile(r"(?:[ \u00a0]\u3164*){1,2}|[ \u00a0]&\u3164*[ \u00a0]|['’]\u3164*[ ]|")


@dataclass(frozen=True, slots=True)
class Run:
    """Words first..last (inclusive) of a passage, capitalised but for connectors inside."""

    passage: Passage
    first: int
    last: int

    @property
    def words(self) -> tuple[Word, ...]:
        return self.passage.words[self.first : self.last + 1]

    @property
    def start(self) -> int:
        return self.passage.words[self.first].start

    @property
    def end(self) -> int:
        return self.passage.words[self.last].end

    @property
    def text(self) -> str:
        return self.passage.body[self.start : self.end]

    @property
    def capitals(self) -> tuple[Word, ...]:
        return tuple(word for word in self.words if word.capital)

    @property
    def initials(self) -> str:
        return "".join(word.text[0] for word in self.capitals)

    @property
    def word_before(self) -> str:
        return self.passage.words[self.first - 1].text.lower() if self.first else ""

    def has_head(self) -> bool:
        """Whether an organization word makes it a name: the last word, or the first ("Office of …")."""
        last = self.words[-1].text.removesuffix("'s").removesuffix("’s")
        return len(self.capitals) > 1 and (singular(last) in HEAD_KINDS or self.head_first())

    def head_first(self) -> bool:
        return any(
            (word.text.lower() in FIRST_HEADS and following.text.lower() in FIRST_LINKS)
            or (word.text.lower() in HEAD_KINDS and following.text.lower() in OF_LINKS)
            for word, following in zip(self.words, self.words[1:], strict=False)
        )

    def plural(self) -> bool:
        """Whether its last word is an organization word in the plural: "Rape Crisis Centers"."""
        last = self.words[-1].text.lower()
        return last not in HEAD_KINDS and singular(last) in HEAD_KINDS and not self.head_first()

    def generic(self, lexis: Lexis) -> bool:
        """Whether it names nobody in particular: words of the vocabulary alone, or after "your local"."""
        unnamed = self.word_before in UNNAMING and self.words[0].text not in lexis.states
        return unnamed or self.plural() or lexis.generic(self.text)


def find_runs(passage: Passage, *, split_and: bool = False, titles: bool = False) -> tuple[Run, ...]:
    """All runs in reading order, trimmed of words that only open the sentence.

    "and" joins ("Girls Learning and Mentoring Services") unless what stands before it is complete
    ("Rosa's House and …") or `split_and`. "in" joins in `titles` ("Screening in Clinics") and after an
    organization word that comes first ("Office on Trafficking in Persons").
    """
    kept = passage.kept.get((split_and, titles))
    if kept is None:
        kept = passage.kept[split_and, titles] = tuple(_find_runs(passage, _Joins(passage, split_and, titles)))
    return kept


def _find_runs(passage: Passage, joins: "_Joins") -> Iterator[Run]:
    index = 0
    while index < len(passage.words):
        if not passage.words[index].capital:
            index += 1
            continue
        last = _extend(joins, index)
        run = _trimmed(passage, index, last)
        if run:
            yield run
        index = last + 1


@dataclass(frozen=True, slots=True)
class _Joins:
    """What may join capitalised words to a run."""

    passage: Passage
    split_and: bool
    titles: bool

    def next_capital(self, first: int, last: int) -> int | None:
        """Index of the capitalised word that continues the run first..last, if one does."""
        words = self.passage.words
        if _OWNER.fullmatch(words[last].text) or self._owns(first, last):
            return None
        for index in range(last + 1, min(last + 2 + MOST_CONNECTORS, len(words))):
            gap = self.passage.gap(index - 1)
            listed = _head_first(self.passage, first) and singular(words[index - 1].text) not in HEAD_KINDS
            if gap == ", " and listed and self._lists(index - 1):
                gap = " "
            if gap == ". " and words[index - 1].text in _SHORTENED:
                gap = " "
            if not _JOIN.fullmatch(gap) or (gap[:1] in {"'", "’"} and not words[index - 1].text.endswith("s")):
                return None
            if words[index].capital:
                stopped = words[index - 1].text.endswith(".") and words[index].text.lower() in OPENERS
                return None if stopped else index  # "… in the U.S. The plan …"
            if not self._connects(first, index):
                return None
        return None

    def _owns(self, first: int, last: int) -> bool:
        """Whether a whole name owns what follows: "the Department of Labor's Freedom Initiative"."""
        word = self.passage.words[last].text
        headed = word[:-2].lower() in _OWNERS
        return word.endswith(("'s", "’s")) and last > first and (headed or _head_first(self.passage, first))

    def _lists(self, index: int) -> bool:
        """Whether the name of an office goes on behind a comma: "Department of Disabilities, Aging and Living"."""
        return _LISTED.match(self.passage.body, self.passage.words[index].end) is not None

    def _connects(self, first: int, index: int) -> bool:
        word, before = self.passage.words[index].text, self.passage.words[index - 1]
        following = self.passage.words[index + 1 : index + 2]
        if word == "y" and following and following[0].text.lower() in FIRST_HEADS:
            return False  # "Refugio Nuevo Día y Comedor San Martín"
        if word in {"and", "y"}:
            return not self.split_and and before.capital and not _complete(self.passage, first, index - 1)
        if word == "on" and first < index - 1 and _complete(self.passage, first, index - 1):
            # "National Council on Aging", but "Quick Forms Services on Pacific Avenue"
            return before.text.lower() in FIRST_HEADS and not self._place_follows(index)
        if word in {"in", "en", "to"}:
            headed = singular(before.text) in HEAD_KINDS if word == "to" else _head_first(self.passage, first)
            headed = headed and not (word == "in" and self._place_follows(index))
            open_ = before.capital and not _complete(self.passage, first, index - 1)
            return headed or (self.titles and word != "to") or (open_ and not self._place_follows(index))
        if word == "the":
            return before.text in CONNECTORS and before.text not in {"and", "y"}
        if word.lower() in _HOURS or (word.lower() in {"hour", "hr"} and before.text == "24"):
            return not _complete(self.passage, first, index - 1)
        return word in CONNECTORS

    def _place_follows(self, index: int) -> bool:
        """Whether a town stands behind the small word, or before it: "in Tucson", "from Dallas to Austin"."""
        words = self.passage.words
        behind = [word.text for word in words[index + 1 : index + 3]]
        before = words[index - 1].text if words[index].text != "on" else ""
        return any(zip_codes(place) for place in (before, " ".join(behind), *behind[:1]))


def _extend(joins: _Joins, first: int) -> int:
    last = first
    while last - first < LONGEST_RUN:
        following = joins.next_capital(first, last)
        if following is None:
            return last
        last = following
    return last


def _head_first(passage: Passage, first: int) -> bool:
    """Whether the word is an organization word that comes first: "Office on Trafficking in Persons"."""
    words = [word.text.lower() for word in passage.words[first : first + 2]]
    return words[0] in FIRST_HEADS or (words[0] in OPENERS and words[-1] in FIRST_HEADS)


def _complete(passage: Passage, first: int, last: int) -> bool:
    if _head_first(passage, first) and last > first:
        return False
    return (first == last and passage.words[first].all_capitals) or singular(passage.words[last].text) in HEAD_KINDS


def _opens(passage: Passage, first: int, last: int) -> bool:
    word = passage.words[first].text.lower()
    if first < last and _is_own_article(passage, first):
        return False
    of_somebody = first < last and passage.words[first + 1].text in {"of", "for"}
    return (
        word in OPENERS
        or word in CONNECTORS
        or (
            word in _PART_OF
            and of_somebody
            and passage.words[first - 1 if first else 0].text.lower() in {"a", "an", "un"}
        )
        or (first < last and (_is_owning_town(passage.words[first].text) or _BASED.fullmatch(word) is not None))
        or any(sign.isdigit() for sign in word[:-1])
        or (word in TITLES and of_somebody)
        or (of_somebody and word not in FIRST_HEADS and _opens_with_noun(passage, first, last))
    )


def _is_own_article(passage: Passage, first: int) -> bool:
    """Whether "The" is a part of the name: a capital in the middle of a sentence ("I told them The Ruth Project")."""
    word = passage.words[first]
    inside = passage.body[max(0, word.start - 2) : word.start]
    return word.text == "The" and inside[-1:] == " " and inside[:1].islower()


def _is_person_of(passage: Passage, first: int, last: int) -> bool:
    """ "Jane Doe of the Larkspur Center", "Dr. Jane Doe of Larkspur": a first and a family name before the body."""
    given, family, of = (fold(word.text) for word in passage.words[first : first + 3])
    behind = of == "del" or (of in {"of", "de"} and passage.words[first + 3].text in {"the", "la"})
    if behind and is_usual(given) and is_personal(family) and Run(passage, first + 3, last).has_head():
        return True
    titled = passage.words[first - 1].text.lower() in {"dr", "prof", "professor", "ms", "mr", "mrs", "attorney"}
    return of == "of" and titled and is_given(given) and is_personal(family)


def _is_owning_town(word: str) -> bool:
    """ "Bismarck's" before a name; "Angela's House" is a name, though a hamlet is called Angela."""
    return word.endswith(("'s", "’s")) and (
        word[:-2] in _COUNTRIES or word[:-2].lower() in STATES or zip_codes(word[:-2]) >= LARGE_TOWN
    )


def _opens_with_noun(passage: Passage, first: int, last: int) -> bool:
    """Whether the first word is a thing of the body named behind it: "Posters of the Lantern Campaign"."""
    rest = Run(passage, first + 1, last)
    article = passage.words[first + 2].text == "the" if first + 2 <= last else False
    return article and rest.has_head()


def _trimmed(passage: Passage, first: int, last: int) -> Run | None:
    if last - first > 2 and first > 0 and _is_person_of(passage, first, last):
        first += 3
    while first <= last and _opens(passage, first, last):
        first += 1
    return Run(passage, first, last) if first <= last else None
