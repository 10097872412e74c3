"""A contact: what of a resource may be shown, as one plain value.

The release gate (`release.py`) makes it, curation keeps it in the row (`Resource.released`), and everything
that leaves the site is made from it. It holds codes, never words of one language: labels are properties.
"""

import datetime
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from referrals.models.resources import freshness
from referrals.vocabulary import (
    Cost,
    Coverage,
    Freshness,
    Kind,
    Known,
    MayReport,
    Method,
    PhoneUse,
    Speaker,
    Stance,
    State,
    label,
)

CAUTIONS = {MayReport.YES, MayReport.MANDATED}
RELAY = "711"  # the number for it in the whole United States
MOST_STATES = 2  # on a line of a wallet card
VERSION = 1  # of the stored shape: a row of another version is released anew


@dataclass(frozen=True, slots=True)
class ReleasedPhone:
    """`number` as stored (E.164 or short code), `text` as people write it, `href` to dial or text it."""

    number: str
    text: str
    href: str
    extension: str
    menu_key: str
    keyword: str
    use: str
    label: str
    hours: str
    primary: bool

    @property
    def use_label(self) -> str:
        """What the number is for. 711 is nobody's own: it is the relay that puts a typed call through."""
        return _("TTY by relay, dial first") if self.number == RELAY else label(PhoneUse, self.use)

    @property
    def in_full(self) -> str:
        """The number and its extension, as people write them."""
        return f"{self.text} x{self.extension}" if self.extension else self.text

    @property
    def to_press(self) -> str:
        """What to press when the machine answers, in words."""
        return _("press %(key)s") % {"key": self.menu_key} if self.menu_key else ""

    @property
    def to_text(self) -> str:
        """What to write to a number that takes text messages, in words."""
        return _("text %(word)s") % {"word": self.keyword} if self.keyword else ""

    @property
    def digits(self) -> str:
        """The number as it is typed without the country code."""
        plain = self.number.removeprefix("+")
        return plain.removeprefix("1") if plain.startswith("1") and len(plain) == 11 else plain


@dataclass(frozen=True, slots=True)
class ReleasedLink:
    url: str
    label: str


@dataclass(frozen=True, slots=True)
class ReleasedTerm:
    slug: str
    label: str
    facet: str
    relation: str
    group: str


@dataclass(frozen=True, slots=True)
class ReleasedEvidence:
    """What was said, by whom, asked what, and where it can be read. `date` as YYYY-MM-DD or empty."""

    quote: str
    speaker: str
    role: str
    stance: str
    asked: str
    said_on: str
    source_label: str
    link_path: str

    @property
    def role_label(self) -> str:
        return label(Speaker, self.role)

    @property
    def stance_label(self) -> str:
        return label(Stance, self.stance)

    @property
    def asked_about(self) -> str:
        """That somebody only asked about the contact, in words: what they said recommends nothing."""
        if self.stance != Stance.ASKED:
            return ""
        return _("Asked about in the forum, not recommended") if self.link_path else _("Asked about, not recommended")

    @property
    def attribution(self) -> str:
        """Who said it and in which year: “Missy, host, 2015”; before it, that it was only a question."""
        who = ", ".join(filter(None, [self.speaker, self.role_label, self.said_on[:4]]))
        return f"{self.asked_about}: {who}" if self.asked_about else who

    @property
    def date(self) -> datetime.date | None:
        return date.fromisoformat(self.said_on) if self.said_on else None


@dataclass(frozen=True)
class Contact:
    """A resource as it may be shown. Where it is stands apart: see `release.address`.

    `today` is the day it is looked at: a verification ages.
    """

    id: str
    slug: str
    name: str
    discreet_name: str
    organization: str
    aliases: tuple[str, ...]
    kind: str
    description: str
    eligibility: str
    serves_any_victim: bool
    terms: tuple[ReleasedTerm, ...]
    languages: tuple[tuple[str, str], ...]
    interpretation: str
    hours: str
    always_open: bool | None
    cost: str
    coverage: str
    base_state: str
    states: tuple[str, ...]
    area: str
    city: str
    contact_may_report: str
    phones: tuple[ReleasedPhone, ...]
    links: tuple[ReleasedLink, ...]
    emails: tuple[str, ...]
    verified: str
    verified_by_way_of: str
    published_by: str
    published_on: str
    published_url: str
    evidence: tuple[ReleasedEvidence, ...]
    withheld: int
    version: int = field(default=VERSION, repr=False)
    today: date = field(default=date.min, repr=False)

    def packed(self) -> dict[str, Any]:
        """The contact as JSON keeps it; see `read`."""
        kept: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(self))
        del kept["today"]
        return kept

    @classmethod
    def read(cls, text: str, today: date) -> "Contact":
        """The contact that was `packed` and kept as this JSON text, looked at on `today`."""
        contact = _DECODER.decode(text)
        object.__setattr__(contact, "today", today)  # before anybody else has it
        return contact

    @property
    def url(self) -> str:
        return f"/resources/{self.slug}/"

    @property
    def kind_label(self) -> str:
        return label(Kind, self.kind)

    @property
    def cost_label(self) -> str:
        return label(Cost, self.cost)

    @property
    def contact_may_report_label(self) -> str:
        return label(MayReport, self.contact_may_report)

    @property
    def caution(self) -> str:
        """What to know before contact: that it may start an investigation, or must be reported; else nothing."""
        return self.contact_may_report_label if self.contact_may_report in CAUTIONS else ""

    @property
    def told_apart(self) -> str:
        """What stands behind its discreet name: “NC”, “24/7”, a city or nothing. Of the place only what is released, so
        that a shelter's city is on no card."""
        if self.kind == Kind.HOTLINE and self.always_open:
            return "24/7"
        states = "/".join(self.states) if len(self.states) <= MOST_STATES else ""
        return (self.city if self.coverage == Coverage.LOCAL else "") or states

    @property
    def run_by(self) -> str:
        """The organization it belongs to, if that is not its namesake."""
        return self.organization if self.organization != self.name else ""

    @property
    def verified_how(self) -> str:
        return label(Method, self.verified_by_way_of) if self.verified_by_way_of else ""

    @property
    def verified_on(self) -> date | None:
        return date.fromisoformat(self.verified) if self.verified else None

    @cached_property
    def freshness(self) -> Freshness:
        return freshness(self.verified_on, self.today)

    @property
    def state_names(self) -> tuple[str, ...]:
        return tuple(label(State, code) for code in self.states)

    @property
    def phone(self) -> ReleasedPhone | None:
        """The number to call first."""
        return next((phone for phone in self.phones if phone.use == "voice"), None)

    @property
    def said(self) -> ReleasedEvidence | None:
        """What a practitioner said of it, to be shown where there is room for one: rather what recommends it than a
        question about it."""
        return min(self.evidence, key=lambda one: one.stance == Stance.ASKED, default=None)

    @property
    def reachable(self) -> bool:
        return bool(self.phones or self.links or self.emails)

    @property
    def victim_types(self) -> tuple[ReleasedTerm, ...]:
        return tuple(term for term in self.terms if term.facet == "victim")

    @property
    def needs(self) -> tuple[ReleasedTerm, ...]:
        return tuple(term for term in self.terms if term.facet == "need")

    @property
    def serves(self) -> str:
        """Where it serves, in words."""
        return f"{self.where}: {self.part}" if self.part else self.where

    @property
    def part(self) -> str:
        """Which part of a state it serves, as the record says it: in English."""
        return (self.area or self.city) if self.coverage == Coverage.LOCAL else ""

    @property
    def where(self) -> str:
        """Where it serves, in words of the page alone."""
        states = ", ".join(self.state_names)
        if self.coverage == Coverage.NATIONAL:
            return _("Nationwide")
        if self.coverage == Coverage.STATES:
            return _("All of %(states)s") % {"states": states}
        if self.coverage == Coverage.LOCAL:
            part = _("Part of %(states)s") % {"states": states}
            return part if self.part else f"{part}: {_('ask which area')}"
        return _("Where it serves is not stated: ask")

    @property
    def spoken(self) -> str:
        """Languages and interpreters in words, or that one should ask."""
        interpreted = self.interpretation == Known.YES
        names = [name for _code, name in self.languages]
        if not names:
            return _("Interpreters") if interpreted else _("Languages: ask")
        return ", ".join([*names, *([_("interpreters")] if interpreted else [])])

    @property
    def checked(self) -> str:
        """When and how it was verified, or that it was not, in words."""
        if not self.verified_on:
            return _("Not verified")
        return f"{label(Freshness, self.freshness)} ({self.verified_on:%Y-%m-%d}, {self.verified_how})"

    @property
    def published_when(self) -> str:
        """The day its publisher gave, as far as it is known, in words."""
        return self.published_on or _("no date")

    @property
    def vouched(self) -> str:
        """When and how it was verified, and beside it who published it and when, in one line of plain text."""
        if not self.published_by:
            return self.checked
        return f"{self.checked} · {_('from %(who)s') % {'who': self.published_by}}, {self.published_when}"

    @property
    def national(self) -> bool:
        return self.coverage == Coverage.NATIONAL


_DECODER = msgspec.json.Decoder(Contact)


def current(text: str, today: date) -> Contact | None:
    """The contact kept as this text, if it has the shape that is stored now."""
    try:
        contact = Contact.read(text, today)
    except msgspec.ValidationError:
        return None
    return contact if contact.version == VERSION else None
