"""States of an organization, each with its reason; a state never comes from nowhere."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from referrals.extraction.lexis import Lexis
from referrals.extraction.model import Mention, PhoneFound, Span, Text
from referrals.extraction.towns import Told, about_state, states_told, town_in
from referrals.gazetteer import state_of_number

# "LA" is Louisiana only after a town ("Houma, LA"); with a county, a university or the city it is Los
# Angeles.
_LOS_ANGELES = re.compile(r"\bLA County\b|\bLos Angeles\b")
_SLASHED_LA = re.compile(r"[/ ]LA$")
_TOWN_STATE = re.compile(
    r"[*_]*[ ]{0,2}(?:in|of|from|,|\(|–|-)[ ]?(?:[A-Z][\w.’']*[ ]?){1,4},[ ]?(?P<state>[A-Z]{2})\b"
)
_WITHIN = re.compile(
    r"\b[Ii]n(?:side)? (?:the )?(?:(?:[NS][EW]?|[Nn]orthern|[Ss]outhern|[Ee]astern|[Ww]estern|"
    r"[Cc]entral)\.? )?"
)
# "Ruth's Harbor in Peoria", "Kinship of Duluth", "In Chicago, Prairie Center …".
_TOWN = r"(?P<town>(?:(?:St|Ft|Mt)\.? |(?:[A-Z][\w.'’-]+[ ]){0,2})[A-Z][\w'’-]+)"
_IN_TOWN = re.compile(
    r"[ ]{0,2}(?:\([A-Z&]{2,9}\)[ ])?"
    rf"(?:(?:in|near|of|from|en|serving|for|at)[ ](?:(?:downtown|greater|the)[ ])?|\(|,[ ]){_TOWN}"
)
_OPENS_WITH_TOWN = re.compile(rf"(?:In|Near|Around|En|For)[ ](?:the[ ])?{_TOWN}(?:,| area\b)")
_TOWN_IN_NAME = re.compile(
    rf"\b(?:of|in|for|de|en|del)[ ](?:(?:Greater|the|Downtown)[ ])?{_TOWN}|"
    rf"^(?P<first>[A-Z][\w.]+(?:[ ][A-Z][\w.]+){{0,2}})"
)
_ASKED_PLACE = re.compile(
    r"\b(?:services?|programs?|help|organizations?|agenc(?:y|ies)|resources?|shelters?|lawyers?|providers?|"
    r"referrals?|available|"
    r"clients?|survivors?|victims?|contacts?)\b[^.?!]{0,80}?\b(?:in|within|near|"
    r"around)\s+(?:the\s+)?(?:state of\s+)?",
    re.IGNORECASE,
)
_ANYWHERE = re.compile(r"\b(?:nationally|nationwide|internationally|across the (?:country|nation))\b", re.IGNORECASE)
_NATIONAL_NAME = re.compile(
    r"\b(?:National|NATIONAL|Nationwide|U\.S\.|United States|Federal|Nacional|NACIONAL|of America)\b"
)
_NATIONAL_PREDICATE = re.compile(
    r"[^.;\n]{0,120}?\b(?:nationally|nationwide|across the (?:country|nation|United States)|in all (?:50|"
    r"fifty) states)\b",
    re.IGNORECASE,
)
_IS_NATIONAL = re.compile(
    r"[ ,]{1,2}(?:\([A-Z&]{2,9}\)[ ,]{1,2})?(?:is|was|es) (?:a|an|the|una?|la) (?:\w+[ ,-]){0,2}?(?:national|"
    r"nacional)\b"
)
# "Camino (CA, NV, AZ)", "Mosaic: Maine.", "Sisters — Guam, American Samoa: 671 …".
_LISTED = re.compile(r"[ ]{0,2}(?:\(|:|—|–|-)[ ]{0,2}")
_LISTED_END = re.compile(r"[).:;]|[ ](?:only|\(|—|–|-)|[ ]?\n|$")
REACH = 60


@dataclass(frozen=True, slots=True)
class Place:
    """A state with where and why it was read; `listed` is one of several that its own lines list."""

    state: str
    span: Span
    reason: str
    listed: bool = False


def states_in_name(lexis: Lexis, name: str, mention: Mention) -> Iterator[Place]:
    """States the printed name itself carries: "NC Lantern Network", "North Carolina Lantern Network"."""
    for state, start, end in lexis.states_in(_capitalised(mention.surface)):
        if not _SLASHED_LA.search(mention.surface[:end]):
            span = (mention.text_key, mention.start + start, mention.start + end)
            yield Place(state, span, f"The name says {mention.surface[start:end]}.")


def states_beside(lexis: Lexis, text: Text, mention: Mention) -> Iterator[Place]:
    """States said of the mention: "Larkspur House in St. Paul, MN"; "In southern Ohio we formed …"."""
    listed = _LISTED.match(text.body, mention.end)
    several = lexis.states_listed.match(text.body, listed.end()) if listed else None
    if several and several.group() != "LA" and _LISTED_END.match(text.body, several.end()):
        reason = f"“{several.group()}” follows the name."
        for state, start, end in lexis.states_in(several.group()):
            yield Place(state, (text.key, several.start() + start, several.start() + end), reason)
        return
    town = _TOWN_STATE.match(text.body, mention.end, mention.end + REACH)
    if town and town["state"] in lexis.state_names:
        yield Place(town["state"], (text.key, *town.span("state")), f"“{town.group().strip()}” follows the name.")
        return
    sentence = text.body[slice(*mention.quote)]
    for lead in _WITHIN.finditer(sentence):
        found = lexis.state_at(sentence, lead.end())
        if found and mention.quote[0] + found[2] <= mention.start:
            start, end = mention.quote[0] + lead.end(), mention.quote[0] + found[2]
            yield Place(found[0], (text.key, start, end), f"The sentence is about “{text.body[start:end]}”.")


def states_of_towns(text: Text, mention: Mention) -> Iterator[Place]:
    """The state of a town the name carries or stands beside, if the town means one state by itself."""
    name = _TOWN_IN_NAME.search(mention.surface)
    for match, offset in (
        (name, mention.start),
        (_IN_TOWN.match(text.body, mention.end, mention.end + REACH), 0),
        (_OPENS_WITH_TOWN.match(text.body, mention.quote[0], mention.start), 0),
    ):
        group = next((group for group in ("town", "first") if match and match.groupdict().get(group)), "")
        found = town_in(match[group], large=group == "first") if match and group else None
        if found and match:
            start = offset + match.start(group)
            reason = f"“{found[0]}” is in {found[1]}."
            yield Place(found[1], (text.key, start, start + len(found[0])), reason)
            return


def states_behind(lexis: Lexis, text: Text, mention: Mention, limit: int) -> Iterator[Place]:
    """States that the sentence says behind the name, before somebody else is named at `limit`: "… all over Florida"."""
    end = min(mention.quote[1], limit)
    for told in states_told(lexis, text.body[mention.end : end]):
        start = mention.end + told.start
        span = (text.key, start, start + len(told.printed))
        yield Place(told.state, span, f"The sentence goes on with “{told.printed}”.")


def states_asked(lexis: Lexis, mention: Mention, text: Text, question: Text) -> Iterator[Place]:
    """The place of the question that a recommendation answers, unless the question asks for anywhere."""
    if mention.stance != "recommended" or asks_anywhere(text.context):
        return
    for lead in _ASKED_PLACE.finditer(text.context):
        found = lexis.state_at(text.context, lead.end())
        if found:
            place = text.context[found[1] : found[2]]
            yield Place(
                found[0],
                (question.key, found[1], found[2]),
                f"Recommended to somebody who asked about {place}.",
            )


def state_about(key: str, told: list[Told], what: str) -> Iterator[Place]:
    """The one state that `told` (what a text with `key` says of states) is about; `what` the text is."""
    about = about_state(told)
    if about:
        reason = f"The {what} is about one state: “{about.printed}”."
        yield Place(about.state, (key, about.start, about.end), reason)


def state_of_numbers(lexis: Lexis, phones: tuple[PhoneFound, ...]) -> Iterator[Place]:
    """The state of local telephone numbers, if all are of one."""
    local = [(phone, state_of_number(phone.number)) for phone in phones if phone.use != "fax"]
    states = {state for _, state in local if state}
    if len(states) == 1:
        phone, state = next(each for each in local if each[1])
        reason = f"Its number is one of {lexis.state_names.get(state, state)}."
        yield Place(state, (phone.text_key, phone.start, phone.end), reason)


def asks_anywhere(question: str) -> bool:
    """Whether a question asks for help wherever it is."""
    return _ANYWHERE.search(question) is not None


def los_angeles(mention: Mention, texts: Iterable[Text]) -> Iterator[Place]:
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
    predicate = predicate or _IS_NATIONAL.match(text.body, mention.end, mention.quote[1])
    return f"The text says “{predicate.group().split()[-1]}” of it." if predicate and not text.asked else ""


def _capitalised(surface: str) -> str:
    """A name printed in capitals as its words are written otherwise, so that states are seen: as long as it was."""
    shown = surface.title() if surface.isupper() and " " in surface else surface
    return shown if len(shown) == len(surface) else surface
