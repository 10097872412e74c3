"""HTML as lines. It is read as it comes, by Python's own parser: no tree is built, so that neither a deep page nor one
of tags that never close takes more time or memory than its length. Parsers that build one take minutes for some.
"""

import codecs
import re
from html.parser import HTMLParser

from .decoding import decode
from .lines import Lines
from .links import beside
from .model import DEEPEST, Document, Reason, Unreadable

LOOKED_AT = 2048  # bytes, in which a page says its encoding

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
SILENT = frozenset(
    "script style template title noscript svg math iframe object audio video canvas select datalist".split()
)
BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form header hr legend main nav ol p pre section summary ul".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
# {element: what its begin means to the lines, and its end}
_ENDS_LINE = dict.fromkeys(BLOCKS | HEADINGS, Lines.end)
BEGINS = _ENDS_LINE | dict.fromkeys(HEADINGS, Lines.heading)
BEGINS |= {"br": Lines.broken, "li": Lines.item, "table": Lines.table, "tr": Lines.row}
BEGINS |= dict.fromkeys(("td", "th"), Lines.cell)
ENDS = _ENDS_LINE | {"li": Lines.end_item, "table": Lines.end_table, "tr": Lines.end_row}
# {element: what it closes if that was left open, and the element beyond which it does not look}
CLOSES = {
    "li": ({"li"}, {"ul", "ol", "menu"}),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
    "tr": ({"tr", "td", "th"}, {"table"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
    "option": ({"option"}, {"select"}),
} | {name: ({"p"}, {"td", "th", "div", "li"}) for name in BLOCKS | HEADINGS | {"table"} if name not in ("dt", "dd")}

_SAYS = re.compile(rb"<meta[^>]{1,300}?charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def read(data: bytes) -> Document:
    """The text of a page as a reader sees it. Raises Unreadable."""
    text = decode(data, _encoding(data[:LOOKED_AT])).text
    page = _Page()
    page.feed(text)
    page.close()
    return Document(page.lines.text(), "html")


def _encoding(begins: bytes) -> str:
    """What the page says it is written in, if Python can read that."""
    said = _SAYS.search(begins)
    name = said[1].decode("ascii", "replace") if said else ""
    try:
        return codecs.lookup(name).name if name else ""
    except LookupError:
        return ""


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines = Lines()
        self.within: list[str] = []  # the elements that are open
        self.unseen: list[int] = []  # how many were open when each hidden one began
        self.links: list[tuple[str, list[str]]] = []  # (address, pieces of text) of the link that is open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins; what it cannot stand in ends."""
        closed, beyond = CLOSES.get(tag, (set(), set()))
        self._close(closed, beyond)
        if tag not in VOID:
            self.within.append(tag)
            if len(self.within) > DEEPEST:
                raise Unreadable(Reason.DEEP)
            if tag in SILENT or (tag not in ("html", "body") and _is_hidden(dict(attrs))):  # scripts show those
                self.unseen.append(len(self.within))
        if not self.unseen:
            self._begin(tag, dict(attrs))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """`<br/>`; of others the stroke counts for nothing, as in browsers."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """An element ends, and with it what was left open in it."""
        if tag == "p" and "p" not in self.within:
            self.lines.end()
        if tag in self.within:
            while self._pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Text between tags."""
        if self.unseen:
            return
        if self.links:
            self.links[-1][1].append(data)
        if "pre" in self.within:
            self._as_it_is(data)
        else:
            self.lines.add(data)

    def _as_it_is(self, data: str) -> None:
        first, *others = data.split("\n")
        self.lines.add(first, as_it_is=True)
        for line in others:
            self.lines.broken()
            self.lines.add(line, as_it_is=True)

    def _close(self, closed: set[str], beyond: set[str]) -> None:
        """Close what was left open of `closed`, but nothing around an element of `beyond`."""
        last = None
        for back, name in enumerate(reversed(self.within), start=1):
            if name in beyond:
                break
            if name in closed:
                last = back
        for _ in range(last or 0):
            self._pop()

    def _pop(self) -> str:
        tag = self.within.pop()
        if not self.unseen:
            self._end(tag)
        elif self.unseen[-1] > len(self.within):
            self.unseen.pop()
        return tag

    def _begin(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "a":
            self.links = [(attributes.get("href") or "", [])]
        if tag in BEGINS:
            BEGINS[tag](self.lines)

    def _end(self, tag: str) -> None:
        if tag == "a" and self.links:
            target, pieces = self.links.pop()
            self.lines.add(beside("".join(pieces), target))
        if tag in ENDS:
            ENDS[tag](self.lines)


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))
