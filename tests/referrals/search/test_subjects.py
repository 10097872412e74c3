"""Subjects finer than a term, two words that say something together, and misspelt words in their company."""

import pytest

from referrals.search.reading import pairs
from referrals.search.reading.spelling import Spellings, sound
from referrals.search.reading.subjects import SUBJECTS
from referrals.search.reading.wordlists import EMPTY_WORDS
from referrals.search.schema import coalition_names
from referrals.tokens import phrase
from tests.referrals.search.reading import Shelf, read
from tests.referrals.test_vocabulary import shipped

SLUGS = {row["slug"] for file in ("victim_types.csv", "needs.csv") for row in shipped(file)}


PHRASES = sorted({own for subject in SUBJECTS.values() for own in subject.sought})


def test_subjects_stand_under_terms_that_there_are():
    assert {slug for subject in SUBJECTS.values() for _, slug in subject.terms} <= SLUGS
    assert {slug for _, slug in (pair.term for pair in pairs.PAIRS)} <= SLUGS


def test_every_word_of_a_subject_is_searched():
    assert not {word for one in PHRASES for word in one.split()} & EMPTY_WORDS


@pytest.mark.parametrize("own", PHRASES)
def test_a_subject_read_again_is_the_same(own):
    assert own in SUBJECTS[phrase(own)].sought


@pytest.mark.parametrize(
    "text",
    ["someone opened credit cards in my name", "me robaron la identidad", "she says he used my social security number"],
)
def test_a_story_becomes_the_words_of_its_subject(text):
    reading = read(text, Shelf(words=["identity", "theft", "credit", "cards", "social"]))
    assert reading.sought == ("identity theft",)
    assert reading.words[:2] == ("identity", "theft")
    assert not {"credit", "cards", "social"} & {*reading.words}


def test_what_is_not_wanted_is_not_sought():
    assert read("nothing with identity theft", Shelf(words=["identity", "theft"])).sought == ()


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("her husband, who drinks, hits her", "domestic-violence"),
        ("el papá es su novio y la golpea", "domestic-violence"),
        ("toddler with bruises", "child-abuse"),
        ("my grandson takes checks from his grandmother", "other-crime"),
        ("el patrón la tiene encerrada", "labor-trafficking"),
    ],
)
def test_two_words_say_it_together(text, slug):
    assert slug in {pair.term[1] for pair, _ in pairs.said(phrase(text).split())}


def test_a_partner_who_hits_says_nothing_of_the_children():
    assert [pair.term[1] for pair, _ in pairs.said("husband hits her and the kids".split())] == ["domestic-violence"]


def test_words_that_sound_alike_are_the_same_misspelt():
    for typed, meant in [("biolensia", "violencia"), ("viza", "visa"), ("umano", "humano"), ("secsual", "sexual")]:
        assert sound(typed) == sound(meant)


def test_a_misspelt_word_is_read_by_its_neighbour():
    assert read("identiy theft", Shelf(words=["identity", "theft", "identify"])).corrections[0].word == "identity"
    assert Spellings(["wage theft"]).beside == {"wage": {"theft"}, "theft": {"wage"}}


def test_an_acronym_nobody_knows_is_no_misspelt_word():
    assert read("NIMOR", Shelf(words=["minor"])).read == ()


def test_coalitions_are_known_by_what_people_call_them():
    assert "CALCASA" in coalition_names("ValorUS (formerly California Coalition Against Sexual Assault)")
    assert "MNCASA" in coalition_names("Minnesota Coalition Against Sexual Assault")
    assert "LSNYC" in coalition_names("Legal Services NYC")


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("shelter in Virgin Islands", "VI"),
        ("Newark", "NJ"),
        ("houston shelter", "TX"),
        ("OK domestic violence", "OK"),
        ("hudson valley lawyer", "NY"),
        ("lawyer in new hamshire", "NH"),
        ("lawyer in Noth Carolina", "NC"),
    ],
)
def test_more_ways_to_say_a_state(text, state):
    assert [one.slug for one in read(text).read if one.facet == "state"] == [state]
