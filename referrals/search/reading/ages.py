"""Ages, in figures and in words, English and Spanish: they say which age group is meant, and never stay."""

import re
from collections.abc import Iterator

from referrals.tokens import Sentence, fold_text

GROWN_UP, SETTLED, ELDER = 18, 25, 60

_IN_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty".split()
)
_IN_SPANISH = (
    "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete "
    "dieciocho diecinueve veinte treinta cuarenta cincuenta sesenta".split()
)
_VALUES = [*range(1, 21), 30, 40, 50, 60]
NUMBERS = dict(zip(_IN_WORDS, _VALUES, strict=True)) | dict(zip(_IN_SPANISH, _VALUES, strict=True))

_N = rf"(\d{{1,3}}|{'|'.join(NUMBERS)})"
_PAIR = rf"(?:(\d{{1,2}})\s?(?:-|–|to|and|or|a|y|o)\s?)?{_N}"
_PERSON = (
    "girl|boy|woman|man|female|male|teen|teenager|kid|child|client|daughter|son|survivor|victim|sister|brother|minor|"
    "nina|nino|muchacha|muchacho|mujer|hombre|joven|hija|hijo|menor|chica|chico"
)
# What makes a number no age: how long something took, how long ago, how many of something.
_NO_AGE_BEFORE = r"(?<!hace )(?<!por )(?<!durante )(?<!hace mas de )(?<!casi )(?<!desde hace )"
_NO_AGE_AFTER = r"(?!\s+(?:despues|atras|trabaj\w+|aqui|viviendo|casad\w+|juntos|en (?:este|el|los|estados)))"
_YEARS = re.compile(
    rf"(?<!\w){_PAIR}[\s-]{{0,2}}(?:(?:years?|yrs?|y)\.?[\s-]?(?:olds?|of age)|y\.?\s?/?o\.?)(?!\w)"
    rf"|(?<!\w){_NO_AGE_BEFORE}{_PAIR}\s?(?:anos|anitos)(?:\s+de\s+edad)?(?!\w){_NO_AGE_AFTER}"
)
_SAID = re.compile(
    rf"(?<!\w)(?:aged?|ages|edad(?:\s+de)?|edades|age\s+of)\s?:?\s?{_PAIR}(?!\w)"
    rf"|(?<!\w)(?:is|im|i'm|she's|he's|turned|turning|tiene|tengo|cumplio)\s{_N}(?=\s?(?:$|[,.;)!?]|(?:and|y|but|pero|last|this|from|de|in|en|years?|yrs?)\b))"
    rf"|(?<!\w)(?:{_PERSON}),?\s?\(?{_N}(?!\w|\s?(?:/|-|months?|weeks?|days?|hours?|hrs?|times|meses|semanas|dias|horas)\b)"
)
_BETWEEN_COMMAS = re.compile(  # "Ana, 16, from", "(F, 17)", "17F"
    r"(?<=\w),\s(\d{1,2})(?=\s?(?:[,)]|$)|,?\s(?:from|de)\s)|(?<!\w)(\d{2})[fm](?!\w)"
)
_MONTHS = re.compile(
    rf"(?<!\w){_N}[\s-]?(?:months?|mos?|weeks?|days?|meses|semanas|dias)[\s-](?:olds?|of\s+age|de\s+(?:edad|nacid[oa]))(?!\w)"
)
_HINT = re.compile(
    r"y[\s./]?o\b|\b(?:years?|yrs?|y|months?|mos?|weeks?|days?)\b|anos|anitos|aged?|edad|\d|old|meses|semanas|dias"
)

Age = tuple[int, int, int]  # first word, end, years


def take_ages(sentence: Sentence) -> list[Age]:
    """Every age in a text; "12 to 19 years old" is two."""
    folded = fold_text(sentence.text)
    return [*_found(sentence, folded)] if _HINT.search(folded) else []


def age_groups(years: int) -> tuple[str, ...]:
    """Slugs of the age groups that years stand for, where the vocabulary has them."""
    if years < GROWN_UP:
        return ("minors",)
    if years < SETTLED:
        return ("young-adults",)
    return ("adults", "older-adults") if years >= ELDER else ("adults",)


def _found(sentence: Sentence, folded: str) -> Iterator[Age]:
    for pattern in (_MONTHS, _YEARS, _SAID, _BETWEEN_COMMAS):
        for match in pattern.finditer(folded):
            first, last = sentence.take_characters(*match.span())
            for said in filter(None, match.groups()):
                yield first, last, 0 if pattern is _MONTHS else _value(said)


def _value(said: str) -> int:
    return NUMBERS.get(said) or int(said)
