"""Kind, needs and victim types of a candidate, read from its name and from the sentences that name it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from referrals.extraction.heads import FIRST_HEADS, HEAD_KINDS, singular
from referrals.extraction.lexis import Lexis
from referrals.extraction.model import KnownName, Mention, Span
from referrals.extraction.spots import Spot
from referrals.extraction.text import WORD, Passage

LEGAL_WORDS = frozenset({"legal", "legales", "law", "lawyers", "attorneys", "defenders", "bono", "abogados"})
# Words of legal work that government uses, too: "Office of Justice Programs".
RIGHTS_WORDS = frozenset({"justice", "immigration", "inmigración", "justicia"})
OFFICIAL_WORDS = frozenset({"department", "office", "bureau", "division", "criminal", "court", "oficina", "and"})
LINE_WORDS = frozenset({"line", "línea", "hotline", "helpline"})
# What a body of many members is called; without a state in its name it is no state's.
MEMBERS_WORDS = frozenset({"network", "alliance", "collaborative", "consortium", "red", "alianza"})
HEALTH_WORDS = frozenset({"health", "medical", "clinic", "hospital"})
DEFAULT_KIND = "victim-services"
NEED_KINDS = {"law-enforcement-reporting": "law-enforcement", "civil-legal": "legal-services"}


@dataclass(frozen=True, slots=True)
class Topic:
    """A slug read at a span."""

    slug: str
    span: Span


def kind_of(
    lexis: Lexis, spots: Sequence[Spot], known: KnownName | None, sentences: Iterable[tuple[str, int]]
) -> tuple[str, str]:
    """(slug of the kind, why). What a rule or the name says comes before the sentence around it.

    `sentences` are the sentences that name it, each with the place of the name in it.
    """
    told = next((spot for spot in spots if spot.kind), None)
    if told and told.role == "publication":
        return told.kind, told.rule
    if known and known.kind:
        return known.kind, f"Known as {known.name}."
    for spot in spots:
        by_name = _kind_of_name(spot.name)
        if by_name[0]:
            return by_name
    if told:
        return told.kind, told.rule
    return _kind_before(lexis, sentences)


def _kind_of_name(name: str) -> tuple[str, str]:
    words = [word.group().lower() for word in WORD.finditer(name)]
    reason = "The name has the word “{}”."
    for special, kind in ((LEGAL_WORDS, "legal-services"), (HEALTH_WORDS, "health-provider")):
        word = next((word for word in words if word in special), "")
        if word and words[-1] != "enforcement":
            return kind, reason.format(word)
    if RIGHTS_WORDS & set(words) and not OFFICIAL_WORDS & set(words):
        return "legal-services", reason.format(next(word for word in words if word in RIGHTS_WORDS))
    if len(words) > 1 and words[-1] in LINE_WORDS:
        return "hotline", reason.format(words[-1])
    heads = [words[-1], *(word for word in words if word in FIRST_HEADS)] if len(words) > 1 else []
    head = next((head for head in heads if singular(head) in HEAD_KINDS), "")
    return (HEAD_KINDS[singular(head)], reason.format(head)) if head else ("", "")


def _kind_before(lexis: Lexis, sentences: Iterable[tuple[str, int]]) -> tuple[str, str]:
    """The kind that the nearest word before the name says, in the first sentence that says one."""
    for sentence, start in sentences:
        for hit in reversed(lexis.find(sentence)):
            kind = hit.term.slug if hit.term.facet == "kind" else NEED_KINDS.get(hit.term.slug, "")
            if kind and not hit.weak and hit.end <= start:
                return kind, f"The sentence says “{sentence[hit.start : hit.end]}”."
    return DEFAULT_KIND, "Nothing in the text says more: taken for an organization that helps victims."


def topics_of(lexis: Lexis, facet: str, mentions: Iterable[Mention], passages: Mapping[str, Passage]) -> list[Topic]:
    """Terms in the sentences that carry the mentions, each sentence once, without words that only hint."""
    quotes = dict.fromkeys((mention.text_key, *mention.quote) for mention in mentions)
    return [topic for key, start, end in quotes for topic in _topics_at(lexis, facet, passages[key], start, end)]


def _topics_at(lexis: Lexis, facet: str, passage: Passage, start: int, end: int) -> Iterator[Topic]:
    for hit in lexis.find(passage.body[start:end]):
        if hit.term.facet == facet and not hit.weak and not passage.in_address(start + hit.start):
            yield Topic(hit.term.slug, (passage.text.key, start + hit.start, start + hit.end))
