"""Closed lists: what a record may say where there is no third answer.

Open lists (victim types, needs, languages) are rows, loaded from fixtures/vocabulary. Slugs and codes are
those of the data files and never change once released.
"""

import unicodedata
from functools import cache, lru_cache

from django.db.models import TextChoices
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _


def label(choices: type[TextChoices], value: str) -> str:
    """What a value is called in the language of the page."""
    return _labels(choices, get_language() or "")[value]


@lru_cache(maxsize=200)
def _labels(choices: type[TextChoices], language: str) -> dict[str, str]:
    """{value: label} in the active `language`; read once, since a page of contacts asks some two hundred times."""
    return {value: str(text) for value, text in choices.choices}


@cache
def english(choices: type[TextChoices]) -> dict[str, str]:
    """{value: label} in English whatever the page speaks: for what is compared, read or kept."""
    with override(None):
        return {value: str(text) for value, text in choices.choices}


def by_label(choices: type[TextChoices]) -> list[tuple[str, str]]:
    """[(value, label)] in the order of the labels in the language of the page; accents order nothing."""
    return sorted(_labels(choices, get_language() or "").items(), key=lambda one: _letters(one[1]))


def _letters(label: str) -> str:
    split = unicodedata.normalize("NFKD", label.casefold())
    return "".join(letter for letter in split if not unicodedata.combining(letter))


class Kind(TextChoices):
    """What sort of resource it is (fixtures/vocabulary/kinds.csv)."""

    HOTLINE = "hotline", _("Hotline or helpline")
    VICTIM_SERVICES = "victim-services", _("Victim service organization")
    SHELTER_PROGRAM = "shelter-program", _("Shelter or housing program")
    LEGAL_SERVICES = "legal-services", _("Legal services")
    HEALTH_PROVIDER = "health-provider", _("Health or mental-health provider")
    COMMUNITY_ORGANIZATION = "community-organization", _("Community or immigrant organization")
    STATE_ORGANIZATION = "state-organization", _("State coalition, task force or network")
    NATIONAL_ORGANIZATION = "national-organization", _("National organization")
    GOVERNMENT_AGENCY = "government-agency", _("Government agency")
    LAW_ENFORCEMENT = "law-enforcement", _("Law enforcement or prosecution")
    TRAINING_TOOL = "training-tool", _("Training, toolkit or directory")
    RESEARCH = "research", _("Research, data or law")


# Something to read or use in practice: nothing to hand to a client.
FOR_PROVIDERS = frozenset({Kind.TRAINING_TOOL, Kind.RESEARCH})

# Whatever shelters people keeps its place to itself: by kind, or by what it offers.
SHELTERING_KINDS = frozenset({Kind.SHELTER_PROGRAM})
SHELTERING_NEEDS = frozenset({"emergency-shelter", "transitional-housing", "residential-program"})


class Cost(TextChoices):
    """What it costs (fixtures/vocabulary/costs.csv)."""

    FREE = "free", _("Free")
    SLIDING_SCALE = "sliding-scale", _("Sliding scale or low cost")
    INSURANCE = "insurance", _("Insurance or Medicaid accepted")
    FEE = "fee", _("Fee charged")
    UNKNOWN = "cost-unknown", _("Cost not known")


class Coverage(TextChoices):
    """How far a resource serves. `not-stated` is an honest answer and a band of its own."""

    NATIONAL = "national", _("Nationwide")
    STATES = "states", _("Whole states")
    LOCAL = "local", _("Part of a state")
    NOT_STATED = "not-stated", _("Not stated")


class Relation(TextChoices):
    """How a resource relates to a term: listing some never excludes others."""

    SERVES = "serves", _("serves")
    ONLY = "only", _("serves only")
    EXCLUDES = "excludes", _("does not serve")


class Curation(TextChoices):
    """Where a record stands in curation. (Whether the service itself still runs is another thing.)"""

    STAGED = "staged", _("Being imported")  # seen by nobody until the whole file is in
    SUGGESTED = "suggested", _("Suggested")
    PUBLISHED = "published", _("Published")
    RETIRED = "retired", _("Retired")
    REJECTED = "rejected", _("Rejected")


class Rejection(TextChoices):
    """Why a suggestion was turned down. Only `do-not-list` is for ever."""

    NOT_A_RESOURCE = "not-a-resource", _("Only named, nothing to refer to")
    TOO_GENERAL = "too-general", _("Too general to be a contact")
    CLOSED = "closed", _("Closed or no longer serves")
    OUT_OF_SCOPE = "out-of-scope", _("Outside what this directory lists")
    WRONG = "wrong", _("Wrong or cannot be checked")
    DO_NOT_LIST = "do-not-list", _("Asked not to be listed")


class Known(TextChoices):
    """A yes-or-no question that may be open."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known: ask")


class MayReport(TextChoices):
    """Whether contact may lead to an investigation, a report, or a change in immigration status."""

    YES = "yes", _("Contact may start an investigation or affect immigration status")
    MANDATED = "mandated", _("Must report suspected abuse of a child")
    NO = "no", _("Does not report without consent")
    UNKNOWN = "unknown", _("Not known: ask")


class Method(TextChoices):
    """How somebody contacted the agency to verify a record."""

    PHONE = "phone", _("by phone")
    EMAIL = "email", _("by e-mail")
    WEBSITE = "website", _("on its web site")
    IN_PERSON = "in-person", _("in person")


class Attempt(TextChoices):
    """What came of an attempt to verify that reached nobody."""

    NO_ANSWER = "no-answer", _("nobody answered")
    CALL_BACK = "call-back", _("asked to try another time")
    NOT_IN_SERVICE = "not-in-service", _("the number or address does not work")
    SOMEBODY_ELSE = "somebody-else", _("somebody else answers there")


class Visibility(TextChoices):
    """How much of an address may be shown. Unknown or malformed means hidden."""

    HIDDEN = "hidden", _("Hidden")
    CITY = "city", _("City only")
    PUBLIC = "public", _("Public")


class PhoneUse(TextChoices):
    VOICE = "voice", _("voice")
    TEXT = "text", _("text")
    TTY = "tty", _("TTY")
    VIDEOPHONE = "videophone", _("videophone")
    FAX = "fax", _("fax")


class Stance(TextChoices):
    """How a practitioner spoke of a resource."""

    RECOMMENDED = "recommended", _("recommended")
    ASKED = "asked", _("asked about")
    MENTIONED = "mentioned", _("mentioned")


class Speaker(TextChoices):
    """Who said it, in a source where people speak."""

    HOST = "host", _("session host")
    PARTICIPANT = "participant", _("participant")
    ASKER = "asker", _("person asking")
    SOURCE = "source", _("published source")


class Freshness(TextChoices):
    """How current a verification is: up to 6 months, up to 12, beyond, or never."""

    CURRENT = "current", _("Verified in the last 6 months")
    AGEING = "ageing", _("Verified 6 to 12 months ago")
    STALE = "stale", _("Verified over a year ago")
    UNVERIFIED = "unverified", _("Not verified")


class State(TextChoices):
    """States, the District and territories by USPS code (fixtures/vocabulary/states.csv)."""

    AK = "AK", _("Alaska")
    AL = "AL", _("Alabama")
    AR = "AR", _("Arkansas")
    AS = "AS", _("American Samoa")
    AZ = "AZ", _("Arizona")
    CA = "CA", _("California")
    CO = "CO", _("Colorado")
    CT = "CT", _("Connecticut")
    DC = "DC", _("District of Columbia")
    DE = "DE", _("Delaware")
    FL = "FL", _("Florida")
    GA = "GA", _("Georgia")
    GU = "GU", _("Guam")
    HI = "HI", _("Hawaii")
    IA = "IA", _("Iowa")
    ID = "ID", _("Idaho")
    IL = "IL", _("Illinois")
    IN = "IN", _("Indiana")
    KS = "KS", _("Kansas")
    KY = "KY", _("Kentucky")
    LA = "LA", _("Louisiana")
    MA = "MA", _("Massachusetts")
    MD = "MD", _("Maryland")
    ME = "ME", _("Maine")
    MI = "MI", _("Michigan")
    MN = "MN", _("Minnesota")
    MO = "MO", _("Missouri")
    MP = "MP", _("Northern Mariana Islands")
    MS = "MS", _("Mississippi")
    MT = "MT", _("Montana")
    NC = "NC", _("North Carolina")
    ND = "ND", _("North Dakota")
    NE = "NE", _("Nebraska")
    NH = "NH", _("New Hampshire")
    NJ = "NJ", _("New Jersey")
    NM = "NM", _("New Mexico")
    NV = "NV", _("Nevada")
    NY = "NY", _("New York")
    OH = "OH", _("Ohio")
    OK = "OK", _("Oklahoma")
    OR = "OR", _("Oregon")
    PA = "PA", _("Pennsylvania")
    PR = "PR", _("Puerto Rico")
    RI = "RI", _("Rhode Island")
    SC = "SC", _("South Carolina")
    SD = "SD", _("South Dakota")
    TN = "TN", _("Tennessee")
    TX = "TX", _("Texas")
    UT = "UT", _("Utah")
    VA = "VA", _("Virginia")
    VI = "VI", _("U.S. Virgin Islands")
    VT = "VT", _("Vermont")
    WA = "WA", _("Washington")
    WI = "WI", _("Wisconsin")
    WV = "WV", _("West Virginia")
    WY = "WY", _("Wyoming")


# Other ways people write a state (fixtures/vocabulary/states.csv). Bare codes match only in capitals.
STATE_ALIASES: dict[str, tuple[str, ...]] = {
    "AL": ("Ala.",),
    "AR": ("Ark.",),
    "AZ": ("Ariz.",),
    "CA": ("Calif.",),
    "CO": ("Colo.",),
    "CT": ("Conn.",),
    "DC": ("D.C.", "Washington DC", "Washington D.C.", "Washington, DC", "the District"),
    "DE": ("Del.",),
    "FL": ("Fla.",),
    "GA": ("Ga.",),
    "GU": ("Guahan",),
    "IL": ("Ill.",),
    "IN": ("Ind.",),
    "KS": ("Kan.",),
    "KY": ("Ky.",),
    "LA": ("La.",),
    "MA": ("Mass.",),
    "MD": ("Md.",),
    "MI": ("Mich.",),
    "MN": ("Minn.",),
    "MO": ("Mo.",),
    "MP": ("CNMI", "Commonwealth of the Northern Mariana Islands", "Saipan"),
    "MS": ("Miss.",),
    "MT": ("Mont.",),
    "NC": ("N.C.",),
    "ND": ("N.D.",),
    "NE": ("Neb.",),
    "NH": ("N.H.",),
    "NJ": ("N.J.",),
    "NM": ("N.M.",),
    "NV": ("Nev.",),
    "NY": ("N.Y.",),
    "OK": ("Okla.",),
    "OR": ("Ore.",),
    "PA": ("Pa.",),
    "PR": ("Boricua",),
    "RI": ("R.I.",),
    "SC": ("S.C.",),
    "SD": ("S.D.",),
    "TN": ("Tenn.",),
    "VA": ("Va.",),
    "VI": ("USVI", "US Virgin Islands", "Virgin Islands", "St. Thomas", "St. Croix"),
    "VT": ("Vt.",),
    "WA": ("Wash.",),
    "WI": ("Wis.",),
    "WV": ("W.Va.",),
    "WY": ("Wyo.",),
}
