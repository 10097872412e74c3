"""Names the caller knows (the directory's, well-known bodies'), found as printed, capitals included."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process

from referrals.extraction.addresses import site
from referrals.extraction.lexis import Lexis
from referrals.extraction.model import KnownName
from referrals.extraction.spots import Spot
from referrals.extraction.text import WORD, Passage
from referrals.lexicon import fold

_BRACKETED = re.compile(r"^(?P<full>[^(]+?)\s*\((?P<inner>[^()]+)\)")
_COMPANY = re.compile(r",?\s+(?:Inc|LLC|Ltd)\.?$")
_BETWEEN_WORDS = re.compile(r"[ \u00a0,&–\-]{0,4}")
SHORTEST_WORD = 5  # letters of a single capitalised word that may be a name by itself ("Larkspur")
SHORTEST_ACRONYM = 3
ALIKE = 92  # of 100: two names so alike are probably one


def variants(known: KnownName) -> set[str]:
    """The spellings under which a known name may stand in a text.

    "Girls' Aid (GA), Inc." is also "Girls' Aid" and, in capitals, "GA"; of "Lark House - intake"
    the first part counts.
    """
    names = set()
    for name in (known.name, *known.aliases):
        name = _COMPANY.sub("", name)
        bracketed = _BRACKETED.match(name)
        names |= {known.name, name, name.split(" - ")[0].strip()}
        if bracketed:
            names.add(bracketed["full"])
            names |= {bracketed["inner"]} if bracketed["inner"].isupper() else set()
    return {name for name in names if name}


def normal(name: str) -> str:
    """A name for comparing: folded, words only, without a leading article."""
    words = [word.group().replace("'", "") for word in WORD.finditer(fold(name))]
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def _tokens(name: str) -> tuple[str, ...]:
    return tuple(word.group().replace("’", "'") for word in WORD.finditer(name))


@dataclass(frozen=True)
class KnownNames:
    """An index of known names by their first word."""

    names: tuple[KnownName, ...]
    lexis: Lexis

    @cached_property
    def _by_first_word(self) -> dict[str, list[tuple[tuple[str, ...], KnownName]]]:
        index: dict[str, list[tuple[tuple[str, ...], KnownName]]] = {}
        for known in self.names:
            for variant in variants(known):
                tokens = _tokens(variant)
                if tokens and self._distinct(tokens):
                    index.setdefault(tokens[0], []).append((tokens, known))
        return {first: sorted(rows, key=lambda row: -len(row[0])) for first, rows in index.items()}

    def _distinct(self, tokens: tuple[str, ...]) -> bool:
        """Whether the spelling is hardly ordinary words: two words, an acronym, a long capitalised word."""
        word = tokens[0]
        if len(tokens) > 1:
            return any(token[0].isupper() for token in tokens)
        if word.isupper():
            return len(word) >= SHORTEST_ACRONYM and word.isalpha() and word not in self.lexis.capitals
        return len(word) >= SHORTEST_WORD and word[0].isupper()

    @cached_property
    def _by_normal_name(self) -> dict[str, KnownName]:
        return {normal(variant): known for known in reversed(self.names) for variant in variants(known)}

    @cached_property
    def _by_site(self) -> dict[str, list[KnownName]]:
        index: dict[str, list[KnownName]] = {}
        for known in self.names:
            for domain in {site(website) for website in known.websites} - {""}:
                index.setdefault(domain, []).append(known)
        return index

    def find(self, passage: Passage, index: int) -> Iterator[Spot]:
        """Spots of known names in passage number `index`."""
        position = 0
        while position < len(passage.words):
            length, known = self._longest_at(passage, position)
            if known:
                first, last = passage.words[position], passage.words[position + length - 1]
                surface = passage.body[first.start : last.end]
                rule = f"Known as {known.name}."
                if surface.isupper() and length == 1:
                    yield Spot(index, first.start, last.end, known.name, rule, "acronym")
                else:
                    yield Spot(index, first.start, last.end, surface, rule)
            position += max(length, 1)

    def _longest_at(self, passage: Passage, position: int) -> tuple[int, KnownName | None]:
        for tokens, known in self._by_first_word.get(passage.words[position].text.replace("’", "'"), ()):
            if self._matches(passage, position, tokens):
                return len(tokens), known
        return 0, None

    @staticmethod
    def _matches(passage: Passage, position: int, tokens: tuple[str, ...]) -> bool:
        words = passage.words[position : position + len(tokens)]
        if tuple(word.text.replace("’", "'") for word in words) != tokens:
            return False
        gaps = (passage.gap(position + offset) for offset in range(len(tokens) - 1))
        opens_sentence = passage.sentence(words[0].start)[0] == words[0].start
        alone = len(tokens) == 1 and not tokens[0].isupper() and opens_sentence
        return not alone and all(_BETWEEN_WORDS.fullmatch(gap) for gap in gaps)

    def is_network(self, name: str) -> bool:
        """Whether it is a body of which there are many local ones, not one of the directory."""
        known = self._by_normal_name.get(normal(name))
        return known is not None and not known.national and not known.key and not known.states

    def called(self, names: Iterable[str]) -> KnownName | None:
        """The known name that is spelt like one of `names`."""
        return next((self._by_normal_name[n] for n in map(normal, names) if n in self._by_normal_name), None)

    def at(self, urls: Iterable[str], phones: Iterable[str]) -> KnownName | None:
        """The one known name with a web domain or a phone of these; none when several share it."""
        owners = [known for url in urls for known in self._by_site.get(site(url), ())]
        owners += [known for known in self.names for phone in phones if phone in known.phones]
        return owners[0] if len({id(owner) for owner in owners}) == 1 else None

    def like(self, name: str) -> KnownName | None:
        """The known name most alike to `name`, if it is very alike."""
        best = process.extractOne(normal(name), self._by_normal_name.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE)
        return self._by_normal_name[best[0]] if best else None
