"""How words are cut and reduced: the same for what is indexed and for what is asked."""

import re
from collections.abc import Iterable
from functools import cache

import tantivy

from referrals.tokens import words

# Names of the analyzers, as the schema says them.
PLAIN, ENGLISH, SPANISH = "plain", "english", "spanish"
BRACKETS = re.compile(r"\(([^)]*)\)")
LEGAL_FORMS = frozenset({"inc", "llc", "incorporated", "corporation"})
LONGEST_WORD = 40  # characters; what is longer is no word


def _analyzer(*filters: tantivy.Filter) -> tantivy.TextAnalyzer:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for one in (tantivy.Filter.remove_long(LONGEST_WORD), tantivy.Filter.lowercase(), *filters):
        builder = builder.filter(one)
    return builder.build()


@cache
def analyzers() -> dict[str, tantivy.TextAnalyzer]:
    """{name: analyzer}. Stems are made before accents go: Spanish stems need them."""
    fold_accents = tantivy.Filter.ascii_fold()
    return {
        PLAIN: _analyzer(fold_accents),
        ENGLISH: _analyzer(fold_accents, tantivy.Filter.stemmer("english")),
        SPANISH: _analyzer(fold_accents, tantivy.Filter.stemmer("spanish")),
    }


def stem(word: str, analyzer: str) -> str:
    """The reduced form of one folded word; empty if nothing is left of it."""
    found = analyzers()[analyzer].analyze(word)
    return found[0] if len(found) == 1 else ""


def said(text: str) -> str:
    """Text as it is indexed: an apostrophe does not part a word, so that "angelas" finds "Angela's"."""
    return text.replace("'", "").replace("’", "").replace("‘", "")


def name_keys(names: Iterable[str]) -> set[str]:
    """The forms under which a name is known as a whole: itself, without what stands in brackets, and that.

    "Girls Educational and Mentoring Services (GEMS)" is known as "girls educational and mentoring services"
    and as "gems".
    """
    forms = set(names)
    for name in [name for name in forms if "(" in name]:
        forms |= {BRACKETS.sub(" ", name), *BRACKETS.findall(name)}
    plain = {" ".join(words(form)) for form in forms}
    return (plain | {_without_legal_form(key) for key in plain}) - {""}


def _without_legal_form(key: str) -> str:
    first, _, last = key.removeprefix("the ").rpartition(" ")
    return first if last in LEGAL_FORMS else key.removeprefix("the ")
