"""Text as it flows: a line break in the middle of a sentence or of a name is a space, all others stay.

Pages pasted from e-mails and from PDF files break their lines wherever the margin was; damaged ones have entities
("&amp;") and letters in place of quotation marks. Offsets do not move: what became shorter is filled up.
"""

import html
import re
from collections.abc import Iterator

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
# A word or a number parted at the margin: "Traffick-", "443-279-".
_PARTED = re.compile(r"(?:(?<=[^\W\d_]{2})-|(?<=\d{3})-)[ ]*$")
_NEW_ITEM = re.compile(r"\s*(?:[•●▪◦·*–—-]\s|\(?\d{1,3}[.)]\s|[A-Za-z][.)]\s)")
# "OR", "IN", "DE" and "LA" at a line's end are states, not small words.
_GOES_ON = re.compile(r"(?:\b(?:(?i:and|of|for|to|the|against|with|at|del|los|las|para|contra)|or|in|de|la|y|e)|&|,)$")
_COLUMNS = re.compile(r"\t|\S {3,}\S| \| ")
_ENDS = (".", "!", "?", ":", ";", "…")
_LOWER_WORD = re.compile(r"(?<![\w@./-])[a-záéíóúñü]{2,}(?![\w@]|[./][\w])")
# A letter that nobody writes here: it belongs to the word around it and is taken out of it again.
FILLER = "\u3164"
_ENTITY = re.compile(r"&(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,5}|[A-Za-z]{2,8}\d?);")
_LINKED = re.compile(r"\[([^\[\]\n]{2,120})\](?=\((?:https?://[^()\s]*|mailto:[^()\s]*)?\))")  # "[Name](…)" of Markdown
_DAMAGED = re.compile("[íďĒ]")
# "íBirchbark Houseď", "Peopleís": quotation marks and apostrophes of one code page read in another.
_MARK = re.compile(
    r"(?P<apostrophe>(?<=[a-z])[íĒ](?=(?:s|t|re|ve|ll|d)\b))|(?P<opens>\bí(?=[A-Z]))"
    r"|(?P<closes>(?<=[\w.,!?])ď(?!\w))"
)
# UTF-8 read as Windows-1252.
_READ = {sign.encode().decode("cp1252", "ignore"): sign for sign in "–—’‘“…•áéíóúñüÁÉÓÚÑ¿¡"}
_MOJIBAKE = re.compile("|".join(sorted(map(re.escape, _READ), key=len, reverse=True)))
_MARKS = {"apostrophe": "’", "opens": "“", "closes": "”"}
WIDEST = 160  # characters; a longer line is a paragraph, nobody breaks lines there
NARROWEST = 45  # characters: a shorter line ends because its author wished it
NEVER = 1_000_000_000  # characters
GOES_ON = 0.34  # of the lines of a block, beginning in small letters, and it is prose wrapped at a margin
FULL = 0.7  # of the longest line around: a line as full as that was broken by the margin
WRAPPED = 0.8  # of the lines but the last that are as full as that, and it is prose, however they begin
PROSE = 4  # words in small letters


def flowing(body: str) -> str:
    """The text with soft breaks as spaces, character for character as long as `body`."""
    body = _repaired(body)
    if "\n" not in body and "\r" not in body:
        return body
    lines = [line.group() for line in _LINE.finditer(body) if line.group()]
    return "".join(_softened(lines))


def _repaired(body: str) -> str:
    """Entities and damaged quotation marks read, filled up to the length they had."""
    if "&" in body:
        body = _ENTITY.sub(_read_entity, body)
    if "](" in body:
        body = _LINKED.sub(r" \1 ", body)
    if "â€" in body or "Ã" in body:
        body = _MOJIBAKE.sub(lambda match: _READ[match.group()] + FILLER * (len(match.group()) - 1), body)
    return _MARK.sub(lambda match: _MARKS[match.lastgroup or ""], body) if _DAMAGED.search(body) else body


def _read_entity(match: re.Match[str]) -> str:
    sign = html.unescape(match.group())
    if len(sign) != 1:
        return match.group()
    sign = " " if sign == "\xa0" else sign
    return sign + FILLER * (len(match.group()) - 1)


def _softened(lines: list[str]) -> Iterator[str]:
    blocks = _blocks(lines)
    for number, line in enumerate(lines):
        text = line.rstrip("\r\n")
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if (parted := _PARTED.search(text)) and _is_other_half(text, parted, following):
            kept = parted.start() + 1 if text[parted.start() - 1].isdigit() else parted.start()
            yield text[:kept] + FILLER * (len(line) - kept)
            continue
        soft = bool(text.strip() and following.strip()) and _is_soft(text, following, blocks[number])
        yield text + " " * (len(line) - len(text)) if soft else line


def _is_other_half(text: str, parted: re.Match[str], following: str) -> bool:
    """Whether the next line goes on with the parted word or number; an address keeps its own dash."""
    number, begin = text[parted.start() - 1].isdigit(), following.lstrip("> ")
    before = text[: parted.start()].split()[-1:]
    plain = bool(before) and not re.search(r"[@/]|\.\w", before[0])
    goes_on = begin[:1].isdigit() if number else begin[:1].islower()
    return goes_on and plain and not _COLUMNS.search(text)


def _blocks(lines: list[str]) -> list[int]:
    """For each line the width of its block (the lines without a blank one between them) if that is wrapped prose.

    Prose goes on in small letters, a list begins each line anew: there the width is too large for any line.
    """
    widths = [NEVER] * len(lines)
    first = 0
    for number in range(len(lines) + 1):
        if number == len(lines) or not lines[number].strip():
            block = [line.strip("> \t\r\n") for line in lines[first:number]]
            small = sum(line[:1].islower() for line in block[1:])
            width = max(map(len, block), default=0)
            full = sum(len(line) >= FULL * width and _is_prose(line) for line in block[:-1])
            if len(block) > 1 and (small >= GOES_ON * (len(block) - 1) or full >= WRAPPED * (len(block) - 1) > 1):
                widths[first:number] = [width] * len(block)
            first = number + 1
    return widths


def _is_soft(text: str, following: str, width: int) -> bool:
    if _NEW_ITEM.match(following) or _COLUMNS.search(text) or _COLUMNS.search(following.rstrip()):
        return False
    end, begin = text.rstrip(), following.lstrip()
    if end.endswith(_ENDS) or (end.endswith(",") and len(end) < NARROWEST and not begin[0].islower()):
        return False
    if begin[0].islower() and not _is_address(begin) and _words(end):
        return len(end) >= NARROWEST or _GOES_ON.search(end) is not None or begin.split()[0] in _JOINING
    if _GOES_ON.search(end):
        return not begin[0].isdigit() or len(end) >= NARROWEST
    prose = _is_prose(end) and len(_LOWER_WORD.findall(begin)) >= 1
    return prose and max(NARROWEST, FULL * width) <= len(end) <= WIDEST


def _is_prose(line: str) -> bool:
    return len(_LOWER_WORD.findall(line)) >= PROSE


_JOINING = frozenset("and or of for to the in against with at de del la los las y e para contra &".split())


def _is_address(begin: str) -> bool:
    return re.match(r"\S*[@/]|\S+\.\w", begin) is not None


def _words(end: str) -> bool:
    return re.search(r"[^\W\d_]", end) is not None
