"""A captured file as the transcript it holds: text as it is; of HTML, PDF and DOCX the text that a reader sees.

Only that text is kept of those, as UTF-8: what else such a file holds is none of our business.
"""

import re
from collections.abc import Collection, Iterator

from forum.transcripts import MAX_BYTES, TranscriptError
from referrals import documents
from referrals.unread import why

_LABEL = re.compile(r"(?P<n>\d{0,3})\.(?P<gap>[ \t\xa0]+)\S.{0,55}")
_END = r"\s*return to (?:the )?discussion"
_FOOTER = re.compile(rf"{_END}\b.{{0,200}}", re.IGNORECASE)
# Of labels and of the line at the end an address behind them is no part: in a page they may be links.
_LINKED = re.compile(
    r"(?P<said>\d{0,3}\.[ \t\xa0]+\S.{0,55}?|\s*return to (?:the )?discussion) \([^\s()]+\)", re.IGNORECASE
)
_SENTENCE_ENDS = re.compile(r"[.?!…:][\"”’')\]]*$")


def transcript(data: bytes) -> bytes:
    """The bytes of the text. Raises TranscriptError for a file that is not read."""
    if len(data) > MAX_BYTES:
        raise TranscriptError(f"Expected at most {MAX_BYTES:,} bytes, found {len(data):,}.")
    try:
        if documents.kind_of(data) == "text":
            return data
        found = documents.read(data)
    except documents.Unreadable as error:
        raise TranscriptError(why(error)) from error
    lines = found.text.split("\n")
    text = found.unwrapped(apart=set(_apart(lines, found.wrapped)))
    return "\n".join(_without_link(line) for line in text.split("\n")).encode()


def _without_link(line: str) -> str:
    match = _LINKED.fullmatch(line)
    return match["said"] if match else line


def _apart(lines: list[str], wrapped: Collection[int]) -> Iterator[int]:
    """Lines that another part of the transcript follows, however full they are: a PDF may break one where it ends."""
    begins = [n for n in range(len(lines)) if _begins_part(lines, n)]
    yield from (n - 1 for n in begins)
    for label, following in zip([-1, *begins], [*begins, len(lines)], strict=True):
        first = _LABEL.fullmatch(lines[following]) if following < len(lines) else None
        between = range(label + 1, following - 1)
        if first and first["n"] == "1" and between and all(n in wrapped for n in between):
            # Somewhere here the last answer ends and a question begins.
            yield from [n for n in between if _SENTENCE_ENDS.search(lines[n])][-1:]


def _begins_part(lines: list[str], n: int) -> bool:
    """Whether a label, the text of a post or the footer begins here."""
    line = lines[n]
    below = lines[n + 1] if n + 1 < len(lines) else ""
    label = _LABEL.fullmatch(line)
    return bool(
        line.startswith("\xa0") or _FOOTER.fullmatch(line) or (label and (len(label["gap"]) > 1 or below[:1] == "\xa0"))
    )
