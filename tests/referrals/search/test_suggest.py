"""What the search box offers for a few letters, over the shipped directory."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from referrals import curation, terms
from referrals.models import Resource
from referrals.search import beginnings, suggest
from referrals.search.dictionary import NoDictionary
from referrals.search.index import INDEX, Standing, View
from referrals.search.reading import read
from tests.referrals.test_release import CANARIES, planted

pytestmark = pytest.mark.django_db


def suggested(text, limit=8):
    moment, vocabulary = terms.now()
    return suggest.suggestions(text, INDEX.at(moment, vocabulary), vocabulary, limit)


def labels(text, kind=None):
    return [one.label for one in suggested(text) if kind in {None, one.kind}]


def test_a_place_completes_the_end_of_the_sentence(shipped):
    (first, *_) = [one for one in suggested("immigration lawyer in char") if one.kind == "place"]
    assert first.label == "Charlotte, NC"
    assert first.completes == "immigration lawyer in Charlotte, NC"
    assert first.address == "/?state=NC&city=Charlotte"


def test_a_term_completes_the_end_of_the_sentence(shipped):
    (first, *_) = [one for one in suggested("16 year old needs T vis") if one.kind == "term"]
    assert first.completes == "16 year old needs T visa"
    assert first.address == "/?need=t-visa"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("polar", "Polaris"),
        ("gems", "Girls Educational and Mentoring Services (GEMS)"),
        ("mentoring educ", "Girls Educational and Mentoring Services (GEMS)"),
        ("educational and ment", "Girls Educational and Mentoring Services (GEMS)"),
        ("angela’s ho", "Angela's House"),
    ],
)
def test_a_name_is_found_by_the_beginnings_of_its_words_and_leads_to_the_contact(shipped, text, name):
    first = next(one for one in suggested(text) if one.kind == "name")
    assert first.label == first.completes == name
    assert first.address == Resource.objects.released().get(name=name).get_absolute_url()


def test_all_the_words_of_a_name_must_be_there(shipped):
    assert labels("polaris nowhere", "name") == []


def test_names_that_begin_with_the_text_come_before_those_that_have_it_inside(shipped):
    names = [name.lower().startswith("legal aid of") for name in labels("legal aid of", "name")]
    assert names[0]
    assert names == sorted(names, reverse=True)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("philly", "Philadelphia, PA"),
        ("st. lou", "Saint Louis, MO"),
        ("nc", "North Carolina"),
        ("nueva yor", "New York"),
        ("charlotte, n", "Charlotte, NC"),
    ],
)
def test_places_are_known_by_all_their_names(shipped, text, label):
    assert labels(text, "place")[0] == label


def test_of_a_name_that_two_states_share_the_larger_city_comes_first(shipped):
    assert labels("lawyer in portl") == ["Portland, OR", "Portland, ME"]


@pytest.mark.parametrize("text", ["trafico", "tráfico", "TRÁFICO"])
def test_spanish_is_answered_in_spanish_with_or_without_accents(shipped, text):
    first = suggested(text)[0]
    assert (first.kind, first.language, first.address) == ("term", "es", "/?victim=human-trafficking")


def test_the_language_of_the_page_comes_before_the_other(shipped):
    assert {one.language for one in suggested("co") if one.kind == "term"} == {""}
    with translation.override("es"):
        assert suggested("comp")[0].label == "Compensación para víctimas y restitución"
        assert suggested("comp")[0].language == ""


def test_only_labels_are_offered_whatever_word_led_to_them(shipped):
    """Synonyms are there to be understood; some are words that nobody should be offered."""
    offered = {one.label for text in ("prostitu", "illegal al", "pimp", "wage th") for one in suggested(text)}
    _, vocabulary = terms.now()
    spoken = {label for term in vocabulary.terms for label in (term.label, term.label_in("es"))}
    assert offered
    assert offered - spoken <= set(Resource.objects.released().values_list("name", flat=True))


def test_every_term_that_can_be_suggested_is_then_read_as_that_term(shipped):
    _, vocabulary = terms.now()
    found = beginnings.terms_of(vocabulary).of("")
    said = {(one.said, f"{one.facet}:{one.slug}") for _, one in found}
    assert len(said) > 150
    for words, key in said:
        assert key in {one.key for one in read(words, vocabulary.lexicon, NoDictionary()).read}, words


def test_every_place_that_can_be_suggested_is_then_read_as_that_place(shipped):
    _, vocabulary = terms.now()
    places = {place for _, place in beginnings.places().of("")}
    assert len(places) > 1_500
    for place in places:
        found = read(f"lawyer in {place.label}", vocabulary.lexicon, NoDictionary())
        assert f"state:{place.state}" in {one.key for one in found.read}, place
        assert found.city == place.city, place


@pytest.mark.parametrize("text", ["a lawyer in", "help for", "she has", "le", "quiere"])
def test_small_words_alone_begin_no_place_or_term(shipped, text):
    assert [one for one in suggested(text) if one.kind != "name"] == []


def test_what_stands_there_already_is_not_suggested(shipped):
    assert labels("lawyer in Charlotte, NC") == []


def test_there_are_never_more_than_asked_for_and_all_kinds_have_their_share(shipped):
    assert {one.kind for one in suggested("ca")} == {"name", "term", "place"}
    assert [len(suggested("ca", limit)) for limit in (1, 3, 8)] == [1, 3, 8]


def test_the_same_text_has_the_same_answer(shipped):
    assert suggested("shel") == suggested("shel")


@pytest.mark.parametrize(
    "text", ["", " ", "c", "é", "...", "🦊", "\x00", "c\x00", "x" * 10_000, "char " * 2_000, "a" * 101]
)
def test_too_little_too_much_and_no_words_bring_nothing(shipped, text):
    assert suggested(text) == []


@pytest.mark.parametrize("text", ['NEAR/5 ("*" ^ ~)', "' OR 1=1 --", "‮gnirts مرحبا", "\ud800 ab", "a+ b+", "c" * 100])
def test_nothing_typed_is_an_operator_or_an_error(shipped, text):
    suggested(text)


def test_a_nul_is_no_letter(shipped):
    assert suggested("polar\x00")[0].label == "Polaris"


@pytest.mark.parametrize("action", ["suggested", "retired", "rejected"])
def test_only_published_contacts_are_suggested(shipped, action):
    resource = Resource.objects.published().get(name="Polaris")
    assert "Polaris" in labels("polar")
    if action == "rejected":
        curation.reject(resource, by="curator", reason="closed")
    else:
        {"suggested": curation.restore, "retired": curation.retire}[action](resource, by="curator")
    assert "Polaris" not in labels("polar")


def test_what_was_taken_back_is_not_suggested_by_an_index_that_has_not_heard(shipped):
    moment, vocabulary = terms.now()
    before = INDEX.at(moment, vocabulary)
    curation.retire(Resource.objects.published().get(name="Polaris"), by="curator")
    assert suggest.suggestions("polar", before, vocabulary) == []


def test_nothing_private_is_suggested_for_its_own_first_letters(shipped):
    curation.publish(planted(), by="curator")
    assert "Harbor House" in labels("harbor ho")
    for word in CANARIES.values():
        said = [(one.label, one.note, one.address) for one in suggested(word[:9])]
        assert word.lower() not in str(said).lower()
        assert "Harbor House" not in str(said)


def test_only_its_names_lead_to_a_contact_not_the_rest_of_what_it_says(shipped):
    curation.publish(planted(city="Quietville", area="Quietvale", hours="Quietday"), by="curator")
    assert labels("quiet") == []


def test_without_an_index_terms_and_places_are_suggested(shipped):
    _, vocabulary = terms.now()
    found = suggest.suggestions("char", View(None, None, Standing.ABSENT), vocabulary)
    assert "Charlotte, NC" in [one.label for one in found]
    assert {one.kind for one in found} == {"term", "place"}


def test_it_takes_as_few_queries_as_there_are_things_to_ask_and_writes_nothing(shipped):
    suggested("legal")
    with CaptureQueriesContext(connection) as queries:
        suggested("legal")
    assert [query["sql"].partition(" ")[0] for query in queries] == ["SELECT", "SELECT"]
