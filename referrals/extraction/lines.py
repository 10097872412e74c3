"""The lines of a page: what stands on each, and whether it is the name of somebody, a detail, or running text."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from referrals.extraction.flow import FILLER
from referrals.extraction.heads import CONNECTORS, DETAIL_WORDS, HEAD_KINDS, OPENERS, singular
from referrals.extraction.lexis import Lexis
from referrals.extraction.persons import JOBS, is_person
from referrals.extraction.text import WORD, Passage
from referrals.extraction.towns import only_towns
from referrals.gazetteer import zip_codes

LONGEST_NAME = 110  # characters
MOST_WORDS = 14
MOST_STRETCHES = 4  # of a line that are looked at for a name
_LEADS = re.compile(r"[\s.:;,|–—·•()*-]*")
_BULLET = re.compile(
    r"[ \t\u00a0]*(?:(?:[•●▪◦·*✓✔✅❌➢➤►▶→»‣∙■□◆◇♦○☐★☆☎║>-]|[–—](?=\s)|o(?=\s)|\d{1,3}[.)](?=\s))[ \t\u00a0]*)?[*_#]*"
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
PAGE = re.compile(
    r"(?:sheet|key|note|notes|legend|hoja|nota|from|to|subject|date|sent|cc|page|página|rev\.?|updated|last reviewed|"
    r"copyright|©)\b",
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
        return start, start + len(_without_rest(shown))

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
        told = town is not None and (town["zip"] or len(town["state"]) == 2)
        return bool(told) or (_ADDRESS.match(self.text) is not None and not self.starts_with_point)

    @property
    def starts_with_point(self) -> bool:
        return self.has_point and self.points[0][0] - self.start <= 1

    @cached_property
    def is_detail(self) -> bool:
        """Whether it tells something of the name above it: a contact, an address, hours, "Fees: …"."""
        return self.starts_with_point or self.is_label or self.is_address

    def names_somebody(self, lexis: Lexis) -> bool:
        """Whether its head reads like a name."""
        return not self.is_detail and not PAGE.match(self.text) and like_a_name(self.head_text, lexis)

    @property
    def is_prose(self) -> bool:
        words = WORD.findall(self.text)
        return len(words) > MOST_WORDS or (len(words) > 5 and self.text.endswith((".", "!", "?")))


def _without_rest(shown: str) -> str:
    """The name without what is said of it behind a comma, and without the town it is in."""
    formed = _FORM.match(shown)
    name, comma, rest = (formed[1], ", ", formed[2]) if formed else shown.partition(", ")
    small = [word for word in WORD.findall(rest) if word[0].islower() and word not in CONNECTORS]
    complete = singular(WORD.findall(name)[-1]) in HEAD_KINDS if WORD.findall(name) else False
    joined = re.search(r"(?:\band|\bor|&|\by)[ ]", rest) or _is_part(rest)
    if comma and (small or only_towns(rest) or _INITIALS.fullmatch(rest) or (complete and not joined)):
        shown = name
    words = shown.split()
    for length in (2, 1):
        before = words[:-length]
        if len(before) > 1 and singular(before[-1].rstrip(",")) in HEAD_KINDS and zip_codes(" ".join(words[-length:])):
            return " ".join(before) if shown.startswith(" ".join(before)) else shown
    return shown


_FORM = re.compile(r"(.{3,}?,?[ ](?:Inc|LLC|LLP|P\.?C|Corp|Ltd)\.?),[ ](.+)$")
_INITIALS = re.compile(r"(?:[A-Z]\.){1,3}[A-Z]?")  # of a town: "D.C.", "N.O."


def _is_part(rest: str) -> bool:
    """Whether what stands behind the comma is a part of the body, or its form: "…, Victim Unit", "…, Inc."."""
    words = WORD.findall(rest)
    return bool(words) and (singular(words[-1]) in HEAD_KINDS or words[-1].lower() in _PARTS)


def like_a_name(text: str, lexis: Lexis) -> bool:
    """Whether the phrase is written like a name: capitals but for words such as "of"; no sentence, no state."""
    text = html.unescape(text).replace(FILLER, "")
    words = WORD.findall(text)
    if not words or len(words) > MOST_WORDS or len(text) > LONGEST_NAME or text.endswith(("?", "!")):
        return False
    if not (text[0].isupper() or (text[0].isdigit() and len(words) > 1)) or text in lexis.states:
        return False
    if all(word.lower() in FURNITURE for word in words) or words[0].lower() in _PLURAL_OFFICES:
        return False
    if words[0].lower() in _SAYING or _NO_NAME.search(text) or is_person(text, words) or only_towns(text):
        return False
    if words[0].lower() in OPENERS - {"the", "a", "el", "los"} and words[0].lower() not in {"no", "my", "we"}:
        return False
    small = [word for word in words if not word[0].isupper() and not word[0].isdigit()]
    return len(words) > len(small) and all(word in CONNECTORS or word in _INSIDE for word in small)


# Words of headings and menus that alone name nobody.
FURNITURE = frozenset(
    "national statewide local nationwide regional state federal faq faqs emergency home about hours directions "
    "donate menu search share print back next top links resources resource news events contact contacts us our "
    "partners partner members action items new old business agenda attendees present absent round robin jump to skip "
    "visit more other others general information info hotlines hotline shelters legal medical housing food "
    "counseling services help support nacional estatal inicio contacto recursos servicios otros otras ayuda "
    "preguntas call-in visite antes name nombre privacy policy accessibility cookies sitemap".split()
)
# Words that begin what is said of somebody or of the page.
_SAYING = frozenset(
    "serves serving covers covering formerly maintained compiled printed published provided created revised updated "
    "funded supported sponsored licensed made prepared sirve atiende compilado".split()
)
_PARTS = frozenset("unit section desk recovery relations health intake inc llc llp pc corp".split())
_PLURAL_OFFICES = frozenset("offices locations oficinas sucursales branches across near behind".split())
# Dates, codes, forms, fractions: no name has them. A number may stand first ("988 Lifeline") or after "Local".
_NO_NAME = re.compile(
    r"[%/\\=<>{}^~?!]|\d[/–-]\d|(?<!Local)(?<!LOCAL)(?<!Post)(?<!Chapter)(?<!Unit)(?<!District)[ ](?!988\b|211\b)\d|"
    r"^\d+[.,)]|\d{5}"
    r"|^[A-Z]-\d|^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Lun|Mié|Jue|Vie|Sáb|Dom)[a-záé]*[-–.,]"
    r"|^(?:Form|House Bill|Senate Bill|Section|Page|SB|HB|Case|Order|Room|Chapter|Title|Part)\b"
    r"|^(?:(?:Lead|Senior|Staff|Executive|Program|Clinical)[ ])*(?:Advocate|Director|Coordinator|Manager|Attorney|"
    r"Specialist|"
    r"Supervisor|Counselor|Case Manager|Social Worker)\b"
    r"|\b(?:Conference|Training|Webinar|Subcommittee|Workshop|Agenda|Minutes|Letter|Act|Visa|Visas|Bill|Inn|Code|"
    r"Robin)$"
)


_INSIDE = frozenset("in a an at by with from e en con por al du von &".split())


def lines_of(passage: Passage) -> tuple[Line, ...]:
    """The lines of a passage that are not blank."""
    found: list[Line] = []
    gap, at = 0, 0
    for row in passage.body.splitlines(keepends=True):
        bullet = _BULLET.match(row)
        start = bullet.end() if bullet else 0
        text = row.rstrip().rstrip("*_")
        if len(text) > start:
            marked = bool(row[:start].strip())
            indented = row[:1] in " \t"
            found.append(Line(passage, at + start, at + len(text), gap, indented, marked))
            gap = 0
        else:
            gap += 1
        at += len(row)
    return tuple(found)
