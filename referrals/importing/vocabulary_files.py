"""The vocabulary's files read and checked against each other. `es.csv` and `es_languages.csv` say it all in Spanish;
a further language is two more files with its code in their names.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from referrals.models import Term

from . import files, values
from .problems import Problem, Refused
from .values import Reading

TERM_COLUMNS = {"slug", "label", "definition", "synonyms", "weak_synonyms", "sort"}
BROADER = {"group", "parent", "tier", "other_mapping", "source"}
LANGUAGE_COLUMNS = {"bcp47", "hsds_code", "name", "endonym", "aliases", "tier", "sort"}
TRANSLATED_TERM = {"slug", "label", "definition", "synonyms", "weak_synonyms"}
TRANSLATED_LANGUAGE = {"bcp47", "label", "synonyms"}
PMT_COLUMNS = {"list", "section", "code", "label"}

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Source:
    """A file of terms: its facet, the column of its PMT terms, the column that says where else it is mapped."""

    file: str
    facet: str
    columns: frozenset[str]
    pmt: str = ""
    mapping: str = "other_mapping"


SOURCES = (
    Source("victim_types.csv", Term.Facet.VICTIM, frozenset(TERM_COLUMNS | BROADER | {"pmt_categories"}),
           "pmt_categories"),
    Source("needs.csv", Term.Facet.NEED, frozenset(TERM_COLUMNS | BROADER | {"pmt_codes"}), "pmt_codes"),
    Source("kinds.csv", Term.Facet.KIND, frozenset(TERM_COLUMNS | {"nhth_or_field_term", "client_facing"}),
           mapping="nhth_or_field_term"),
    Source("costs.csv", Term.Facet.COST, frozenset(TERM_COLUMNS | {"hsds"}), mapping="hsds"),
)  # fmt: skip
IGNORED = {"hsds_level", "iso639_1", "iso639_3"}


@dataclass
class Vocabulary:
    """All that the files say, checked and not yet written."""

    terms: list[Values] = field(default_factory=list)
    languages: list[Values] = field(default_factory=list)
    pmt: list[Values] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read(folder: Path) -> Vocabulary:
    """The files, read and checked against each other."""
    found = Vocabulary()
    for reading in _readings(folder, "pmt_terms.csv", PMT_COLUMNS, set(), found):
        found.pmt.append(_once(reading, "label", _pmt(reading), found.pmt, ("list", "code", "label")))
    for reading in _readings(folder, "languages.csv", LANGUAGE_COLUMNS, IGNORED, found):
        found.languages.append(_once(reading, "bcp47", _language(reading), found.languages, ("bcp47",)))
    for source in SOURCES:
        _read_terms(folder, source, found)
    if not found.problems:  # else each row of a broken file would be missed here again
        _read_translations(folder, found)
    return found


def _readings(folder: Path, file: str, columns: set[str], ignored: set[str], found: Vocabulary) -> Iterable[Reading]:
    """Each row of a file; its problems join the others when it has been read."""
    try:
        rows = files.table(file, files.load(folder / file), columns, ignored)
    except Refused as refused:
        found.problems += refused.problems
        return
    for row in rows:
        reading = Reading(file, row)
        yield reading
        found.problems += reading.problems


def _once(read: Reading, field: str, row: Values, rows: list[Values], key: tuple[str, ...]) -> Values:
    if any(all(row[name] == other[name] for name in key) for other in rows):
        read.refuse(field, f"expected one row for “{row[field]}”, found it again.")
    return row


def _pmt(read: Reading) -> Values:
    return {
        "list": _required(read, "list", values.one_of({"victimization_type", "special_classification", "service"})),
        "section": read("section", values.text(120)),
        "code": read("code", values.text(4)),
        "label": _required(read, "label", values.text(300)),
    }


def _language(read: Reading) -> Values:
    return {
        "bcp47": _required(read, "bcp47", values.text(12)),
        "hsds_code": _required(read, "hsds_code", values.text(3)),
        "name": _required(read, "name", values.text(60)),
        "endonym": read("endonym", values.text(60)),
        "aliases": read("aliases", values.several(str), []),
        "tier": read("tier", values.one_of({"core", "extended"}), "core"),
        "sort": read("sort", values.number, 0),
        "translations": {},
    }


def _read_terms(folder: Path, source: Source, found: Vocabulary) -> None:
    elsewhere = {term["slug"] for term in found.terms}
    slugs: set[str] = set()
    readings = []
    for reading in _readings(folder, source.file, set(source.columns), IGNORED, found):
        term = _term(reading, source, found.pmt)
        if term["slug"] in elsewhere | slugs:
            reading.refuse("slug", f"expected a slug used once in all files, found “{term['slug']}” again.")
        slugs.add(term["slug"])
        found.terms.append(term)
        readings.append(reading)
    for reading in readings:
        _check_parent(reading, slugs, found)


def _term(read: Reading, source: Source, pmt: list[Values]) -> Values:
    cells = read.row.cells
    term = {
        "facet": str(source.facet),
        "slug": _required(read, "slug", values.slug),
        "label": _required(read, "label", values.text(120)),
        "definition": cells["definition"],
        "synonyms": read("synonyms", values.several(str), []),
        "weak_synonyms": read("weak_synonyms", values.several(str), []),
        "mapping": cells[source.mapping],
        "sort": read("sort", values.number, 0),
        "group": "", "parent": "", "source": "", "pmt": [], "translations": {},
        "tier": str(Term.Tier.PROVIDER if cells.get("client_facing") == "n" else Term.Tier.CORE),
    }  # fmt: skip
    if source.pmt:
        term |= {
            "group": _required(read, "group", values.text(20)),
            "parent": cells["parent"],
            "tier": _required(read, "tier", values.one_of(Term.Tier.values)),
            "source": read("source", values.text(200)),
        }
        term["pmt"] = read(source.pmt, _pmt_terms(source, pmt, term["group"]), [])
    return term


def _required(read: Reading, field: str, convert: Callable[[str], Any]) -> Any:
    if not read.row.cells[field]:
        read.refuse(field, "expected a value, found nothing.")
    return read(field, convert)


def _pmt_terms(source: Source, pmt: list[Values], group: str) -> Callable[[str], list[tuple[str, str, str]]]:
    """Needs name services by code; victim types name entries of the list that fits their axis first."""
    if source.facet == Term.Facet.NEED:
        return _one_of({row["code"]: pmt_key(row) for row in pmt if row["code"]}, "a code of pmt_terms.csv")
    first = "victimization_type" if group == "form" else "special_classification"
    people = sorted((row for row in pmt if row["list"] != "service"), key=lambda row: row["list"] == first)
    return _one_of({row["label"]: pmt_key(row) for row in people}, "a label of pmt_terms.csv")


def _one_of(keys: dict[str, tuple[str, str, str]], what: str) -> Callable[[str], list[tuple[str, str, str]]]:
    choose = values.slug_of({name: name for name in keys}, what)
    return values.several(lambda cell: keys[choose(cell)])


def pmt_key(row: Values) -> tuple[str, str, str]:
    """How a term of the federal measures is told from others."""
    return row["list"], row["code"], row["label"]


def _check_parent(reading: Reading, slugs: set[str], found: Vocabulary) -> None:
    parent = reading.row.cells.get("parent", "")
    if parent and (parent not in slugs or parent == reading.row.cells["slug"]):
        sentence = f"expected the slug of a broader term in the same file, found “{parent}”."
        found.problems.append(Problem(reading.file, reading.row.line, "parent", sentence))


def _read_translations(folder: Path, found: Vocabulary) -> None:
    """Whatever languages there are files of, by their codes: fr, pt-br."""
    terms = {row["slug"]: row for row in found.terms}
    languages = {row["bcp47"]: row for row in found.languages}
    for file in sorted(path.name for path in folder.glob("*.csv")):
        if named := re.fullmatch(r"([a-z]{2}(?:-[a-z]{2,4})?)(_languages)?\.csv", file):
            code, of_languages = named.groups()
            if of_languages:
                _translate(folder / file, code, "bcp47", languages, _translated_language, found)
            else:
                _translate(folder / file, code, "slug", terms, _translated_term, found)


def _translate(
    path: Path, code: str, key: str, rows: dict[str, Values],
    convert: Callable[[Reading], Values], found: Vocabulary,
) -> None:  # fmt: skip
    """Hang a file's translations on the rows that they are of: each exactly once."""
    columns = TRANSLATED_TERM if key == "slug" else TRANSLATED_LANGUAGE
    what = "the slug of a term" if key == "slug" else "a code of languages.csv"
    missing, known = dict(rows), {name: name for name in rows}
    readings = 0
    for reading in _readings(path.parent, path.name, columns, set(), found):
        readings += 1
        name = _required(reading, key, values.slug_of(known, what))
        if name and missing.pop(name, None) is None:
            reading.refuse(key, f"expected one row for “{name}”, found it again.")
        translation = convert(reading)
        if name:
            rows[name]["translations"][code] = translation
    if readings:
        sentence = "expected a row for “{}”, found none."
        found.problems += [Problem(path.name, 0, key, sentence.format(name)) for name in missing]


def _translated_term(read: Reading) -> Values:
    return {
        "label": _required(read, "label", values.text(120)),
        "definition": _required(read, "definition", values.text(500)),
        "synonyms": read("synonyms", values.several(str), []),
        "weak_synonyms": read("weak_synonyms", values.several(str), []),
    }


def _translated_language(read: Reading) -> Values:
    return {
        "label": _required(read, "label", values.text(60)),
        "synonyms": read("synonyms", values.several(str), []),
    }
