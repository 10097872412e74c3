"""DOCX as lines: paragraphs, tables, lists and links of the text itself, heads and feet of its pages once.

Only parts with text are unpacked, each no further than it may be, and read as they come, by a reader that refuses
entities. Macros, pictures and embedded files are never opened.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from .kinds import DOCX
from .lines import Lines
from .links import beside
from .model import DEEPEST, MOST_UNPACKED, Document, Reason, Unreadable

BROKEN = (
    zipfile.BadZipFile, zlib.error, ParseError, DefusedXmlException, EOFError, KeyError, LookupError,
    NotImplementedError, OSError, RuntimeError, ValueError,
)  # fmt: skip
_HEADS, _FEET = re.compile(r"word/header\d*\.xml"), re.compile(r"word/footer\d*\.xml")
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_HEADING = re.compile(r"heading\s*\d|title|berschrift\d|t[ií]tulo\s*\d", re.IGNORECASE)
_LIST = re.compile(r"list", re.IGNORECASE)
_FIELD = re.compile(r"\s*HYPERLINK\s+\"([^\"]+)\"", re.IGNORECASE)
_LINK = "/hyperlink"  # how the type of a relation that is a link ends

# {element: what its begin means to the lines, and its end}
BEGINS = {"p": Lines.end_item, "tbl": Lines.table, "tr": Lines.row, "tc": Lines.cell}
ENDS = {"p": Lines.end, "tbl": Lines.end_table, "tr": Lines.end_row, "br": Lines.broken, "cr": Lines.broken}
SAID = {"t": "", "tab": "\t", "noBreakHyphen": "-"}  # nothing: its own text

Event = tuple[str, str, dict[str, str], str]  # start or end, element, attributes, text; all without namespaces


def read(data: bytes) -> Document:
    """The text of a document. Raises Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return Document("\n".join(filter(None, _Package(package).texts())), "docx")
    except Unreadable:
        raise
    except BROKEN as error:
        raise Unreadable(Reason.BROKEN) from error


class _Bounded:
    """A part that ends with an error where it is larger than it may be, whatever the list of the archive says."""

    def __init__(self, part: IO[bytes], package: "_Package") -> None:
        self.part, self.package = part, package

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        piece = self.part.read(size if size > 0 else 65536)
        self.package.left -= len(piece)
        if self.package.left < 0:
            raise Unreadable(Reason.TOO_MUCH)
        return piece


class _Package:
    def __init__(self, package: zipfile.ZipFile) -> None:
        self.package = package
        self.left = MOST_UNPACKED

    def texts(self) -> Iterator[str]:
        """Heads, the text, notes, feet; what stands on every page comes once."""
        names = self.package.namelist()
        heads, feet = (sorted(filter(which.fullmatch, names)) for which in (_HEADS, _FEET))
        yield from dict.fromkeys(map(self._text, heads))
        yield self._text(DOCX)
        yield from (self._text(name) for name in _NOTES if name in names)
        yield from dict.fromkeys(map(self._text, feet))

    def _text(self, name: str) -> str:
        part = _Part(self._links(name))
        for event in self._events(name):
            part.take(*event)
        return part.lines.text()

    def _links(self, name: str) -> dict[str, str]:
        """{id: address} of the links of a part."""
        folder, _, file = name.rpartition("/")
        relations = f"{folder}/_rels/{file}.rels"
        if relations not in self.package.namelist():
            return {}
        return {
            attributes.get("Id", ""): attributes.get("Target", "")
            for what, tag, attributes, _ in self._events(relations)
            if what == "start" and tag == "Relationship" and attributes.get("Type", "").endswith(_LINK)
        }

    def _events(self, name: str) -> Iterator[Event]:
        within: list[Element] = []
        with self.package.open(name) as packed:
            for what, element in iterparse(_Bounded(packed, self), ("start", "end"), forbid_dtd=True):
                if what == "start":
                    within.append(element)
                    if len(within) > DEEPEST:
                        raise Unreadable(Reason.DEEP)
                else:
                    within.pop()
                yield what, _local(element.tag), {_local(k): v for k, v in element.items()}, element.text or ""
                if what == "end":
                    element.clear()
                    if within:
                        within[-1].remove(element)


def _local(name: Any) -> str:
    return str(name).rpartition("}")[2]


class _Part:
    """One part of a document, as its elements begin and end."""

    def __init__(self, links: dict[str, str]) -> None:
        self.lines = Lines()
        self.targets = links
        self.hidden = False  # a run that is not shown
        self.in_heading = False
        self.links: list[tuple[str, list[str]]] = []
        self.code = ""  # of a field, which may be a link
        self.fallback = 0

    def take(self, what: str, tag: str, attributes: dict[str, str], text: str) -> None:
        """One element begins or ends."""
        if tag == "Fallback":  # says once more what stands before it
            self.fallback += 1 if what == "start" else -1
        elif not self.fallback:
            self._begin(tag, attributes) if what == "start" else self._end(tag, text)

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        value = attributes.get("val", "")
        if tag in BEGINS:
            BEGINS[tag](self.lines)
        match tag:
            case "p":
                self.in_heading = False
            case "pStyle" | "numPr":
                self._style(tag, value)
            case "r":
                self.hidden = False
            case "vanish":
                self.hidden = value not in ("0", "false")
            case "hyperlink":
                self.links.append((self.targets.get(attributes.get("id", ""), ""), []))
            case "fldChar":
                self._field(attributes.get("fldCharType", ""))

    def _style(self, tag: str, value: str) -> None:
        if tag == "pStyle" and _HEADING.match(value):
            self.in_heading = True
            self.lines.heading()
        elif not self.in_heading and (tag == "numPr" or _LIST.match(value)):
            self.lines.item()

    def _end(self, tag: str, text: str) -> None:
        if tag in SAID:
            self._say(SAID[tag] or text)
        elif tag in ENDS:
            ENDS[tag](self.lines)
        elif tag == "instrText":
            self.code += text
        elif tag == "hyperlink":
            self._end_link()

    def _say(self, text: str) -> None:
        if not self.hidden:
            if self.links:
                self.links[-1][1].append(text)
            self.lines.add(text.replace("\n", " "), as_it_is=True)

    def _field(self, what: str) -> None:
        """A link can be written as a field, too: its code, then its text."""
        if what == "begin":
            self.code = ""
        elif what == "separate":
            leads = _FIELD.match(self.code)
            self.links.append((leads[1] if leads else "", []))
        elif what == "end" and self.links:
            self._end_link()

    def _end_link(self) -> None:
        target, pieces = self.links.pop()
        self.lines.add(beside("".join(pieces), target))
