"""Names and codes of the states, English and Spanish, and names people have for places."""

from collections.abc import Mapping

from referrals.lexicon import Term
from referrals.search.reading.wordlists import (
    DOES,
    DOUBTFUL_CODES,
    EMPTY_WORDS,
    FIRST_NAMES,
    IN,
    NEVER_CODES,
    OPERATORS,
    TOWARDS,
    WORD_CODES,
)
from referrals.tokens import Sentence, longest_by_first, phrase

CODES = frozenset(
    "AK AL AR AS AZ CA CO CT DC DE FL GA GU HI IA ID IL IN KS KY LA MA MD ME MI MN MO MP MS MT NC ND NE NH NJ NM NV NY "
    "OH OK OR PA PR RI SC SD TN TX UT VA VI VT WA WI WV WY".split()
)

_ENGLISH = (
    "AK Alaska|AL Alabama|AR Arkansas|AS American Samoa|AZ Arizona|CA California|CO Colorado|CT Connecticut|"
    "DC District of Columbia|DC Washington DC|DE Delaware|FL Florida|GA Georgia|GU Guam|HI Hawaii|IA Iowa|ID Idaho|"
    "IL Illinois|IN Indiana|KS Kansas|KY Kentucky|LA Louisiana|MA Massachusetts|MD Maryland|ME Maine|MI Michigan|"
    "MN Minnesota|MO Missouri|MP Northern Mariana Islands|MS Mississippi|MT Montana|NC North Carolina|ND North Dakota|"
    "NE Nebraska|NH New Hampshire|NJ New Jersey|NM New Mexico|NV Nevada|NY New York|NY New York State|OH Ohio|"
    "OK Oklahoma|OR Oregon|PA Pennsylvania|PR Puerto Rico|RI Rhode Island|SC South Carolina|SD South Dakota|"
    "TN Tennessee|TX Texas|UT Utah|VA Virginia|VI Virgin Islands|VI U.S. Virgin Islands|VT Vermont|WA Washington|"
    "WA Washington State|WA State of Washington|WI Wisconsin|WV West Virginia|WY Wyoming"
)
_SPANISH = (
    "CA California|NC Carolina del Norte|SC Carolina del Sur|CO Colorado|ND Dakota del Norte|SD Dakota del Sur|"
    "DC Distrito de Columbia|GA Georgia|HI Hawái|LA Luisiana|LA Luisiana|MA Massachusetts|MI Míchigan|MN Minesota|"
    "MS Misisipi|MS Misisipí|MO Misuri|NH Nuevo Hampshire|NJ Nueva Jersey|NM Nuevo México|NY Nueva York|"
    "NY Estado de Nueva York|OR Oregón|PA Pensilvania|PA Pensilvana|TN Tenesí|TN Tennesi|TX Tejas|VA Virginia|"
    "WV Virginia Occidental|WV Virginia del Oeste|WA Estado de Washington|VI Islas Vírgenes|"
    "MP Islas Marianas del Norte|"
    "AS Samoa Americana|AK Alasca|DC Washington, D.C.|KY Kentuky|CT Conética|IL Ilinois|FL La Florida"
)

# Where several states are meant as much, whatever the sizes: the page asks.
ALWAYS_ASK = {
    "kansas city": ("MO", "KS"), "washington": ("WA", "DC"), "la": ("CA", "LA"),
    "hollywood": ("CA", "FL"),
}  # fmt: skip

PLAIN_CODES = frozenset(  # no words
    "ny nj nc tx fl az nv wv tn ky mn wi wy nh nm dc ks ct ga ri sd nd il md ut vt ak ia ca mt".split()
)

NICKNAMES = {  # key: (state, city)
    "pago pago": ("AS", "Pago Pago"),
    "nyc": ("NY", "New York"), "new york city": ("NY", "New York"), "ciudad de nueva york": ("NY", "New York"),
    "ny city": ("NY", "New York"), "the bronx": ("NY", "Bronx"), "el bronx": ("NY", "Bronx"),
    "manhattan": ("NY", "New York"), "queens": ("NY", "Queens"), "long island": ("NY", ""),
    "harlem": ("NY", "New York"),
    "l a": ("CA", "Los Angeles"), "la county": ("CA", "Los Angeles"), "socal": ("CA", ""), "norcal": ("CA", ""),
    "bay area": ("CA", ""), "the bay area": ("CA", ""), "sf": ("CA", "San Francisco"), "silicon valley": ("CA", ""),
    "philly": ("PA", "Philadelphia"), "filadelfia": ("PA", "Philadelphia"), "vegas": ("NV", "Las Vegas"),
    "nola": ("LA", "New Orleans"), "nueva orleans": ("LA", "New Orleans"), "okc": ("OK", "Oklahoma City"),
    "slc": ("UT", "Salt Lake City"), "dfw": ("TX", "Dallas"), "twin cities": ("MN", ""), "the twin cities": ("MN", ""),
    "hudson valley": ("NY", ""), "upstate": ("NY", ""), "nys": ("NY", ""), "chicagoland": ("IL", "Chicago"),
    "rio grande valley": ("TX", ""), "valle del rio grande": ("TX", ""), "cape cod": ("MA", ""),
    "upper peninsula": ("MI", ""), "inland empire": ("CA", ""), "central valley": ("CA", ""),
    "san fran": ("CA", "San Francisco"), "cali": ("CA", ""), "calif": ("CA", ""), "okla": ("OK", ""),
    "ariz": ("AZ", ""), "wisc": ("WI", ""), "minn": ("MN", ""), "n carolina": ("NC", ""), "s carolina": ("SC", ""),
    "n dakota": ("ND", ""), "s dakota": ("SD", ""), "nueva hampshire": ("NH", ""), "nuevo jersey": ("NJ", ""),
    "islas marianas": ("MP", ""), "marianas": ("MP", ""), "marianas del norte": ("MP", ""),
    "saint thomas": ("VI", "St. Thomas"), "saint croix": ("VI", ""), "staten island": ("NY", "Staten Island"),
    "washington d c": ("DC", "Washington"), "washington dc": ("DC", "Washington"), "dc": ("DC", ""), "d c": ("DC", ""),
    "coeur dalene": ("ID", "Coeur d'Alene"), "st thomas": ("VI", "St. Thomas"), "st croix": ("VI", ""),
}  # fmt: skip
WHOLE_STATES = frozenset(  # of these, what is no part of one
    "dc|d c|nys|cali|calif|okla|ariz|wisc|minn|n carolina|s carolina|n dakota|s dakota|nueva hampshire|nuevo jersey|"
    "islas marianas|marianas|marianas del norte".split("|")
)
IN_CAPITALS = frozenset({"sf", "kc", "queens", "nola", "manhattan", "harlem"})  # with a capital, or after "in"

NAMES = {phrase(one[3:]): one[:2] for one in (*_ENGLISH.split("|"), *_SPANISH.split("|"))}
ALSO_WORDS = frozenset({"miss", "ill", "mass", "la", "pa"})  # an abbreviation only after "in" or a comma
WORDS = frozenset(word for name in (*NAMES, *NICKNAMES) for word in name.split())
NICKNAMES_FROM = longest_by_first(NICKNAMES)


class States:
    """States by name and code, with the vocabulary's own ways of writing them."""

    def __init__(self, terms: Mapping[str, Term]) -> None:
        self._names = dict(NAMES)
        self._abbreviations: dict[str, tuple[str, str]] = {}
        for code, term in terms.items():
            for written in (term.label, *term.synonyms):
                self._learn(code, written)
        self._longest = longest_by_first([*self._names, *self._abbreviations])

    def _learn(self, code: str, written: str) -> None:
        key = phrase(written)
        if written.endswith("."):
            self._abbreviations[key] = (written.rstrip("."), code)
        elif written not in CODES and key:
            self._names.setdefault(key, code)

    def at(self, sentence: Sentence, first: int) -> tuple[int, str]:
        """(end, state) of the longest name or code that begins at a word; (first, "") if none does."""
        for last in range(sentence.reach(first, self._longest.get(sentence.words[first], 0)), first, -1):
            code = self._named(sentence, first, last) or self._abbreviated(sentence, first, last)
            if code:
                return last, code
        return (first + 1, sentence.words[first].upper()) if is_code(sentence, first) else (first, "")

    def _named(self, sentence: Sentence, first: int, last: int) -> str:
        code = self._names.get(sentence.key(first, last), "")
        if code and last - first == 1 and _is_a_person(sentence, first):
            return ""
        if sentence.word(first) == "the" and not sentence.capital(last - 1):  # "the District"
            return ""
        return code

    def _abbreviated(self, sentence: Sentence, first: int, last: int) -> str:
        """ "N.C.", "Mass.": with its periods, and a word with its capital."""
        key = sentence.key(first, last)
        written, code = self._abbreviations.get(key, ("", ""))
        end = sentence.tokens[last - 1].end
        if not code or (last - first == 1 and sentence.text[end : end + 1] != "."):
            return ""
        typed = sentence.typed(first, last)
        if last - first > 1:
            return code if "." in typed or " " in written else ""
        return code if typed == written and (key not in ALSO_WORDS or placed(sentence, first)) else ""


def _is_a_person(sentence: Sentence, place: int) -> bool:
    """ "Virginia needs a shelter"."""
    if sentence.words[place] not in FIRST_NAMES or sentence.word(place - 1) in IN | TOWARDS:
        return False
    return sentence.word(place + 1) in DOES and (place == 0 or sentence.capital(place))


def is_code(sentence: Sentence, place: int) -> bool:
    """A postal code in capitals. Where all is in capitals, those that are words count no more; in small letters
    only those count that can be nothing else."""
    typed = sentence.tokens[place].typed
    if typed in PLAIN_CODES:
        return len(sentence) > 1
    if typed not in CODES:
        return False
    if sentence.shouting:
        return typed.lower() not in WORD_CODES
    if typed in OPERATORS:
        begins = place == 0 and not sentence.capital(1)
        return begins or sentence.last(place) or placed(sentence, place) or sentence.commas[place + 1]
    return typed not in DOUBTFUL_CODES or placed(sentence, place) or _begins(sentence, place)


def _begins(sentence: Sentence, place: int) -> bool:
    """ "OK domestic violence", "HI sexual assault": before what is asked for; "ID card" and "OK so" are words."""
    return place == 0 and sentence.word(0) != "id" and sentence.word(1) not in EMPTY_WORDS and not sentence.last(0)


def placed(sentence: Sentence, place: int) -> bool:
    """After "in" or a comma, or alone."""
    return len(sentence) == 1 or sentence.commas[place] or sentence.word(place - 1) in IN


def loose_code(sentence: Sentence, place: int) -> str:
    """The code a word may be directly after a city of that state: "charlotte nc", "paris, tx", "Gary, In"."""
    word = sentence.word(place)
    code = word.upper()
    if code not in CODES or sentence.taken[place]:
        return ""
    last_word = sentence.last(place) and word not in NEVER_CODES
    said = sentence.commas[place] or word not in WORD_CODES or sentence.tokens[place].typed == code or last_word
    return code if said else ""
