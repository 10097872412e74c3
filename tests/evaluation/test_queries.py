"""The hand-made questions are well formed. How well they are answered is a report: `make evaluate`."""

from collections import Counter

import pytest

from tests.evaluation.gold import FIXTURES, gold, rows, vocabulary
from tests.evaluation.questions import FILES, gold_queries, raw

FIELDS = {"id", "query", "lang", "filters", "right", "category", "why"}
FACETS = {"state", "victim", "need", "kind", "language", "cost", "open", "evidence"}
ELSEWHERE = {"language": {"es"}, "open": {"24-7"}, "evidence": {"forum"}}  # values no file of terms lists
DIRECTORY = rows(FIXTURES / "directory" / "resources.csv")
KEYS = Counter((row["name"], row["state"]) for row in DIRECTORY)
EVERY = [(name, row) for name in FILES for row in raw(name)]


def keys(rows_named):
    return [(row["name"], row["state"] or "") for row in rows_named]


def wrong(fine):
    """Ids of the questions for which `fine` does not hold."""
    return [row["id"] for _, row in EVERY if not fine(row)]


def test_a_question_has_every_field_and_no_unknown_one():
    assert wrong(lambda row: FIELDS <= row.keys() <= FIELDS | {"must_not", "place"}) == []
    assert wrong(lambda row: row["lang"] in {"en", "es"} and row["why"]) == []
    assert wrong(lambda row: row["query"].strip() == row["query"] and (row["query"] or row["filters"])) == []


def test_a_question_names_rows_that_the_directory_has_once():
    assert wrong(lambda row: row["right"]) == []
    assert wrong(lambda row: all(KEYS[key] == 1 for key in keys(row["right"] + row.get("must_not", [])))) == []


def test_no_row_is_named_twice_for_a_question_or_is_both_right_and_wrong():
    assert wrong(lambda row: max(Counter(keys(row["right"] + row.get("must_not", []))).values()) == 1) == []


def test_a_question_expects_no_row_that_waits_in_review_as_a_whole():
    in_doubt = {(row["name"], row["state"]) for row in DIRECTORY if row["doubt"] == "record"}
    assert wrong(lambda row: in_doubt.isdisjoint(keys(row["right"]))) == []


def test_a_question_filters_by_facets_and_values_that_exist():
    known = {(term.facet, term.slug) for term in vocabulary()}
    known |= {(facet, value) for facet, values in ELSEWHERE.items() for value in values}
    assert wrong(lambda row: row["filters"].keys() <= FACETS) == []
    assert (
        wrong(lambda row: {(facet, value) for facet in row["filters"] for value in row["filters"][facet]} <= known)
        == []
    )


def test_a_question_about_a_place_expects_rows_that_may_stand_there():
    serves = {(row["name"], row["state"]): row["states_served"].split("|") for row in DIRECTORY}

    def may_stand(place, key):
        return not place or serves[key] == [""] or place in serves[key]

    assert wrong(lambda row: all(may_stand(row.get("place"), key) for key in keys(row["right"]))) == []


def test_no_question_is_asked_twice_in_either_file():
    asked = Counter((row["query"].casefold(), str(row["filters"])) for _, row in EVERY)
    assert [question for question, times in asked.items() if times > 1] == []
    assert max(Counter(row["id"] for _, row in EVERY).values()) == 1


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_large_and_a_quarter_of_it_is_spanish(name):
    languages = Counter(row["lang"] for row in raw(name))
    assert languages.total() >= 130
    assert languages["es"] >= 40
    assert languages["es"] / languages.total() >= 0.25


def test_the_files_are_alike_in_subject_and_language():
    tuning, held_out = (Counter((row["category"], row["lang"]) for row in raw(name)) for name in FILES)
    assert [group for group in tuning | held_out if abs(tuning[group] - held_out[group]) > 1] == []


def test_every_state_and_territory_that_has_rows_is_asked_about():
    asked = {row["place"] for _, row in EVERY if "place" in row}
    assert {row["state"] for row in DIRECTORY if row["scope"] != "national"} - asked == set()


def test_gold_questions_name_contacts_of_gold_and_filters_of_the_vocabulary():
    ids = {row["id"] for row in gold("resources")}
    known = {(term.facet, term.slug) for term in vocabulary()} | {("evidence", "forum")}
    for query in gold_queries():
        assert {*query.expected, *query.must_not, *filter(None, [query.best])} <= ids
        assert {(facet, value) for facet, values in query.filters.items() for value in values} <= known
