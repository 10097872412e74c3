"""Kind, needs and victim types of a candidate, read from its name and from the sentences that name it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from referrals.extraction.heads import FIRST_HEADS, HEAD_KINDS, singular
from referrals.extraction.lexis import Lexis
from referrals.extraction.model import KnownName, Mention, Span
from referrals.extraction.spots import Spot
from referrals.extraction.text import WORD, Passage

LEGAL_WORDS = frozenset("legal legales law lawyers attorneys defenders bono abogados defense counsel bar".split())
# Words of legal work that government uses, too: "Office of Justice Programs".
RIGHTS_WORDS = frozenset({"justice", "immigration", "rights", "inmigración", "justicia"})
OFFICIAL_WORDS = frozenset({"department", "office", "bureau", "division", "criminal", "court", "oficina", "campus"})
HEALTH_WORDS = frozenset(
    "health medical clinic hospital nurse nursing forensic sane trauma dental salud clínica wellness counseling "
    "psychological psychiatric behavioral mental addiction recovery rehab hospice poison".split()
)
SHELTER_WORDS = frozenset({"homeless", "shelter", "shelters", "apartments", "havens", "lodging"})
COMMUNITY_WORDS = frozenset(
    "pantry closet clothes diaper food church sisters hermanas mesa community comunidad comunitario parroquias voces "
    "iglesia library sewing assoc charities seafarers ymca chapel ministry ministries lutheran catholic jewish "
    "islamic christian muslim senior seniors workers employment career job jobs learning transit meals tenants tenant "
    "cultural citizens goodwill".split()
)
# They govern, whatever they serve: "Department of Human Services", "County Courthouse".
GOVERNING_WORDS = frozenset("department dept administration courthouse dss township utilities".split())
LINE_WORDS = frozenset({"line", "línea", "hotline", "helpline", "lifeline", "safeline"})
TELLING = (
    (
        frozenset("police sheriff sheriff's sheriff’s sheriffs pd policía troopers patrol prosecutor".split()),
        "law-enforcement",
    ),
    (GOVERNING_WORDS, "government-agency"),
    (LEGAL_WORDS, "legal-services"),
    (RIGHTS_WORDS, "legal-services"),
    (HEALTH_WORDS, "health-provider"),
    (frozenset({"compensation"}), "government-agency"),
    (SHELTER_WORDS, "shelter-program"),
    (COMMUNITY_WORDS, "community-organization"),
)
NOT_OFFICIAL = (RIGHTS_WORDS, COMMUNITY_WORDS, SHELTER_WORDS)
GOVERNING = re.compile(
    r"\b(?:office(?= (?:of|for|on)\b)|protective services(?! association)|county(?= .*\bservices$)|"
    r"emergency management)"
)
# What a body of many members is called; without a state in its name it is no state's.
MEMBERS_WORDS = frozenset({"network", "alliance", "collaborative", "consortium", "red", "alianza"})
OFFERED_KINDS = {
    **dict.fromkeys(("emergency-shelter", "transitional-housing", "residential-program"), "shelter-program"),
    **dict.fromkeys(
        ("immigration-relief", "t-visa", "asylum", "civil-legal", "criminal-record-relief"), "legal-services"
    ),
    **dict.fromkeys(("medical-dental", "mental-health", "forensic-exam"), "health-provider"),
    **dict.fromkeys(("food-clothing", "interpretation", "transportation"), "community-organization"),
}
# What a heading tells of all that stands under it.
HEADED = frozenset(
    {"legal-services", "shelter-program", "health-provider", "law-enforcement", "hotline", "community-organization"}
)
DEFAULT_KIND = "victim-services"
UNTOLD = "Nothing in the text says more: taken for an organization that helps victims."
NEED_KINDS = {"law-enforcement-reporting": "law-enforcement", "civil-legal": "legal-services"}


@dataclass(frozen=True, slots=True)
class Topic:
    """A slug read at a span."""

    slug: str
    span: Span


def kind_of(
    lexis: Lexis,
    spots: Sequence[Spot],
    known: KnownName | None,
    sentences: Sequence[tuple[str, int]],
    headings: Sequence[str],
) -> tuple[str, str]:
    """(slug of the kind, why). What a rule or the name says comes before the sentence around it, and that before the
    headings it stands under.

    `sentences` are the sentences that name it, each with the place of the name in it.
    """
    told = next((spot for spot in spots if spot.kind), None)
    if told and told.role == "publication":
        return told.kind, told.rule
    if known and known.kind:
        return known.kind, f"Known as {known.name}."
    for spot in spots:
        kind, why = _kind_of_name(spot.name)
        if kind == "state-organization" and not _of_state(lexis, spot.name):
            kind = DEFAULT_KIND
        if kind:
            return kind, why
    if told:
        return told.kind, told.rule
    return _kind_before(lexis, sentences) or _kind_of_heading(lexis, headings) or (DEFAULT_KIND, UNTOLD)


def _kind_of_name(name: str) -> tuple[str, str]:
    """(slug, why) by the words of a name: the words that tell most first, then the organization word."""
    words = [word.group().lower() for word in WORD.finditer(name)]
    reason = "The name has the word “{}”."
    if not words:
        return "", ""
    if HEAD_KINDS.get(singular(words[-1])) == "law-enforcement":  # whatever else it is, a card must say so
        return "law-enforcement", reason.format(words[-1])
    official = bool(OFFICIAL_WORDS & set(words))
    for telling, kind in TELLING:
        word = next((word for word in words if word in telling), "")
        if word and not (official and telling in NOT_OFFICIAL):
            return kind, reason.format(word)
    governing = GOVERNING.search(" ".join(words))
    if governing:
        return "government-agency", reason.format(governing[0])
    if len(words) > 1 and words[-1] in LINE_WORDS:
        return "hotline", reason.format(words[-1])
    heads = [words[-1], *(word for word in words if word in FIRST_HEADS)] if len(words) > 1 else []
    head = next((head for head in heads if singular(head) in HEAD_KINDS), "")
    return (HEAD_KINDS[singular(head)], reason.format(head)) if head else ("", "")


def _of_state(lexis: Lexis, name: str) -> bool:
    """Whether a body of members is a state's: it names one, or is no mere network."""
    members = MEMBERS_WORDS & {word.group().lower() for word in WORD.finditer(name)}
    return not members or bool(lexis.states_in(name))


def _kind_of_heading(lexis: Lexis, headings: Sequence[str]) -> tuple[str, str] | None:
    for heading in headings:
        for hit in lexis.find(heading):
            kind = hit.term.slug if hit.term.facet == "kind" else _kind_of_need(hit.term.slug)
            if kind in HEADED and not hit.weak:
                return kind, f"It stands under the heading “{heading}”."
    return None


def _kind_of_need(slug: str) -> str:
    return NEED_KINDS.get(slug) or OFFERED_KINDS.get(slug, "")


def _kind_before(lexis: Lexis, sentences: Sequence[tuple[str, int]]) -> tuple[str, str] | None:
    """The kind that the nearest word before the name says, or else what it is said to offer."""
    for sentence, start in sentences:
        for hit in reversed(lexis.find(sentence)):
            kind = hit.term.slug if hit.term.facet == "kind" else NEED_KINDS.get(hit.term.slug, "")
            if kind and not hit.weak and hit.end <= start:
                return kind, f"The sentence says “{sentence[hit.start : hit.end]}”."
    for sentence, start in sentences:
        for hit in lexis.find(sentence):
            kind = OFFERED_KINDS.get(hit.term.slug, "") if hit.term.facet == "need" and not hit.weak else ""
            if kind and hit.start > start:
                return kind, f"The text says of it “{sentence[hit.start : hit.end]}”."
    return None


def topics_of(lexis: Lexis, facet: str, mentions: Iterable[Mention], passages: Mapping[str, Passage]) -> list[Topic]:
    """Terms in the sentences that carry the mentions, each sentence once, without words that only hint."""
    quotes = dict.fromkeys((mention.text_key, *mention.quote) for mention in mentions)
    return [topic for key, start, end in quotes for topic in _topics_at(lexis, facet, passages[key], start, end)]


def _topics_at(lexis: Lexis, facet: str, passage: Passage, start: int, end: int) -> Iterator[Topic]:
    for hit in lexis.find(passage.body[start:end]):
        if hit.term.facet == facet and not hit.weak and not passage.in_address(start + hit.start):
            yield Topic(hit.term.slug, (passage.text.key, start + hit.start, start + hit.end))
