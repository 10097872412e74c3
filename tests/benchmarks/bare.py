"""The search engine alone, without this project around it: the least that the same answers can cost.

`python -m tests.benchmarks.bare build 10k PLACE` makes an index of the invented directory in PLACE, `… serve PLACE`
answers queries from it (see engine). An answer is 25 ranked documents, their total, and the counts of all facets,
each given the other choices. Misspelt words are corrected against the words in use. No bands, no cards, no release
gate, no chips.
"""

import sys
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import tantivy
from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne
from tantivy import Occur

from tests.benchmarks import learnt
from tests.benchmarks.engine import serve
from tests.benchmarks.flat import freshness
from tests.benchmarks.population import Entry, entries, size_of
from tests.benchmarks.query import Query

PAGE = 25
FACETS = ("state", "need", "victim", "kind", "language", "cost", "open", "freshness")
TEXTS = {"name": 4.0, "terms": 2.0, "text": 1.0}  # boost of each
EVERYONE = "*"  # a national contact serves every state, one open to all every victim
SLIPS = 2  # edits a misspelt word may be away
MOST_VALUES = 200  # of a facet
HEAP = 128_000_000  # bytes a writer may hold before it writes a segment


def schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("id", stored=True, fast=True)
    for name in TEXTS:
        builder.add_text_field(name, tokenizer_name="en_stem", index_option="freq")
    builder.add_text_field("words", tokenizer_name="default", index_option="basic")
    for name in FACETS:
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def build(size: int, place: Path) -> None:
    place.mkdir(parents=True)
    index = tantivy.Index(schema(), path=str(place))
    writer = index.writer(HEAP)
    terms = Terms()
    for number, entry in enumerate(entries(size), 1):
        if entry.published:
            writer.add_document(_document(number, entry, terms))
    writer.commit()
    writer.wait_merging_threads()


class Terms:
    """Labels, facets and broader terms, from the vocabulary's files."""

    def __init__(self) -> None:
        files = (("victim", "victim_types"), ("need", "needs"))
        rows = [(facet, row) for facet, file in files for row in learnt.rows("vocabulary", f"{file}.csv")]
        self.label = {row["slug"]: row["label"] for _, row in rows}
        self.facet = {row["slug"]: facet for facet, row in rows}
        self.parent = {row["slug"]: row["parent"] for _, row in rows}

    def line(self, slug: str) -> Iterator[str]:
        """The term and all above it."""
        while slug:
            yield slug
            slug = self.parent[slug]


def _document(number: int, entry: Entry, terms: Terms) -> tantivy.Document:
    record = entry.record
    slugs = [term["slug"] for term in record["terms"] if term["relation"] != "excludes"]
    document = tantivy.Document()
    document.add_unsigned("id", number)
    document.add_text("name", " ".join([record["name"], record["organization"], *record["aliases"]]))
    document.add_text("terms", " ".join(terms.label[slug] for slug in slugs))
    document.add_text("text", " ".join([record["description"], record["city"], *entry.quotes]))
    document.add_text("words", f"{record['name']} {record['organization']} {record['description']} {record['city']}")
    for facet, value in set(_facets(entry, slugs, terms)):
        document.add_text(facet, value)
    return document


def _facets(entry: Entry, slugs: list[str], terms: Terms) -> Iterator[tuple[str, str]]:
    record = entry.record
    yield "kind", record["kind"]
    yield "cost", record["cost"]
    yield "freshness", freshness(entry)
    yield from (("language", code) for code in record["languages"])
    yield from (("state", code) for code in record["states"] or [EVERYONE])
    yield from [("open", "24-7")] if record["always_open"] else []
    yield from [("victim", EVERYONE)] if record["serves_any_victim"] else []
    for slug in slugs:
        yield from ((terms.facet[slug], one) for one in terms.line(slug))


class Engine:
    """Answers queries from an index."""

    def __init__(self, place: Path) -> None:
        self.index = tantivy.Index.open(str(place))
        self.index.reload()
        self.searcher = self.index.searcher()
        self.schema = self.index.schema
        self.rows: list[int] = []  # ids of the last answer
        self.counts: dict[str, dict[str, int]] = {}  # its facets
        _ = self.by_length  # before the first question, as a server would

    @cached_property
    def in_use(self) -> dict[str, int]:
        """{word: documents}, the most used first."""
        return dict(self.searcher.terms_with_prefix("words", ""))

    @cached_property
    def by_length(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for word in self.in_use:
            found.setdefault(len(word), []).append(word)
        return found

    def answer(self, query: Query) -> int:
        """Find, rank, fetch and count; returns how many were found."""
        texts = self._texts([self._corrected(word) for word in query.words])
        chosen = {facet: self._filter(facet, value) for facet, value in query.filters}
        whole = _all_of([*texts, *chosen.values()])
        found = self.searcher.search(whole, PAGE, offset=PAGE * (query.page - 1))
        if texts and not found.count:  # no document has all the words: any of them, then
            texts = [_any_of(texts)]
            whole = _all_of([*texts, *chosen.values()])
            found = self.searcher.search(whole, PAGE)
        self.rows = [self.searcher.doc(place)["id"][0] for _, place in found.hits]
        self.counts = self._count(whole, [facet for facet in FACETS if facet not in chosen])
        for facet in chosen:
            others = [condition for name, condition in chosen.items() if name != facet]
            self.counts |= self._count(_all_of([*texts, *others]), [facet])
        return found.count

    def _corrected(self, word: str) -> str:
        if word in self.in_use:
            return word
        near = [one for length in range(len(word) - SLIPS, len(word) + SLIPS + 1)
                for one in self.by_length.get(length, [])]  # fmt: skip
        best = extractOne(word, near, scorer=OSA.distance, score_cutoff=SLIPS)
        return best[0] if best else word

    def _texts(self, words: Iterable[str]) -> list[tantivy.Query]:
        stem = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.stemmer("english")).build()
        stems = [stem.analyze(word)[0] for word in words]
        return [_any_of([self._boosted(field, one) for field in TEXTS]) for one in stems]

    def _boosted(self, field: str, stem: str) -> tantivy.Query:
        return tantivy.Query.boost_query(tantivy.Query.term_query(self.schema, field, stem, "freq"), TEXTS[field])

    def _filter(self, facet: str, value: str) -> tantivy.Query:
        values = [value, EVERYONE] if facet in {"state", "victim"} else [value]
        return tantivy.Query.const_score_query(tantivy.Query.term_set_query(self.schema, facet, values), 0.0)

    def _count(self, query: tantivy.Query, facets: list[str]) -> dict[str, dict[str, int]]:
        wanted = {facet: {"terms": {"field": facet, "size": MOST_VALUES}} for facet in facets}
        counted: dict[str, Any] = self.searcher.aggregate(query, wanted)
        return {facet: _with_everyone(counted[facet]["buckets"]) for facet in facets}


def _with_everyone(buckets: list[dict[str, Any]]) -> dict[str, int]:
    counts = {bucket["key"]: bucket["doc_count"] for bucket in buckets}
    everyone = counts.pop(EVERYONE, 0)
    return {value: count + everyone for value, count in counts.items()} if everyone else counts


def _all_of(conditions: list[tantivy.Query]) -> tantivy.Query:
    if not conditions:
        return tantivy.Query.all_query()
    return tantivy.Query.boolean_query([(Occur.Must, condition) for condition in conditions])


def _any_of(conditions: list[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(Occur.Should, condition) for condition in conditions])


if __name__ == "__main__":
    if sys.argv[1] == "build":
        build(size_of(sys.argv[2]), Path(sys.argv[3]))
    else:
        serve(Engine(Path(sys.argv[2])))
