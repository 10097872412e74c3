"""Which column of a file means what: guessed from heading and cells, corrected by a curator, kept for the source."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz, process

from referrals.lexicon import fold
from referrals.vocabulary import Coverage, State, Visibility

from .choices import Known
from .files import Row

LIKE = 85  # of 100: what a heading means is guessed from here on
MOSTLY = 0.6  # of the cells of a column look like it
CHOSEN = ("kind", "cost", "coverage", "state", "states", "victim", "need", "language")  # fields with a list of values
SEVERAL = frozenset({"phone", "email", "website", "aliases", "victim", "need", "language", "states"})
SHOWN_VALUES = 300  # of one field, on the page

# field: (what it is called, other headings it goes by)
FIELDS: dict[str, tuple[Promise, str]] = {
    "name": (_("Name"), "name|agency|agency name|program|program name|service name|resource|provider|nombre"),
    "id": (_("Its number in that list"), "id|identifier|record id|uid"),
    "organization": (_("Organization"), "organization|organisation|parent organization|parent|parent agency|org"),
    "aliases": (_("Other names"), "aliases|alias|other names|aka|also known as|acronym|alternate name|dba"),
    "kind": (_("Kind"), "kind|type|category|agency type|type of agency|service type"),
    "description": (_("Description"), "description|about|services|services provided|summary|what they do"),
    "eligibility": (_("Eligibility"), "eligibility|who can use it|requirements|population served notes"),
    "phone": (_("Phone"), "phone|telephone|phone number|tel|hotline|main phone|toll free|phones|office phone|telefono"),
    "extension": (_("Extension"), "extension|ext|phone extension|phone ext"),
    "text": (_("Number for text messages"), "text|text line|sms|text number"),
    "tty": (_("TTY"), "tty|tdd|tty tdd"),
    "fax": (_("Fax"), "fax|fax number"),
    "email": (_("E-mail"), "email|e mail|email address|mail|contact email|correo"),
    "website": (_("Web site"), "website|web site|url|web|homepage|link|web address"),
    "hours": (_("Hours"), "hours|hours of operation|opening hours|availability|schedule|horario"),
    "coverage": (_("Coverage"), "coverage|scope|service scope|reach"),
    "states": (_("States it serves"), "states|states served|service area|area served|serves|service areas"),
    "state": (_("State where it sits"), "state|st|province|state province|estado"),
    "city": (_("City"), "city|town|ciudad|municipality"),
    "street": (_("Street"), "street|address|street address|address 1|address line 1|location|direccion"),
    "zip": (_("ZIP code"), "zip|zip code|zipcode|postal code|postcode"),
    "area": (_("Which part of a state"), "area|county|counties|region|counties served"),
    "victim": (_("Whom it serves"), "victim types|victim type|population|populations served|who they serve|clients"),
    "need": (_("What it offers"), "needs|need|services offered|service categories|offers|service type offered"),
    "language": (_("Languages"), "languages|language|languages spoken|idiomas"),
    "cost": (_("Cost"), "cost|fees|fee|price|costs"),
    "published_by": (_("Published by"), "published by|source|source name"),
    "published_on": (_("Published on"), "published on|source date|last updated|updated|date|assured date"),
    "published_url": (_("Where it was published"), "source url|published url|source link"),
}
HEADINGS = {word: name for name, (_label, words) in FIELDS.items() for word in words.split("|")}
LOOKS_LIKE = (
    ("email", re.compile(r"\S+@\S+\.\w{2,}")),
    ("website", re.compile(r"(?:https?://|www\.)\S+")),
    ("phone", re.compile(r"\+?1?[\s.(-]*\d{3}[\s.)-]*\d{3}[\s.-]*\d{4}.*")),
    ("zip", re.compile(r"\d{5}(?:-\d{4})?")),
    ("state", re.compile("|".join(State.values))),
)


@dataclass(slots=True)
class Layout:
    """`columns`: {heading: field or nothing}. `values`: {field: {folded words: slug or nothing}}, what a curator said.
    `kind`, `coverage` and `visibility` stand where a row says nothing."""

    columns: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    kind: str = ""
    coverage: str = str(Coverage.LOCAL)  # of who names a state: what states no coverage would be found in every state
    visibility: str = str(Visibility.HIDDEN)

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        return cls(**kept)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    def headings(self, name: str) -> list[str]:
        """The columns that mean this field."""
        return [heading for heading, meant in self.columns.items() if meant == name]

    def fitting(self, header: list[str]) -> "Layout":
        """The same for a file with this header: of columns that are gone nothing, of new ones the guess."""
        guessed = guess(header, [])
        columns = {name: self.columns.get(name, guessed.columns[name]) for name in header}
        return Layout(columns, self.values, self.kind, self.coverage, self.visibility)


def guess(header: list[str], sample: Iterable[Row]) -> Layout:
    """What the columns mean, as far as their headings and first cells tell. Of two columns for a field that takes one
    the first is taken."""
    rows = list(sample)
    columns: dict[str, str] = {}
    for heading in header:
        meant = of_heading(heading) or _of_cells([row.cells[heading] for row in rows])
        taken = meant in columns.values() and meant not in SEVERAL
        columns[heading] = "" if taken else meant
    return Layout(columns)


def of_heading(heading: str) -> str:
    """The field that a heading names, or nothing."""
    words = " ".join(re.sub(r"[^\w\s]|_", " ", fold(heading)).split())
    if words in HEADINGS:
        return HEADINGS[words]
    near = process.extractOne(words, list(HEADINGS), scorer=fuzz.token_sort_ratio, score_cutoff=LIKE)
    return HEADINGS[near[0]] if near else ""


def score(cells: list[str]) -> int:
    """How many cells of a line look like the heading of a column."""
    return len({name for cell in cells if (name := of_heading(cell))})


def _of_cells(cells: list[str]) -> str:
    filled = [cell for cell in cells if cell]
    for name, form in LOOKS_LIKE:
        if filled and sum(bool(form.fullmatch(cell)) for cell in filled) >= MOSTLY * len(filled):
            return name
    return ""


def unknown(layout: Layout, rows: Iterable[Row], known: Known) -> Iterator[tuple[str, list[tuple[str, int, str]]]]:
    """(field, [(words, how often, guess)]) of values that the vocabulary does not know and nobody explained yet."""
    found: dict[str, Counter[str]] = {name: Counter() for name in CHOSEN if layout.headings(name)}
    for row in rows:
        for name, counter in found.items():
            said = layout.values.get(name, {})
            for heading in layout.headings(name):
                for words, slug in known.of[name].split(row.cells[heading], said):
                    if slug is None:
                        counter[words] += 1
    for name, counter in found.items():
        if counter:
            some = counter.most_common(SHOWN_VALUES)
            yield name, [(words, times, known.of[name].guess(words)) for words, times in some]
