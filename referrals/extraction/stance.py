"""Whether a sentence recommends a name, asks about it, or only mentions it."""

import re

from referrals.extraction.model import Stance, Text

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
    r"\b(?:closed|no longer|merged into|disconnected|out of service|lost its (?:lease|license)|sued|defunct|shut down|"
    r"avoid|(?:do not|don['’]?t) (?:send|use|call|go)|not (?:send|use|call|recommend|refer)|never (?:send|use|call)|"
    r"stay away|keep (?:\w+ ){0,2}away|scam|fraud|notarios?|cerr[oó]|ya no existe|no existe|used to be|formerly|"
    r"complaint)\b",
    re.IGNORECASE,
)
REACH = 160  # characters around a name


def stance(text: Text, start: int, end: int, quote: tuple[int, int], *, has_contact: bool) -> Stance:
    """The stance towards the name at [start, end) whose sentence is `quote`."""
    if text.asked:
        return "asked"
    if has_contact and not warned_of(text, start, end, quote):
        return "recommended"
    before = text.body[max(quote[0], start - REACH) : start]
    if warned_of(text, start, end, quote):
        return "mentioned"
    after = text.body[end : min(quote[1], end + REACH)]
    return "recommended" if _TURN_TO.search(before) or _PRAISE.search(after) else "mentioned"


def is_connected(text: Text, start: int, end: int, quote: tuple[int, int]) -> bool:
    """Whether the name is somebody's employer, funder, publisher or school."""
    return (
        _PAYS.match(text.body, end) is not None
        or _CONNECTED.search(text.body[max(quote[0], start - REACH) : start]) is not None
    )


def warned_of(text: Text, start: int, end: int, quote: tuple[int, int]) -> bool:
    """Whether the sentence says that it is gone or to be kept away from."""
    return _NO_LONGER.search(text.body[quote[0] : quote[1]]) is not None
