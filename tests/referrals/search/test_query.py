"""A sentence about a case becomes facets and words, and nothing else of it is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referrals.lexicon import Term
from referrals.search.query import read

TERMS = (
    Term("victim", "minors", "Children and teens under 18", ("minor", "teens"), group="age"),
    Term("victim", "young-adults", "Young adults (18-24)", group="age"),
    Term("victim", "adults", "Adults", group="age"),
    Term("victim", "immigrants", "Immigrants", ("immigrant",), group="status"),
    Term("need", "immigration-relief", "Immigration legal help", ("immigration lawyer", "visa")),
    Term("need", "t-visa", "T visa", parent="immigration-relief"),
    Term("need", "civil-legal", "Other civil legal help", ("lawyer",), ("court",)),
    Term("need", "crisis-hotline", "Crisis hotline", ("hotline",)),
    Term("kind", "hotline", "Hotline or helpline", ("hotline",)),
    Term("state", "NC", "North Carolina", ("NC",)),
    Term("state", "LA", "Louisiana", ("LA",)),
    Term("state", "IN", "Indiana", ("IN",)),
    Term("state", "GA", "Georgia", ("GA",)),
)


def understood(text, **options):
    reading = read(text, TERMS, known=options.pop("known", set), **options)
    return [one.key for one in reading.read], reading.words


def test_the_sentence_of_the_product_is_read_whole():
    facets, words = understood("16 year old girl from Honduras in Charlotte NC needs an immigration lawyer")
    assert facets == ["victim:minors", "victim:immigrants", "state:NC", "need:immigration-relief"]
    assert words == ("charlotte",)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("17 year old", "minors"), ("17-year-old", "minors"), ("a 19yo", "young-adults"), ("19 y/o", "young-adults"),
        ("she is 24 years old", "young-adults"), ("25 yrs old", "adults"), ("niña de 12 años", "minors"),
    ],
)  # fmt: skip
def test_an_age_is_read_and_its_number_dropped(text, slug):
    facets, words = understood(text)
    assert facets == [f"victim:{slug}"]
    assert not any(character.isdigit() for word in words for character in word)


@pytest.mark.parametrize(
    "country", ["Honduras", "México", "mexico", "Viet Nam", "Vietnam", "Corea del Sur", "El Salvador"]
)
def test_a_country_says_immigrant_and_never_stays_as_a_word(country):
    facets, words = understood(f"mother from {country}")
    assert facets == ["victim:immigrants"]
    assert set(words) <= {"mother", "sur"}


def test_georgia_is_the_state():
    assert understood("lawyer in Georgia")[0] == ["need:civil-legal", "state:GA"]


def test_the_longest_term_wins():
    assert understood("a T visa")[0] == ["need:t-visa"]
    assert understood("a visa")[0] == ["need:immigration-relief"]


def test_a_word_that_is_a_need_and_a_kind_asks_for_the_need():
    assert understood("hotline")[0] == ["need:crisis-hotline"]


def test_state_codes_count_in_capitals_only_and_not_as_part_of_a_name():
    assert understood("lawyer in IN")[0] == ["need:civil-legal", "state:IN"]
    assert understood("lawyer in town")[0] == ["need:civil-legal"]
    assert understood("CAST LA")[0] == []


def test_around_the_clock_is_a_facet():
    assert understood("24/7 hotline")[0] == ["open:24-7", "need:crisis-hotline"]


def test_a_weak_synonym_is_only_a_word():
    assert understood("court") == ([], ("court",))


def test_a_phone_number_is_one_word_however_it_is_written():
    for written in ("1-888-373-7888", "(888) 373-7888", "888.373.7888", "18883737888"):
        assert understood(written)[1][0].endswith("8883737888")


def test_words_the_directory_does_not_use_are_dropped():
    reading = read("maria lopez needs a lawyer at harbor house", TERMS, known=lambda words: {"harbor", "house"})
    assert reading.words == ("harbor", "house")
    assert reading.dropped == 2


def test_a_facet_that_was_taken_out_is_not_read_again_but_searched_as_a_word():
    facets, words = understood("minor needs a visa", ignore=["victim:minors"])
    assert facets == ["need:immigration-relief"]
    assert "minor" in words


def test_every_facet_says_from_which_words_it_came():
    reading = read("A minor in North Carolina", TERMS, known=set)
    assert [(one.slug, one.words) for one in reading.read] == [("minors", "minor"), ("NC", "North Carolina")]


@given(st.text(max_size=300))
def test_any_text_is_read_without_an_error_and_leaves_plain_words(text):
    reading = read(text, TERMS, known=set)
    assert all(word.isalnum() and word == word.strip() for word in reading.words)
    assert len(reading.words) <= 12


def test_a_long_text_is_read_in_part():
    assert len(read("visa " * 5000 + "word " * 5000, TERMS, known=set).read) == 1
