"""States of an organization, each with its reason; a state never comes from nowhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from referrals.extraction.lexis import Lexis
from referrals.extraction.model import Mention, Span, Text
from referrals.extraction.text import WORD

# "LA" is Louisiana only after a town ("Houma, LA"); with a county, a university or the city it is Los
# Angeles.
_LOS_ANGELES = re.compile(r"\bLA County\b|\bLos Angeles\b")
_SLASHED_LA = re.compile(r"[/ ]LA$")
_TOWN_STATE = re.compile(r"[ ]{0,2}(?:in|of|from|,|\(|–|-)[ ]?(?:[A-Z][\w.’']*[ ]?){1,4},[ ]?(?P<state>[A-Z]{2})\b")
_WITHIN = re.compile(
    r"\b[Ii]n(?:side)? (?:the )?(?:(?:[NS][EW]?|[Nn]orthern|[Ss]outhern|[Ee]astern|[Ww]estern|"
    r"[Cc]entral)\.? )?"
)
_ASKED_PLACE = re.compile(
    r"\b(?:services?|programs?|help|organizations?|agenc(?:y|ies)|resources?|shelters?|lawyers?|providers?|"
    r"referrals?|available|"
    r"clients?|survivors?|victims?|contacts?)\b[^.?!]{0,80}?\b(?:in|within|near|"
    r"around)\s+(?:the\s+)?(?:state of\s+)?",
    re.IGNORECASE,
)
_ANYWHERE = re.compile(r"\b(?:nationally|nationwide|internationally|across the (?:country|nation))\b", re.IGNORECASE)
_NATIONAL_NAME = re.compile(r"\b(?:National|Nationwide|U\.S\.|United States|Federal)\b")
_NATIONAL_PREDICATE = re.compile(
    r"[^.;\n]{0,120}?\b(?:nationally|nationwide|across the (?:country|nation|United States)|in all (?:50|"
    r"fifty) states)\b",
    re.IGNORECASE,
)
REACH = 60
LONGEST_PLACE = 4  # words of a state's name


@dataclass(frozen=True, slots=True)
class Place:
    """A state with where and why it was read."""

    state: str
    span: Span
    reason: str


def states_in_name(lexis: Lexis, name: str, mention: Mention) -> Iterator[Place]:
    """States the printed name itself carries: "NC Lantern Network", "North Carolina Lantern Network"."""
    for state, start, end in _states(lexis, mention.surface):
        if not _SLASHED_LA.search(mention.surface[:end]):
            span = (mention.text_key, mention.start + start, mention.start + end)
            yield Place(state, span, f"The name says {mention.surface[start:end]}.")


def states_beside(lexis: Lexis, text: Text, mention: Mention) -> Iterator[Place]:
    """States said of the mention: "Larkspur House in St. Paul, MN"; "In southern Ohio we formed …"."""
    town = _TOWN_STATE.match(text.body, mention.end, mention.end + REACH)
    if town and town["state"] in lexis.state_names:
        yield Place(town["state"], (text.key, *town.span("state")), f"“{town.group().strip()}” follows the name.")
        return
    sentence = text.body[slice(*mention.quote)]
    for lead in _WITHIN.finditer(sentence):
        found = _state_at(lexis, sentence, lead.end())
        if found and mention.quote[0] + found[2] <= mention.start:
            start, end = mention.quote[0] + lead.end(), mention.quote[0] + found[2]
            yield Place(found[0], (text.key, start, end), f"The sentence is about “{text.body[start:end]}”.")


def states_asked(lexis: Lexis, mention: Mention, text: Text, question: Text) -> Iterator[Place]:
    """The place of the question that a recommendation answers, unless the question asks for anywhere."""
    if mention.stance != "recommended" or _ANYWHERE.search(text.context):
        return
    for lead in _ASKED_PLACE.finditer(text.context):
        found = _state_at(lexis, text.context, lead.end())
        if found:
            place = text.context[found[1] : found[2]]
            yield Place(
                found[0],
                (question.key, found[1], found[2]),
                f"Recommended to somebody who asked about {place}.",
            )


def los_angeles(mention: Mention, texts: tuple[Text, ...]) -> Iterator[Place]:
    """California for "ACME/LA" where the thread shows that LA is the city: LA County, Los Angeles."""
    if not _SLASHED_LA.search(mention.surface):
        return
    for text in texts:
        shown = _LOS_ANGELES.search(text.body)
        if shown:
            reason = f"LA is Los Angeles: the thread speaks of “{shown.group()}”."
            yield Place("CA", (text.key, *shown.span()), reason)
            return


def is_national(mention: Mention, text: Text) -> str:
    """Why the text makes the organization nationwide, or ""."""
    word = _NATIONAL_NAME.search(mention.surface)
    if word:
        return f"The name says “{word.group()}”."
    predicate = _NATIONAL_PREDICATE.match(text.body, mention.end, mention.quote[1])
    return f"The text says “{predicate.group().split()[-1]}” of it." if predicate and not text.asked else ""


def _states(lexis: Lexis, phrase: str) -> Iterator[tuple[str, int, int]]:
    position = 0
    for word in WORD.finditer(phrase):
        if word.start() >= position:
            found = _state_at(lexis, phrase, word.start())
            if found:
                position = found[2]
                yield found


def _state_at(lexis: Lexis, phrase: str, start: int) -> tuple[str, int, int] | None:
    """(USPS code, start, end) of the longest state name or code that begins at `start`."""
    ends = [word.end() for word in WORD.finditer(phrase, start, start + REACH)][:LONGEST_PLACE]
    for end in reversed(ends):
        state = lexis.states.get(phrase[start:end])
        if state:
            return None if phrase[start:end] == "LA" else (state, start, end)
    return None
