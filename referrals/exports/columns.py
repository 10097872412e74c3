"""The columns of a contact in a table, the same in CSV and in a workbook: one line here each."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from referrals.contact import Contact, ReleasedPhone, ReleasedTerm

# A spreadsheet runs a cell that begins with one of these; the full-width forms too.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\x00", "＝", "＋", "－", "＠")
WIDE, NARROW = 40, 14  # characters of a column in a workbook


@dataclass(frozen=True, slots=True)
class Column:
    """`name` as the first row says it, in every language the same; what it `means`, for people; its value for a contact
    and how surely that matched; `width` in characters."""

    name: str
    means: Promise
    value: Callable[[Contact, str], str | date | None]
    width: int = NARROW


def _numbers(use: str) -> Callable[[Contact, str], str]:
    return lambda contact, _match: "; ".join(_phone(phone) for phone in contact.phones if phone.use == use)


def _phone(phone: ReleasedPhone) -> str:
    said = phone.in_full, phone.to_press, phone.to_text, f"({phone.label})" if phone.label else ""
    return " ".join(filter(None, said))


def _terms(terms: Iterable[ReleasedTerm]) -> str:
    return "; ".join(term.label if term.relation == "serves" else f"{term.label} ({term.relation})" for term in terms)


def _said(contact: Contact, _match: str) -> str:
    return "; ".join(f"“{said.quote}” ({said.source_label})" for said in contact.evidence)


COLUMNS = (
    Column("name", _("What it is called"), lambda c, _m: c.name, WIDE),
    Column("kind", _("What kind of contact it is"), lambda c, _m: c.kind_label, 24),
    Column("organization", _("Who runs it"), lambda c, _m: c.organization, WIDE),
    Column("phone", _("Numbers to call, the first one first; what to press after them"), _numbers("voice"), 24),
    Column("text_line", _("Numbers to text, and what to write"), _numbers("text"), 20),
    Column("tty", _("Numbers for text telephones; 711 is the relay"), _numbers("tty")),
    Column("email", _("Mailboxes of the office"), lambda c, _m: "; ".join(c.emails), 28),
    Column("website", _("Web addresses"), lambda c, _m: "; ".join(link.url for link in c.links), 32),
    Column("description", _("What it does, in plain words"), lambda c, _m: c.description, 60),
    Column("coverage", _("national, states, local, or not-stated"), lambda c, _m: c.coverage),
    Column("states", _("States it serves, as postal codes"), lambda c, _m: "; ".join(c.states)),
    Column("city", _("The city it serves or sits in, if that is public"), lambda c, _m: c.city, 18),
    Column("victim_types", _("Whom it serves; only or excludes where it says so"),
           lambda c, _m: _terms(c.victim_types), 32),
    Column("needs", _("What it offers"), lambda c, _m: _terms(c.needs), 32),
    Column("languages", _("Languages it answers in; empty: ask"),
           lambda c, _m: "; ".join(name for _code, name in c.languages)),
    Column("hours", _("When it answers; empty: ask"), lambda c, _m: c.hours, 18),
    Column("cost", _("What it costs"), lambda c, _m: c.cost_label),
    Column("contact_may_report", _("Whether contact may start an investigation or must be reported"),
           lambda c, _m: c.contact_may_report_label, 20),
    Column("freshness", _("Whether somebody contacted it to verify this, and how long ago"),
           lambda c, _m: str(c.freshness.label), 16),
    Column("verified_on", _("The day of that"), lambda c, _m: c.verified_on, 12),
    Column("verified_how", _("How it was contacted"), lambda c, _m: c.verified_how),
    Column("published_by", _("Who published the contact"), lambda c, _m: c.published_by, 24),
    Column("published_on", _("When, as far as is known: 2015, 2015-01 or 2015-01-21"),
           lambda c, _m: c.published_on, 12),
    Column("source", _("Where it was published"), lambda c, _m: c.published_url, 32),
    Column("practitioners_said", _("What practitioners said of it, and where"), _said, 60),
    Column("match", _("yes: it says that all of the search fits; any: it serves anyone; empty: nothing was searched"),
           lambda _c, match: match, 8),
    Column("address", _("Its page on this site"), lambda c, _m: c.url, 28),
)  # fmt: skip


def row(contact: Contact, match: str) -> list[str | date | None]:
    """One contact, a value for each of COLUMNS."""
    return [column.value(contact, match) for column in COLUMNS]


def safe(value: str) -> str:
    """A value no spreadsheet takes for a formula: it gets an apostrophe in front."""
    return f"'{value}" if value.startswith(FORMULA) else value
