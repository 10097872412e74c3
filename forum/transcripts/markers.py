"""How people number the parts of a long answer: "Part 1 of response:", "FINAL Part 22:", "cont'd....".

A marker stands at the very start of a post. The forms come from captures of this forum; numbers of lists
("1)", "1.)", the "9." of "Part 20 9.") are the message's own.
"""

import re
from dataclasses import dataclass

SHORTEST = 15  # characters of a post that may break off in a sentence
SEARCHED = 160  # characters: no marker is longer, and no pattern runs over a whole post

_NUMERALS = ["", *"i ii iii iv v vi vii viii ix x xi xii xiii xiv xv".split()]
_SPANISH = ["", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez"]
_WORDS = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_SPELLED = {word: n for words in (_NUMERALS, _WORDS, _SPANISH) for n, word in enumerate(words) if word}

# What may close a marker: ":" ")" "]" "." "…" in any number, dashes only before a space.
_CLOSE = r"(?P<close>(?:\s*(?:[:.…)\]]+|[-–—]+(?=\s)))*)\s*"
# "cont'd" in any spelling, also without its apostrophe or with what damage makes of it.
_CONTD = r"cont['’‘`´íďĒ]?d\b|continued\b|cont\b|continuaci[oó]n\b|contin[uú]a\b|sigue\b"

_PART = re.compile(
    r"\s*[(\[]?\s*(?P<lead>(?:[^\W\d_][\w'’&/-]*[\s,:-]+){0,3}?)"
    r"(?:parte?|segment|secci[oó]n|section|(?P<short>pt)\.?)\s*\#?\s*"
    r"(?:(?P<digits>\d{1,3})(?!\w)|(?P<letter>[a-h])(?=[.:),])|(?P<spelled>[a-z]+)\b)"
    r"(?:\s*(?:of|de|/)\s*\d{1,3}\b|\s+of\s+(?P<of>(?:[\w'’]+\s+){0,3}[\w'’]+)(?=\s*[:\])]))?"
    r"(?P<continued>[\s,(]*(?:" + _CONTD + r"))?" + _CLOSE,
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\s*(?:[(\[](?P<n>\d{1,2})(?:\s*(?:/|of|de)\s*(?P<total>\d{1,2}))?[)\]]"
    r"|-[ ]?(?P<dashed>\d{1,2})[ ]?-"
    r"|(?P<n_of>\d{1,2})(?:\s+(?:of|de)\s+|/)(?P<of_total>\d{1,2})(?=\s*[:.)-]|\s+[A-Z]))" + _CLOSE,
    re.IGNORECASE,
)
# "Response 2:", "Post 2/3 -": as people count their messages.
_MESSAGE = re.compile(
    r"\s*[(\[]?(?:response|answer|reply|post|message|respuesta|mensaje)\s*\#?\s*(?P<n>\d{1,2})"
    r"(?:\s*(?:of|de|/)\s*\d{1,2})?(?:\s*(?:[:.…)\]]+|[-–—]+(?=\s)))\s*",
    re.IGNORECASE,
)
# How a post says that another follows.
_UNFINISHED = re.compile(
    r"[(\[]\s*(?:more|cont['’]?d?|continued|to be continued|sigue|contin[uú]a)\b[^)\]]{0,30}[)\]]\s*$"
    r"|\b(?:to be continued|more to (?:follow|come)|continued (?:below|above|in (?:the |my )?next (?:post|reply|"
    r"response))|"
    r"sigue en (?:el )?(?:otro|pr[oó]ximo|siguiente) mensaje)\W*$",
    re.IGNORECASE,
)
# A post that breaks off at such a word is not ended, whatever letter the next begins with.
_DANGLING = re.compile(
    r"\b(?:and|or|the|an|of|to|for|with|at|in|on|from|y|de|la|el|los|las|en|para|con)$", re.IGNORECASE
)
# "I forgot: …": an afterthought to what its author wrote before.
_AFTERTHOUGHT = re.compile(
    r"\s*(?:(?:sorry|oops|and|also|oh),?\s+)?"
    r"(?:I (?:also )?(?:forgot|should have (?:added|said|mentioned)|meant to (?:add|say))\b|"
    r"to add to (?:my|what I)\b|P\.?S\.?[ :,]|more\s?(?:\.{2,}|…)|(?:se me )?olvid[oóé]\b|una cosa más\b)",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[.!?:;)\]\"”’»…]\s*$")
_ORDINAL_WORDS = (
    "first 1st primera primero 1ª 1a 1ra",
    "second 2nd segunda segundo 2ª 2a 2da",
    "third 3rd tercera tercero 3ª 3a 3ra",
    "fourth 4th cuarta cuarto 4ª 4a 4ta",
)
_ORDINALS = {spelled: n for n, row in enumerate(_ORDINAL_WORDS, 1) for spelled in row.split()}
_ORDINAL = re.compile(
    rf"\s*[(\[]?\s*(?P<word>{'|'.join(_ORDINALS)})\s+parte?\b"
    r"(?:\s*\([^()]{0,60}\))?(?P<close>\s*(?:[:.…)\]]+|[-–—]+(?=\s)))\s*",
    re.IGNORECASE,
)
# "First, you are not alone": a list that other posts go on with.
_FIRSTLY = re.compile(
    rf"\s*(?P<word>{'|'.join(_ORDINALS)})(?:ly)?(?:[ ](?:of all|thing|cosa|y [uú]ltima|"
    rf"and last))?\s*[,:.]\s*",
    re.IGNORECASE,
)
# A sentence that goes on behind dots: "... and when the road is open".
_GOES_ON = re.compile(r"\s*(?:\.{2,}|…)\s*(?=[a-zà-ÿ])")
# "1)", "II.": they part a long answer, or begin a list; the other posts tell.
_LISTED = re.compile(r"\s*(?:#?(?P<n>\d{1,2})(?:\.?\)|(?<=#\d)[:.])|(?P<roman>I{1,3}|I?V|VI{1,3}|I?X)[.)])(?=\s)\s*")
_CONTINUED = re.compile(
    r"\s*[(\[.…-]*\s*(?P<lead>(?:[^\W\d_]+[\s,]+\(?){0,2}?)"
    r"(?P<word>" + _CONTD + r"|continuing\b|continuation\b|more(?=:)|(?:final|last)\s+part\b)"
    r"(?:\s+from\s+(?:\w+\s+){0,3}?\w+(?=\s*[:.)\]]))?" + _CLOSE,
    re.IGNORECASE,
)
_LAST = frozenset({"final", "last", "and"})
# Words before "Part 2:" that make it a reference to a part, not the part itself.
_REFERRING = frozenset(
    {"see", "read", "i", "we", "my", "the", "in", "from", "to", "of", "per", "with", "as", "on", "for"}
)
_NO_TOPIC = frozenset({"response", "answer", "reply", "my", "the", "this", "your", "question", "to"})


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker's number (None: only "continued"), its topic ("policy"), and where the message begins.

    `doubtful`: "(1)", "1)" or "I.", which begin a list as often as a series.
    """

    part: int | None
    continued: bool
    topic: str
    end: int
    doubtful: bool = False


def read_marker(text: str) -> Marker | None:
    """Read the marker a post starts with, if it has one."""
    start = text[:SEARCHED]
    return (
        _read_part(start)
        or _read_ordinal(start)
        or _read_message(start)
        or _read_number(start)
        or _read_continued(start)
        or _read_listed(text)
    )


def _read_part(text: str) -> Marker | None:
    match = _PART.match(text)
    part = _part_number(match) if match else None
    if not match or not part or text[match.end() :].lower().startswith("of "):
        return None
    lead = _lead(match["lead"])
    if set(lead) - _LAST and (not match["close"] or _REFERRING & set(lead)):
        return None
    topic = [word for word in (*lead, *(match["of"] or "").lower().split()) if word not in _LAST | _NO_TOPIC]
    return Marker(part, bool(match["continued"]), " ".join(topic), match.end())


def _part_number(match: re.Match[str]) -> int | None:
    """Digits count as they stand ("Part 20 9."); "III", "two" and "pt" need a colon or the like."""
    if match["digits"]:
        return int(match["digits"])
    if match["letter"] and match["letter"].isupper():
        return ord(match["letter"]) - ord("A") + 1
    spelled = (match["spelled"] or "").lower()
    return _SPELLED.get(spelled) if match["close"] else None


def _read_ordinal(text: str) -> Marker | None:
    """Read "Second part:" and "2nd part:"."""
    match, listed = _ORDINAL.match(text), _FIRSTLY.match(text)
    if match:
        return Marker(_ORDINALS[match["word"].lower()], False, "", match.end())
    # Behind "First," the message begins with that word.
    return Marker(_ORDINALS[listed["word"].lower()], False, "", 0, doubtful=True) if listed else None


def _read_message(text: str) -> Marker | None:
    """Read "Response 2:" and "Post 2/3 -"."""
    match = _MESSAGE.match(text)
    return Marker(int(match["n"]), False, "", match.end(), doubtful=True) if match and int(match["n"]) else None


def goes_on(text: str, following: str) -> bool:
    """Whether a post says that it goes on, breaks off at a small word, or in a sentence that `following` takes up in
    small letters."""
    tail = text[-SEARCHED:].rstrip()
    open_ended = following[:1].islower() and not _ENDED.search(tail)
    breaks_off = len(tail) >= SHORTEST and (open_ended or _DANGLING.search(tail) is not None)
    return breaks_off or _UNFINISHED.search(tail) is not None


def _read_number(text: str) -> Marker | None:
    match = _NUMBER.match(text)
    if not match:
        return None
    part, total = int(match["n"] or match["n_of"] or match["dashed"]), int(match["total"] or match["of_total"] or 0)
    if not part or 0 < total < part:
        return None
    bare = bool(match["n_of"]) and "/" in match.group()  # "2/3:", but also "9/11:"
    return Marker(part, False, "", match.end(), doubtful=bare or (part == 1 and not total))


def _read_listed(text: str) -> Marker | None:
    """Read "2)" or "II."; none where the post itself goes on to the next number: that is a list."""
    match = _LISTED.match(text)
    if not match:
        return None
    part = int(match["n"]) if match["n"] else _SPELLED[match["roman"].lower()]
    following = rf"{part + 1}\)" if match["n"] else rf"{_NUMERALS[part + 1].upper()}[.)]"
    listed = re.search(rf"(?<![\w(]){following}\s", text[match.end() :])
    return None if listed or not part else Marker(part, False, "", match.end(), doubtful=True)


def _read_continued(text: str) -> Marker | None:
    """Read "cont'd" as it stands; whole words ("Continued support") need a colon or the like."""
    match = _CONTINUED.match(text)
    if not match:
        dots = _GOES_ON.match(text)
        if dots:
            return Marker(None, True, "", dots.end())
        return Marker(None, True, "", 0) if _AFTERTHOUGHT.match(text) else None  # its words are the message's
    lead = _lead(match["lead"])
    abbreviated = re.fullmatch(r"cont\W?d|cont[íďĒ]d", match["word"], re.IGNORECASE)
    after_dots = text.lstrip().startswith(("..", "…"))
    if not match["close"] and (lead or not (abbreviated or after_dots)):
        return None
    closes = (":", ")", ".") if abbreviated else (":", ")")
    if lead and (_REFERRING & set(lead) or not match["close"].strip().startswith(closes)):
        return None
    return Marker(None, True, " ".join(lead), match.end())


def _lead(printed: str) -> list[str]:
    return re.findall(r"[\w'’/-]+", printed.lower())
