"""Whether a sentence recommends a name, asks about it, or only mentions it."""

import re

from referrals.extraction.model import Stance, Text
from referrals.extraction.text import Passage

_TURN_TO = re.compile(
    r"\b(?:contact|connect(?:ing)? (?:also )?(?:with|to)|try|recommend|suggest|reach(?:ing)? out to|"
    r"talk to|speak (?:to|with)|"
    r"call|visit|add|look (?:at|into)|check (?:out|with)|refer(?:s|ral|rals)?\b[^.;]{0,80}? to|go to|"
    r"turn to|learn more|"
    r"materials from|consult|apply to|see|text|llame|contacte|visite)\b",
    re.IGNORECASE,
)
_PRAISE = re.compile(
    r"\b(?:is|are|has|have|offers?|provides?)\b[^.;]{0,40}\b(?:resources?|helpful|excellent|good|great|"
    r"respected|services|help)\b",
    re.IGNORECASE,
)
# Whom somebody works for, is paid by or wrote for: named, nobody to turn to.
_CONNECTED = re.compile(
    r"\b(?:director|coordinator|attorney|manager|counselor|professor|physician|nurse|officer|detective|intern|"
    r"student|founder|"
    r"president|chair|staff|worked?|works|working|teach(?:es)?|employed|job|member|board|volunteers?|trabajo|trabaja|"
    r"funded|supported|sponsored|grants?|award(?:ed)?|paid|financed|donat\w+|written|published|printed|produced|made|"
    r"created|run|operated|owned|project|program|programme|initiative|"
    r"hosted|assembled|compiled|copyright|trained|studied|degree)\b[^.;:!?\n]{0,50}?\b(?:at|for|with|of|by|from|on|"
    r"in|en|de|por)[ ](?:the[ ])?$",
    re.IGNORECASE,
)
_PAYS = re.compile(
    r"(?:['’]s)?,?[ ](?:which |that |who )?"
    r"(?:grants?|funds?|funding|money|award|contract|paid for|funded|sponsors?)\b"
)
# Warned against, gone, or asked about in an answer.
_NO_LONGER = re.compile(
    r"\b(?:closed(?![ ](?:on|for|at|sat|sun|mon|week|holidays|may\b|june|july|aug|dec))|no longer|merged into|"
    r"disconnected|out of service|lost its (?:lease|license)|sued|defunct|shut down|avoid|"
    r"(?:do not|don['’]?t) (?:send|use|call|go)|not (?:send|use|call(?! 911)|recommend|refer)|"
    r"never (?:send|use|call)|stay away|keep (?:\w+ ){0,2}away|scam|fraud(?! line)|notarios?|cerr[oó]|ya no existe|"
    r"no existe|complaints?)\b",
    re.IGNORECASE,
)
_FORMER = re.compile(r"\b(?:formerly|previously|used to be|antes)(?: called| known as)?[ ](?:the )?$", re.IGNORECASE)
REACH = 160  # characters around a name


def stance(text: Text, start: int, end: int, quote: tuple[int, int], *, has_contact: bool, gone: bool) -> Stance:
    """The stance towards the name at [start, end) whose sentence is `quote`; `gone` if that or its heading says so."""
    if text.asked:
        return "asked"
    before = text.body[max(quote[0], start - REACH) : start]
    if gone or _FORMER.search(before):
        return "mentioned"
    after = text.body[end : min(quote[1], end + REACH)]
    return "recommended" if has_contact or _TURN_TO.search(before) or _PRAISE.search(after) else "mentioned"


def says_gone(passage: Passage, start: int, end: int) -> bool:
    """Whether [start, end) says that somebody is gone or to be kept away from; a sentence is asked once."""
    key = "gone", start, end
    if key not in passage.kept:
        passage.kept[key] = _NO_LONGER.search(passage.text.body, start, end) is not None
    return bool(passage.kept[key])


def is_connected(text: Text, start: int, end: int, quote: tuple[int, int]) -> bool:
    """Whether the name is somebody's employer, funder, publisher or school."""
    return (
        _PAYS.match(text.body, end) is not None
        or _CONNECTED.search(text.body[max(quote[0], start - REACH) : start]) is not None
    )
