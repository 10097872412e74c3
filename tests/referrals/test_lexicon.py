"""Terms in a text: whole words, the longest first, at offsets of the text as it was written."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referrals.lexicon import Lexicon, Term, fold

SHELTER = Term("need", "emergency-shelter", "Emergency shelter", ("shelter", "safe house"), ("bed",))
LABOR = Term("victim", "labor-trafficking", "Labor trafficking", ("wage theft",))
RIGHTS = Term("need", "workers-rights", "Workers’ rights", ("wage theft",))
ICE = Term("kind", "law-enforcement", "Law enforcement", ("ICE", "police"))
INDIANA = Term("state", "IN", "Indiana", ("IN",))
SPANISH = Term("language", "es", "Spanish", ("español",))
TERMS = (SHELTER, LABOR, RIGHTS, ICE, INDIANA, SPANISH)
LEXICON = Lexicon(TERMS)

# Texts in which terms stand close, touch and overlap, among anything else.
PIECES = [word for term in TERMS for word in (term.label, *term.synonyms, *term.weak_synonyms)]
TEXTS = st.lists(
    st.sampled_from([*PIECES, *(piece.upper() for piece in PIECES), " ", "-", ", ", "İ", "ß", "é", "ﬁ", "e\u0301"])
    | st.text(max_size=4)
).map("".join) | st.lists(st.sampled_from(PIECES)).map(" ".join)


def found(text: str, lexicon: Lexicon = LEXICON) -> list[tuple[str, str]]:
    """[(slug, words)]"""
    return [(hit.term.slug, text[hit.start : hit.end]) for hit in lexicon.find(text)]


class TestFold:
    @pytest.mark.parametrize(
        ("text", "folded"),
        [
            ("Niños", "ninos"),
            ("ESPAÑOL", "espanol"),
            ("Workers’", "workers'"),
            ("‘so’", "'so'"),
            ("ß", "ß"),
            ("İ", "i"),
        ],
    )
    def test_case_and_accents_go(self, text, folded):
        assert fold(text) == folded

    @given(st.text())
    def test_offsets_stay(self, text):
        assert len(fold(text)) == len(text)

    @given(st.text(), st.text())
    def test_each_character_is_folded_by_itself(self, one, other):
        assert fold(one + other) == fold(one) + fold(other)

    @given(st.text())
    def test_folding_twice_changes_nothing(self, text):
        assert fold(fold(text)) == fold(text)


class TestFind:
    @pytest.mark.parametrize(
        ("text", "hits"),
        [
            ("A safe house in Ohio", [("emergency-shelter", "safe house")]),
            ("EMERGENCY SHELTER", [("emergency-shelter", "EMERGENCY SHELTER")]),
            ("sheltered, shelters, animal-shelter", [("emergency-shelter", "shelter")]),
            ("habla Espanol", [("es", "Espanol")]),
            ("workers' rights", [("workers-rights", "workers' rights")]),
            ("no ICE, some ice", [("law-enforcement", "ICE")]),
            ("a shelter in Gary, IN", [("emergency-shelter", "shelter"), ("IN", "IN")]),
            ("", []),
        ],
    )
    def test_whole_words_as_they_were_written(self, text, hits):
        assert found(text) == hits

    def test_the_longest_wins(self):
        assert found("emergency shelter, shelter") == [
            ("emergency-shelter", "emergency shelter"), ("emergency-shelter", "shelter")
        ]  # fmt: skip

    def test_one_stretch_may_be_several_terms(self):
        assert {slug for slug, _ in found("wage theft")} == {"labor-trafficking", "workers-rights"}

    def test_a_word_that_only_hints_is_weak(self):
        assert [hit.weak for hit in LEXICON.find("a bed in a shelter")] == [True, False]

    def test_a_word_that_is_both_is_not_weak(self):
        both = Term("need", "shelter", "Shelter", (), ("shelter",))
        assert [hit.weak for hit in Lexicon([both]).find("shelter")] == [False]

    def test_no_terms_find_nothing(self):
        assert Lexicon([]).find("shelter") == []

    @given(TEXTS)
    def test_the_words_at_a_hit_are_an_entry_of_its_term(self, text):
        for hit in LEXICON.find(text):
            entries = [hit.term.label, *hit.term.synonyms, *hit.term.weak_synonyms]
            assert fold(text[hit.start : hit.end]) in map(fold, entries)

    @given(TEXTS)
    def test_hits_stand_in_reading_order_and_never_overlap_in_part(self, text):
        spans = [(hit.start, hit.end) for hit in LEXICON.find(text)]
        assert spans == sorted(spans)
        distinct = sorted(set(spans))
        assert all(one[1] <= other[0] for one, other in pairwise(distinct))

    @given(TEXTS)
    def test_a_hit_is_never_part_of_a_word(self, text):
        for hit in LEXICON.find(text):
            around = text[hit.start - 1 : hit.start] + text[hit.end : hit.end + 1]
            assert not any(character.isalnum() or character == "_" for character in around)

    @given(st.sampled_from(TERMS), st.sampled_from(["{}", "a {} there", "({})", "{}, please"]))
    def test_every_entry_is_found_alone(self, term, around):
        for entry in (term.label, *term.synonyms, *term.weak_synonyms):
            assert (term.slug, entry) in found(around.format(entry))
