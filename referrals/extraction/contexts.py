"""Where a name stands: what a sentence does with capitalised words that have no organization word."""

import re

from referrals.extraction.runs import Run

WEAK = "Capitalised words that stand where a name does."
FARTHEST = 160  # characters between a name and the contact its sentence goes on with
REACH = 60  # characters looked at beside a name
_SMALL = re.compile(r"\b[a-záéíóúñ]{2,}\b")
SENTENCE = 6  # words in small letters before a name at the end of a line
OPENING = 4  # characters by which a name may miss the beginning of its sentence
_CONTACT_NOW = re.compile(
    r"(?:'s)?[ ]?(?:website|web site|hotline|phone|tel)?[ ]?[(:,–-]{0,2}[ ]{0,2}(?:at[ ])?"
    r"(?:https?://|www\.|1?[-–. ]?\(?[2-9]\d{2}\)?[-–. ])"
)
_IN_PLACE = re.compile(r"[ ]in[ ](?:[A-Z][\w.]*[ ]?){1,4},[ ]([A-Z]{2})\b")
_RECOMMENDING = re.compile(
    r"\b(?:try|recommend|suggest|add|look(?:ing)? (?:at|into)|check(?:ing)? out|connect(?:ing)? with|reach|recomiendo|"
    r"(?:refer|send|sent)(?:ring|red)?\b[^.;!?]{0,110}? to)"
    r"\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_SERVES = re.compile(
    r"(?:[ ]?\([A-Z&]{2,9}\))?,?[ ](?:also[ ])?(?:offers?|provides?|serves?|represents?|operates|assists|accepts|"
    r"specializes|advocates for|ofrecen?|brindan?|atienden?|proporcionan?|"
    r"(?:is|are) (?:operated|run|staffed) by|"
    r"(?:(?:is|are|es) )?(?:an?|the|una?|la) (?:[\w-]+[ ,]){0,4}?(?:organi[sz]ation|non-?profit|agency|shelter|program|"
    r"coalition|hotline|group|network|organizaci[oó]n|agencia|refugio|programa|charity|clinic|ministry)"
    # "a shelter guest" is a person
    r"(?=[ ]?(?:[.,;:()–—-]|\n|$|that\b|which\b|in\b|for\b|of\b|with\b|serving\b|dedicated\b|que\b|en\b|de\b|para\b)))"
    r"(?!\w)"
)
_EMPLOYED = re.compile(
    r"\b(?:director|advocate|coordinator|attorney|manager|counselor|professor|physician|nurse|officer|detective|intern|"
    r"student|volunteer|founder|president|chair|staff|works?|worked|teaches|employed)\b"
    r"[^.;:\n]{0,40}?\b(?:at|with|for|of)[ ](?:the[ ])?$",
    re.IGNORECASE,
)
_DIRECTED = re.compile(
    r"\b(?:director|coordinator|president|founder|manager|CEO)[ ](?:of|at|for|with)[ ](?:the[ ])?$", re.IGNORECASE
)
# "Call Jane Doe at …": two capitalised words after these may be a person.
_TO_SOMEBODY = frozenset("contact call ask for with to email reach by from and of or attn advocate director".split())
_CAPITALS = re.compile(r"(?<!^)(?<![.!?] )\b[A-Z][\w'’]+(?: [A-Z][\w'’]+)+")
_TOWN = re.compile(r"\b(?:in|of|near|at) (?:[A-Z][\w.]+[ ]?){1,3}(?:, ?[A-Z]{2}\b)?|\b[A-Z][a-z]+, [A-Z]{2}\b")
_WHOSE = re.compile(r"\b(?:my|our|his|her|me|whose|I|us)\b")
# Small words before a name in the middle of a sentence.
INTRODUCES = frozenset(
    "with of at by from for to is called the and or used use ask tried via into also like through con de en a "
    "por para la el both than lessons reached called tried visited contacted phoned".split()
)
_WHERE = frozenset("in near around across throughout within outside downtown greater en".split())
_CALLED = frozenset("curriculum training film book course webinar class video movie report act law guide".split())
_DOES = re.compile(
    r"(?:['’]s)?[ ](?:also |still |only |now )?(?:has|have|is|was|takes?|does|keeps?|answers?|covers?|will|can|may|"
    r"runs?|"
    r"helps?|works?|meets?|sends?|gives?|pays?|told|closed|opened|picked|kept|finds?|houses|shelters|visits?|charges?|"
    r"teaches|drives?|tiene|es|da|ayuda|hace|atiende|cubre|puede|recibe|lleva|consigue)\b"
)


def is_place(run: Run) -> bool:
    """Whether the word before says that capitals are a place: "in South Hampton Roads", "1430 N Sanders St"."""
    before = run.word_before
    return (before in _WHERE or (before.isdigit() and not run.text.isupper())) and not run.has_head()


def context_of(run: Run) -> str:
    """Why the words are a name where they stand, as a sentence for a curator, or ""."""
    if is_place(run):
        return ""
    rules = (
        (is_before_contact, "Capitalised words directly before a contact."),
        (_serves, "Capitalised words that are said to serve people."),
        (_owns_next_contact, "Capitalised words whose sentence goes on with a contact."),
        (_is_in_place, "Capitalised words said to be in a town of a state."),
        (_is_recommended, "Capitalised words that are recommended."),
        (_employs, "Capitalised words that somebody works for."),
        (_stands_as_name, WEAK),
    )
    return next((reason for holds, reason in rules if holds(run)), "")


def is_before_contact(run: Run) -> bool:
    """Whether a contact follows the words at once."""
    return _CONTACT_NOW.match(run.passage.body, run.end, run.end + REACH) is not None


def is_somebody(run: Run) -> bool:
    """Whether words such as "Counseling Services" are somebody: said to serve people, or whose director is named."""
    before = run.passage.body[max(0, run.start - REACH) : run.start]
    directed = _DIRECTED.search(before) is not None and not run.passage.body.startswith(" at ", run.end)
    opens = run.passage.sentence(run.start)[0] >= run.start - OPENING
    serves = _serves(run) and (opens or run.word_before in {"the", "la", "el"})
    return len(run.capitals) > 1 and run.words[0].text != "Board" and (serves or directed)


def _serves(run: Run) -> bool:
    return _SERVES.match(run.passage.body, run.end, run.end + 2 * REACH) is not None


def _owns_next_contact(run: Run) -> bool:
    """Whether a contact follows in the sentence with no other capitalised words but a town in between."""
    passage = run.passage
    end = passage.sentence(run.start)[1]
    points = passage.points_between(run.end, min(end, run.end + FARTHEST))
    if not points or (len(run.words) == 2 and run.word_before in _TO_SOMEBODY):
        return False
    between = passage.body[run.end : points[0][0]]
    others = [word for word in _CAPITALS.findall(_TOWN.sub("", between)) if not word.isupper()]
    return not others and not _WHOSE.search(between)


def _is_in_place(run: Run) -> bool:
    placed = _IN_PLACE.match(run.passage.body, run.end, run.end + REACH) is not None
    return placed and run.word_before in {"at", "from", "of", "the", "by"}


def _is_recommended(run: Run) -> bool:
    return _RECOMMENDING.search(run.passage.body[max(0, run.start - 2 * REACH) : run.start]) is not None


def _employs(run: Run) -> bool:
    before = run.passage.body[max(0, run.start - REACH) : run.start]
    return len(run.capitals) > 2 and _EMPLOYED.search(before) is not None


def _ends_headline(run: Run) -> bool:
    """Whether the words end a line that is no sentence: "Talk to a Confidential Resource"."""
    body = run.passage.body
    start = body.rfind("\n", 0, run.start) + 1
    return body[run.end : run.end + 1] in {"", "\n"} and len(_SMALL.findall(body, start, run.start)) < SENTENCE


def _stands_as_name(run: Run) -> bool:
    """Whether capitals stand in the middle of a sentence, or before what somebody does."""
    opens = run.first == 0 or run.passage.sentence(run.start)[0] >= run.start - OPENING
    if run.word_before in _CALLED or not run.passage.body[run.start].isupper() or _ends_headline(run):
        return False
    does = _DOES.match(run.passage.body, run.end) is not None
    return does or (not opens and run.word_before in INTRODUCES)
