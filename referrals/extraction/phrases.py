"""Phrases of capitals: whether one is written like the name of somebody, and how much of it is the name."""

import html
import re

from referrals.extraction.flow import FILLER
from referrals.extraction.heads import CONNECTORS, HEAD_KINDS, LANGUAGES, OPENERS, singular
from referrals.extraction.lexis import Lexis
from referrals.extraction.persons import is_person
from referrals.extraction.text import WORD
from referrals.extraction.towns import only_towns
from referrals.gazetteer import zip_codes

LONGEST_NAME = 110  # characters
MOST_WORDS = 14
# Words of headings and menus that alone name nobody.
FURNITURE = frozenset(
    "national statewide local nationwide regional state federal faq faqs emergency home about hours directions "
    "donate menu search share print back next top links resources resource news events contact contacts us our "
    "partners partner members action items new old business agenda attendees present absent jump to skip "
    "visit more other others general information info hotlines hotline shelters legal medical housing food "
    "counseling services help support nacional estatal inicio contacto recursos servicios otros otras ayuda "
    "preguntas quick exit escape leave site call-in visite antes name nombre privacy "
    "policy accessibility cookies sitemap".split()
)
# Words that begin what is said of somebody or of the page.
_SAYING = frozenset(
    "resources information tips guidelines back closest nearest request schedule download click learn find view "
    "register sign apply submit watch listen follow join stay keep return need looking how what where why when who "
    "get know make serves serving covers covering formerly maintained compiled printed published provided created "
    "revised updated funded supported sponsored licensed made prepared sirve atiende compilado".split()
)
# What parts of the land are called.
REGIONS = frozenset(
    "north south east west central northern southern eastern western northeast northwest southeast southwest metro "
    "suburban greater upper lower statewide".split()
)
_PARTS = frozenset("unit section desk recovery relations health intake inc llc llp pc corp".split())
_PLURAL_OFFICES = frozenset("offices locations oficinas sucursales branches across near behind".split())
# Dates, codes, forms, fractions: no name has them. A number may stand first ("988 Lifeline") or after "Local".
_NO_NAME = re.compile(
    r"^\d+(?:st|nd|rd|th)\b|[%\\=<>{}^~?]|!(?! [A-Z])|(?<![A-Za-z])/|/(?![A-Z][a-z])|\d[/–-]\d|"
    r"(?<!Local)(?<!LOCAL)(?<!Post)(?<!Chapter)(?<!Unit)(?<!District)[ ](?!988\b|211\b|2-1-1\b|24-?[Hh]|24/7)\d|"
    r"^\d+[.,)]|\d{5}|^[A-Z]-\d"
    r"|^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Lun|Mié|Jue|Vie|Sáb|Dom)[a-záé]*(?:$|[-–.,]|[ ](?:to|a|through|and|&)\b)"
    r"|^(?![A-Z]{2,}[ ])(?:[\w.'’-]+[ ]){1,2}(?:County|Counties|Parish|Island|Islands|Region|Area|Bay)$"
    r"|^(?:Additional|Onsite|On-Campus|Off-Campus|Official|Common|Major|Important|Related|Mapped|Verified|Full|"
    r"Other)[ ]"
    r"|[ ]\w+[ ]Steps$|^(?:Form|House Bill|Senate Bill|Section|Page|SB|HB|Case|Order|Room|Chapter|Title|Part)\b"
    r"|^(?:(?:Lead|Senior|Staff|Executive|Program|Clinical)[ ])*(?:Advocate|Director|Coordinator|Manager|Attorney|"
    r"Specialist|"
    r"Supervisor|Counselor|Case Manager|Social Worker)\b"
    r"|\b(?:Conference|Training|Webinar|Subcommittee|Workshop|Agenda|Minutes|Letter|Act|Visa|Visas|Bill|Inn|Code|"
    r"Types|Classes|Towns|Areas|Cards?|Certificates?|Reference|Accessibility|Requests?|Complaints?|Crimes|"
    r"Seekers|Presentations|Examinations|Facts|Documents|Contacts|Questions|Information|Providers|"
    r"News|Locations|Forms|Statement|Policy|Overview|Listings|Sources|Notice|Rule|Staff|Wheel|Links|Resources|Recursos)$"
)
_OPENING_NAMES = frozenset({"the", "a", "el", "los", "no", "my", "we"})
_INSIDE = frozenset("in a an at by with from e en con por al du von &".split())
# "Ashtabula Rape Crisis Center Hotline", "Coalition Resources Page": whose it is comes before.
_TAILS = re.compile(
    r"(?<=\w)(?:[ ](?:24-?[Hh]ours?|24/7|Crisis|Emergency|Non-Emergency|Domestic|Violence|Sexual|Assault|and|&|Legal|"
    r"Advocacy|Support|Information|Resources?|Victim))*"
    r"[ ](?:Hotline|Helpline|Chatline|Line|Website|Resources|Directory|Page|Links)$"
)
_PLACED = re.compile(r"[ ](?:in|on|en)[ ]([A-Z][\w .'’-]*)$")  # "Centro Obrero in Milwaukee"
_FORM = re.compile(r"(.{3,}?,?[ ](?:Inc|LLC|LLP|P\.?C|Corp|Ltd)\.?),[ ](.+)$")
_INITIALS = re.compile(r"(?:[A-Z]\.){1,3}[A-Z]?")  # of a town: "D.C.", "N.O."


def like_a_name(text: str, lexis: Lexis, *, towns: bool = False) -> bool:
    """Whether the phrase is written like a name: capitals but for words such as "of"; no sentence, no state.

    A town is one only if `towns` may be.
    """
    text = html.unescape(text).replace(FILLER, "")
    words = WORD.findall(text)
    if not words or len(words) > MOST_WORDS or len(text) > LONGEST_NAME or text.endswith(("?", "!")):
        return False
    if not (text[0].isupper() or (text[0].isdigit() and len(words) > 1)) or text in lexis.states:
        return False
    if _says_something(words) or _NO_NAME.search(text) or is_person(text, words) or _is_place(text, words, towns=towns):
        return False
    small = [word for word in words if not word[0].isupper() and not word[0].isdigit()]
    trails = small[-1:] == words[-1:]  # "START to": something follows that is no name
    return not trails and all(word in CONNECTORS or word in _INSIDE for word in small)


def _says_something(words: list[str]) -> bool:
    """Whether the words are furniture of a page, or begin like what is said of somebody: "Funded by …", "Call …"."""
    first = words[0].lower()
    opens = first in OPENERS - _OPENING_NAMES or first in _SAYING or first in _PLURAL_OFFICES
    return opens or all(word.lower() in FURNITURE | REGIONS for word in words)


def _is_place(text: str, words: list[str], *, towns: bool) -> bool:
    """Whether a phrase is towns, a part of the land ("Northern Arizona") or languages ("Korean, Mandarin")."""
    spoken = words[0].lower() in LANGUAGES and (len(words) == 1 or "," in text)
    land = len(words) > 1 and all(word.lower() in REGIONS for word in words[:-1])
    return spoken or (only_towns(text) and not towns) or (land and singular(words[-1]) not in HEAD_KINDS)


def without_rest(shown: str) -> str:
    """The name without what is said of it behind a comma, and without the town it is in."""
    if len(shown) > LONGEST_NAME:
        return shown  # no name: the patterns below would read it again and again
    formed = _FORM.match(shown)
    name, comma, rest = (formed[1], ", ", formed[2]) if formed else shown.partition(", ")
    small = [word for word in WORD.findall(rest) if word[0].islower() and word not in CONNECTORS]
    complete = singular(WORD.findall(name)[-1]) in HEAD_KINDS if WORD.findall(name) else False
    joined = re.search(r"(?:\band|\bor|&|\by)[ ]", rest) or _is_part(rest)
    if comma and (small or only_towns(rest) or _INITIALS.fullmatch(rest) or (complete and not joined)):
        shown = name
    tail = _TAILS.search(shown)
    whose = WORD.findall(shown[: tail.start()]) if tail else []
    if tail and len(whose) > 2 and singular(whose[-1]) in HEAD_KINDS:
        return shown[: tail.start()]
    placed = _PLACED.search(shown)
    if placed and only_towns(placed[1]) and len(WORD.findall(shown[: placed.start()])) > 1:
        return shown[: placed.start()]
    words = shown.split()
    for length in (2, 1):
        before = words[:-length]
        if len(before) > 1 and singular(before[-1].rstrip(",")) in HEAD_KINDS and _are_a_town(words[-length:]):
            return " ".join(before) if shown.startswith(" ".join(before)) else shown
    return shown


def _are_a_town(words: list[str]) -> bool:
    return zip_codes(" ".join(words)) > 0 and singular(words[-1]) not in HEAD_KINDS


def _is_part(rest: str) -> bool:
    """Whether what stands behind the comma is a part of the body, or its form: "…, Victim Unit", "…, Inc."."""
    words = WORD.findall(rest)
    return bool(words) and (singular(words[-1]) in HEAD_KINDS or words[-1].lower() in _PARTS)
