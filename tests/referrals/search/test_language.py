"""The index, the words a search reads and what is kept between searches are the same whatever a page speaks."""

from datetime import date

import pytest
from django.utils import translation

from referrals import matching, terms
from referrals.contact import Contact
from referrals.models import Resource, Term
from referrals.models.resources import RELEASED_TEXT
from referrals.search import schema
from referrals.search.index import INDEX
from referrals.search.panel import outline
from referrals.search.suggest import suggestions
from referrals.terms import Vocabulary

from .making import current, holds, names, published, vocabulary

pytestmark = pytest.mark.django_db


@pytest.fixture
def directory(fresh):
    vocabulary()
    for slug, label in {"emergency-shelter": "Refugio de emergencia", "minors": "Menores"}.items():
        Term.objects.filter(slug=slug).update(translations={"es": {"label": label, "definition": "…"}})
    need = [{"slug": "emergency-shelter", "relation": "serves"}]
    published("Safe Harbor", kind="hotline", terms=need)
    published("NC Harbor Line")


@pytest.fixture(params=["en", "es"])
def speaking(request):
    with translation.override(request.param):
        yield request.param


def test_the_page_that_brings_the_index_up_to_date_leaves_nothing_of_its_language_in_it(directory, speaking):
    current()
    found = {word: holds(word) for word in ("hotline", "helpline", "carolina", "ayuda", "norte")}
    assert found == {"hotline": 1, "helpline": 1, "carolina": 2, "ayuda": 0, "norte": 0}


def test_a_contact_makes_the_same_document(directory):
    _moment, now = terms.now()
    texts = Resource.objects.released().values_list("pk", RELEASED_TEXT)
    made = []
    for language in ("es", "en"):
        with translation.override(language):
            documents = schema.Documents(now, schema.SCHEMA)
            contacts = [(pk, Contact.read(text, date.min)) for pk, text in texts]
            made.append([documents.document(pk, contact).to_dict() for pk, contact in contacts])
    assert len(made[0]) == 2
    assert made[0] == made[1]


def test_words_are_read_alike(directory, speaking):
    assert names("q=emergency+in+north+carolina") == names("q=emergencia+en+carolina+del+norte") == {"Safe Harbor"}


def test_what_a_sentence_may_name_does_not_hang_on_the_page_that_asked_first(directory, speaking):
    said = {term.slug: term.label for term in Vocabulary.load().lexicon if term.facet in {"state", "need"}}
    assert (said["NC"], said["emergency-shelter"]) == ("North Carolina", "Emergency shelter")


def test_names_are_compared_in_english(speaking):
    matching.name_key.cache_clear()
    assert matching.name_key("NC Justice Center") == "north carolina justice center"


def test_filters_are_made_for_each_language(directory):
    _moment, now = terms.now()
    seen = []
    for language in ("en", "es", "en"):
        with translation.override(language):
            panels = outline(now, language, ())
            labels = {line.value: line.label for panel in panels for group in panel.groups for line in group.options}
            seen.append((panels[0].label, labels["emergency-shelter"], labels["civil-legal"], labels["hotline"]))
    assert seen[0] == ("Victim type", "Emergency shelter", "Civil legal", "Hotline or helpline") == seen[2]
    assert seen[1] == ("Tipo de víctima", "Refugio de emergencia", "Civil legal", "Línea de ayuda")


def test_suggestions_are_made_for_each_language(directory):
    moment, now = terms.now()
    seen = []
    for language in ("en", "es", "en"):
        with translation.override(language):
            found = suggestions("north car", INDEX.at(moment, now), now)
            seen.append([(one.label, one.note) for one in found if one.kind == "place" and "," not in one.label])
    assert seen == [[("North Carolina", "State")], [("Carolina del Norte", "Estado")], [("North Carolina", "State")]]
