"""The lines of a page: what stands on each, and whether it is the name of somebody, a detail, or running text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from referrals.extraction.heads import DETAIL_WORDS
from referrals.extraction.lexis import Lexis
from referrals.extraction.persons import JOBS
from referrals.extraction.phrases import MOST_WORDS, like_a_name, without_rest
from referrals.extraction.text import WORD, Passage
from referrals.extraction.towns import only_towns

FEWEST_LINES = 8  # of a page that may be printed with a blank line between all lines
MOST_STRETCHES = 4  # of a line that are looked at for a name
_LEADS = re.compile(r"[\s.:;,|–—·•()*-]*")
_BULLET = re.compile(
    r"[ \t\u00a0]*(?:(?:[•·*»‣∙║>\u2190-\u27bf\U0001f300-\U0001faff-]\ufe0f?|[–—](?=\s)|o(?=\s)|"
    r"\d{1,3}[.)](?=\s))[ \t\u00a0]*)?(?:#+[ ]*|[*_]*)(?:[A-Z]\d{1,2}[.)][ ])?"
)
_TAIL = ' \t\u00a0*_:;,–—-|.║"“'
# Words in small letters that lead from a name to its contact: "Sheltering Palms 24/7 line 555 …".
_DANGLING = re.compile(
    r"(?:^|[ ,])(?:24/7|24[- ]hours?|24[- ]hr|at|call|phone|hotline|helpline|line|crisis|tel|telephone|is|are|on|the|"
    r"contact|website|web ?site|email|e-mail|number|text|or|and|toll|free|via|visit|see|office|their|llame|al?|"
    r"tel[ée]fono|en|"
    r"y|o|by|their)\.?$"
)
# A stop behind these ends nothing: "Rocky Mtn. Network", "Sgt. Roe".
_SHORT = "".join(rf"(?<!\b{word})" for word in "Mtn Dept Assn Natl Intl Univ Ctr Sgt Det Capt".split())
# What ends a name on a line that goes on: a colon, a dash between spaces, columns, a street, a bracket with a number,
# a sentence, a second body in Spanish, a town with its ZIP code, days.
_CUT = re.compile(
    r";|:(?=\s|$|\(?\d)|\.{3,}|…|[ ]@[ ]|=[ ]|[ \u00a0]+[-–—|•·]+[ \u00a0]*|\t|[ ]{3,}|[ ]?\|"
    r"|,(?=[ \u00a0]?(?:\(?\+?\d|P\.? ?O\.? |(?:https?:|www\.)|(?:phone|tel|call|toll|fax|hotline|e-?mail|located|"
    r"text|open|serving|dial|chat|which|who|a|an|the|at|is|can|ask|your|tel[ée]fono|llame)\b))"
    r"|[ ]\(|\((?=[A-Z&]{2,9}\))"
    rf"|(?<=[^\W\d_]{{3}}){_SHORT}[.!?](?=\s|$)|(?-i:(?<=\b[A-Z]{{2}})\.(?=[ ][A-Z][a-z]+[ ][a-z]))"
    r"|[ ](?:y|e)[ ](?=(?:Refugio|Comedor|Centro|Casa|Clínica|Albergue|Hogar|Fundación|Asociación)\b)"
    r"|[ ](?=[A-Z][a-z]+,?[ ][A-Z]{2}[ ]\d{5})|(?<=[a-z])(?=\d)"
    r"|[ ](?=(?-i:(?:Lunes|Martes|Monday|Mon|Tuesdays?|M-F|Mon-Fri|Lun)\b))",
    re.IGNORECASE,
)
_STREETS = (
    "st|street|ave|avenue|rd|road|blvd|boulevard|dr|drive|ln|lane|way|hwy|highway|pkwy|parkway|ct|court|pl|place|plaza|"
    "sq|square|cir|circle|ter|terrace|suite|ste|floor|fl|route|rt|rte|broadway|pike|trail|loop|alley|run|bypass|"
    "calle|avenida|carretera|apt|unit|bldg|building|room|box"
)
_ADDRESS = re.compile(
    rf"(?:\d{{1,6}}[A-Z]?(?:-\d+)?,?[ ](?:[\w.'’#-]+[ ,]{{1,2}}){{0,6}}?(?:{_STREETS})\b"
    r"|\d{1,6}[ ][NSEW]{1,2}\.?[ ]"
    r"|P\.?[ ]?O\.?[ ]Box\b|(?:Post Office|Apartado|Suite|Ste\.|Room|Floor|Bldg|Calle|Ave\.)[ ])",
    re.IGNORECASE,
)
TOWN = re.compile(
    r"(?P<town>(?:(?:[A-Z][\w.'’-]*|of|de|la|del|el)[ ]){0,4}[A-Z][\w.'’-]*),?[ ]{1,2}(?P<state>[A-Z]{2}|[A-Z][a-z]+"
    r"(?:[ ][A-Z][a-z]+)?)(?:[ ,]{1,2}(?P<zip>\d{5}(?:-\d{4})?))?\b\.?"
)
_BEHIND = re.compile(r"[*_]*[ ]?[,:–—-]*[ ]{1,2}")
PAGE = re.compile(
    r"(?:sheet|key|note|notes|legend|hoja|nota|from|to|subject|date|sent|cc|(?:page|página)(?=[ ]\d|[: ]*$)|rev\.?|"
    r"updated|last reviewed|copyright|©)(?!\w)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"[^\W\d_](?:[\w .,/&'’()-]{0,38})\w\)?[ ]?:(?!//)")


@dataclass(frozen=True)
class Line:
    """Characters [start, end) of a passage without bullet and outer spaces; `gap` blank lines stand above it."""

    passage: Passage
    start: int
    end: int
    gap: int
    indented: bool
    bullet: bool

    @property
    def text(self) -> str:
        return self.passage.body[self.start : self.end]

    @cached_property
    def points(self) -> tuple[tuple[int, int], ...]:
        """Where phones and addresses of the web stand on it."""
        return self.passage.points_between(self.start, self.end)

    @property
    def hashed(self) -> bool:
        """Whether it is a heading of Markdown."""
        return self.passage.body[max(0, self.start - 4) : self.start].rstrip(" ").endswith("#")

    @property
    def has_point(self) -> bool:
        return bool(self.points)

    @cached_property
    def head(self) -> tuple[int, int]:
        """The stretch that may be a name: what comes before the first separator or contact."""
        return self._stretch(self.start)

    def _stretch(self, start: int) -> tuple[int, int]:
        stop = min([self.end, *(at for at, _ in self.points if at >= start)])
        stop = next((cut.start() for cut in _CUT.finditer(self.passage.body, start, stop)), stop)
        shown = self.passage.body[start:stop].rstrip(_TAIL + "(")
        while stop < self.end and (word := _DANGLING.search(shown)):
            shown = shown[: word.start()].rstrip(_TAIL + "(")
        return start, start + len(without_rest(shown))

    def later_heads(self) -> Iterator[tuple[int, int]]:
        """Stretches behind the first separators and contacts, which may be names where the head is none."""
        at = self.head[1]
        for _ in range(MOST_STRETCHES):
            inside = next((end for start, end in self.points if start <= at + 2 and at < end), at)
            begins = _LEADS.match(self.passage.body, inside, self.end)
            at = begins.end() if begins else inside
            if at >= self.end or any(start <= at < end for start, end in self.points):
                if at >= self.end:
                    return
                continue
            stretch = self._stretch(at)
            if stretch[1] > stretch[0]:
                yield stretch
            at = max(stretch[1], at + 1)

    @property
    def head_text(self) -> str:
        return self.passage.body[slice(*self.head)]

    @property
    def whole(self) -> bool:
        """Whether nothing but the head stands on the line."""
        return self.text.rstrip(_TAIL) == self.head_text

    @cached_property
    def is_label(self) -> bool:
        """Whether it says which detail follows: "Phone: …", "24-hour crisis line 555 …", "TTY"."""
        label = _LABEL.match(self.text)
        shown = label.group().rstrip(": ") if label else self.head_text
        words = [word.group().lower() for word in WORD.finditer(shown)]
        if not words:
            return self.has_point
        titled = len(words) > 2 and all(word.group()[0].isupper() for word in WORD.finditer(shown))
        if titled and not label and not shown.isupper():
            return False  # "Crisis Text Line – text …": a name of such words alone
        return all(word in DETAIL_WORDS or word.isdigit() or (label and word in JOBS) for word in words)

    @cached_property
    def is_address(self) -> bool:
        if only_towns(self.head_text):
            return True
        town = TOWN.fullmatch(self.text)
        coded = town is not None and len(town["state"]) == 2 and ("," in town.group() or only_towns(town["town"]))
        told = town is not None and (town["zip"] or coded)
        return bool(told) or (_ADDRESS.match(self.text) is not None and not self.starts_with_point)

    @property
    def starts_with_point(self) -> bool:
        return self.has_point and self.points[0][0] - self.start <= 1

    @property
    def has_address_behind(self) -> bool:
        """Whether a street stands behind its head: "Larkspur Clinic - 310 8th St"."""
        behind = _BEHIND.match(self.passage.body, self.head[1], self.end)
        return behind is not None and _ADDRESS.match(self.passage.body, behind.end(), self.end) is not None

    @cached_property
    def is_detail(self) -> bool:
        """Whether it tells something of the name above it: a contact, an address, hours, "Fees: …"."""
        return self.starts_with_point or self.is_label or self.is_address

    def names_somebody(self, lexis: Lexis) -> bool:
        """Whether its head reads like a name."""
        asks = self.text.endswith("?")
        return not self.is_detail and not asks and not PAGE.match(self.text) and like_a_name(self.head_text, lexis)

    @property
    def is_prose(self) -> bool:
        words = WORD.findall(self.text)
        return len(words) > MOST_WORDS or (len(words) > 5 and self.text.endswith((".", "!", "?")))


def lines_of(passage: Passage) -> tuple[Line, ...]:
    """The lines of a passage that are not blank; where a blank one stands between all of them it parts nothing."""
    lines = _printed(passage)
    close = sum(line.gap == 0 for line in lines[1:])
    if len(lines) >= FEWEST_LINES and close * 10 <= len(lines):
        lines = tuple(replace(line, gap=max(0, line.gap - 1)) for line in lines)
    return lines


def _printed(passage: Passage) -> tuple[Line, ...]:
    found: list[Line] = []
    gap, at = 0, 0
    for row in passage.body.splitlines(keepends=True):
        bullet = _BULLET.match(row)
        start = bullet.end() if bullet else 0
        text = row.rstrip().rstrip("*_")
        if len(text) > start:
            marked = bool(row[:start].strip(" \t#"))
            indented = row[:1] in " \t"
            found.append(Line(passage, at + start, at + len(text), gap, indented, marked))
            gap = 0
        elif not row.strip() or len(row.strip()) > len("-•"):
            gap += 1  # a bullet alone on its line parts nothing
        at += len(row)
    return tuple(found)
