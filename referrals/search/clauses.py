"""Queries of the index, built from objects and never parsed from text: no word a person types is an operator."""

from collections.abc import Iterable, Sequence
from math import log

import tantivy
from tantivy import FieldType, Occur, Query

from referrals.search import schema
from referrals.search.analysis import ENGLISH, PLAIN, SPANISH, stem
from referrals.search.synonyms import terms_by_stem
from referrals.terms import Vocabulary

NAMES = ("name", "also")
PREFIX_FROM = 3  # letters: a shorter beginning says too little
PREFIX_WEIGHT = 0.6
SYNONYM, MOST_TERMS = 0.9, 8
FURTHER = 0.15  # of its score counts a clause beside a better one


class Clauses:
    """The few shapes of query a search is made of."""

    def __init__(self, searcher: tantivy.Searcher, vocabulary: Vocabulary) -> None:
        self.schema = schema.SCHEMA
        self.searcher = searcher
        self.terms_by_stem = terms_by_stem(vocabulary)

    def has(self, field: str, value: str) -> Query:
        return Query.term_query(self.schema, field, value, "basic")

    def any_of(self, field: str, values: Sequence[str]) -> Query:
        """One of the values. Fields hold few different ones: a set is quicker only where many are asked."""
        if len(values) == 1:
            return self.has(field, values[0])
        return either([self.has(field, value) for value in values])

    def days(self, first: int, last: int) -> Query:
        """Verified on a day from `first` to `last`, as `schema.day` counts them."""
        return Query.range_query(self.schema, "day", FieldType.Unsigned, first, last)

    def pks(self, pks: Iterable[int]) -> Query:
        return Query.term_set_query(self.schema, "pk", list(pks))

    def word(self, word: str, *, begins: bool = False) -> Query:
        """One word, where it counts most: in a text, or among the synonyms of a term. `begins`: also as the
        beginning of a longer one."""
        ways = [self._in(field, word) for field in schema.TEXTS] + [self._synonym(word)]
        if begins and len(word) >= PREFIX_FROM:
            ways.append(Query.const_score_query(self.beginning(word), PREFIX_WEIGHT))
        return Query.disjunction_max_query([way for way in ways if way is not None], FURTHER)

    def word_in(self, fields: Iterable[str], word: str) -> Query:
        """One word in one of these texts."""
        return either([way for field in fields if (way := self._in(field, word)) is not None])

    def _synonym(self, word: str) -> Query | None:
        """Records tagged with a term that is also called so, the more the fewer they are."""
        reduced = {stem(word, ENGLISH), stem(word, SPANISH)}
        terms = dict.fromkeys(term for one in reduced for term in self.terms_by_stem.get(one, ()))
        ways = [worth(self.has(facet, slug), self.rarity(facet, slug) * SYNONYM) for facet, slug in terms]
        return Query.disjunction_max_query(ways[:MOST_TERMS], 0.0) if ways else None

    def rarity(self, field: str, value: str) -> float:
        """How much it says of a record that it carries a value: nothing if all do, more the fewer do (as BM25
        weighs a word)."""
        records, carried = self.searcher.num_docs, self.searcher.doc_freq(field, value)
        return log(1 + (records - carried + 0.5) / (carried + 0.5)) if carried else 0.0

    def beginning(self, word: str, field: str = schema.WORDS) -> Query:
        """A word that begins so."""
        return Query.fuzzy_term_query(self.schema, field, word, 0, prefix=True)

    def in_a_name(self, word: str) -> Query:
        """A word of one of a contact's names, or, where it says enough, the beginning of one."""
        ways = [self.has(field, word) for field in NAMES]
        return either([*ways, *(self.beginning(word, field) for field in NAMES if len(word) > PREFIX_FROM)])

    def _in(self, field: str, word: str) -> Query | None:
        analyzer, weight = schema.TEXTS[field]
        term = word if analyzer == PLAIN else stem(word, analyzer)
        if not term:
            return None
        found = Query.term_query(self.schema, field, term, "freq")
        return found if weight == 1 else Query.boost_query(found, weight)


def every(clauses: Sequence[Query]) -> Query:
    """All of them; one alone stands for itself."""
    return clauses[0] if len(clauses) == 1 else Query.boolean_query([(Occur.Must, clause) for clause in clauses])


def either(clauses: Sequence[Query], at_least: int = 1) -> Query:
    if not clauses:
        return Query.empty_query()
    if len(clauses) == 1:
        return clauses[0]
    return Query.boolean_query([(Occur.Should, clause) for clause in clauses], minimum_number_should_match=at_least)


def but_not(clause: Query, *others: Query) -> Query:
    return Query.boolean_query([(Occur.Must, clause), *((Occur.MustNot, other) for other in others)])


def silent(clause: Query) -> Query:
    """The clause as a condition only: it adds nothing to a score."""
    return Query.const_score_query(clause, 0.0)


def worth(clause: Query, score: float) -> Query:
    return Query.const_score_query(clause, score)


def best_of(clauses: Sequence[Query], score: float) -> Query:
    """The score if one of them fits, and a little more for each further one."""
    return Query.disjunction_max_query([worth(clause, score) for clause in clauses], FURTHER)


def lifted(clause: Query, lifts: Sequence[Query]) -> Query:
    """What fits `clause`, scored by the lifts that fit, too."""
    return Query.boolean_query([(Occur.Must, clause), *((Occur.Should, lift) for lift in lifts)])
