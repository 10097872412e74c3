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
REACH = 160  # characters around a name


def stance(text: Text, start: int, end: int, quote: tuple[int, int], *, has_contact: bool) -> Stance:
    """The stance towards the name at [start, end) whose sentence is `quote`."""
    if text.asked:
        return "asked"
    if has_contact:
        return "recommended"
    before = text.body[max(quote[0], start - REACH) : start]
    after = text.body[end : min(quote[1], end + REACH)]
    return "recommended" if _TURN_TO.search(before) or _PRAISE.search(after) else "mentioned"
