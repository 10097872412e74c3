"""What of a page people read, and in which language each piece of it says that it is."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

TOLD = {"aria-label", "title", "alt", "placeholder"} | {
    f"data-{name}" for name in ("one", "two", "more", "expired", "loading")
}
UNREAD = {"script", "style"}
EMPTY = {"input", "meta", "link", "br", "img", "hr"}


@dataclass
class Page(HTMLParser):
    """Its texts, [(text, language)], and its links, [attributes]."""

    markup: str
    texts: list[tuple[str, str]] = field(default_factory=list)
    links: list[dict[str, str]] = field(default_factory=list)
    language: str = ""
    direction: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[tuple[str, str]] = []
        self.feed(self.markup)

    def handle_starttag(self, tag, attrs):
        said = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language, self.direction = said["lang"], said.get("dir", "")
        language = said.get("lang") or self._here()
        if tag == "a":
            self.links.append(said)
        self.texts += [(text, language) for name, text in said.items() if name in TOLD and text]
        if tag not in EMPTY:
            self._open.append((tag, language))

    def handle_startendtag(self, tag, attrs):
        """As in a drawing: it holds nothing."""

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if data.strip() and not (self._open and self._open[-1][0] in UNREAD):
            self.texts.append((" ".join(data.split()), self._here()))

    def _here(self) -> str:
        return self._open[-1][1] if self._open else ""

    def said_in(self, language: str) -> list[str]:
        """What it says in one language."""
        return [text for text, spoken in self.texts if spoken == language]

    def to(self, language: str) -> str:
        """Where the switch leads."""
        (link,) = (link for link in self.links if link.get("hreflang") == language)
        return link["href"]
