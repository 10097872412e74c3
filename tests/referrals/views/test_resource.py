"""One contact: everything that may be said about it, and what one has to ask."""

from dataclasses import replace

import pytest

from referrals import release
from referrals.models import Address, Resource, ResourceTerm, Term
from referrals.views.resource import Whom

pytestmark = pytest.mark.django_db
CENTER = "/resources/north-carolina-justice-center/"


@pytest.fixture
def center(shipped):
    return Resource.objects.published().get(name="North Carolina Justice Center")


def whom(resource):
    return Whom.of(release.contact(Resource.objects.with_contacts().get(pk=resource.pk)))


def test_silence_is_to_ask_and_what_is_listed_is_accepted(center):
    answers = whom(center)
    assert [term.slug for term in answers.accepts] == ["labor-trafficking", "immigrants", "migrant-workers"]
    assert (answers.only, answers.refuses, answers.ask) == ((), (), ("Age",))


def test_only_and_not_stand_apart(center):
    for slug, relation in (("minors", "only"), ("men-boys", "excludes")):
        ResourceTerm.objects.create(resource=center, term=Term.objects.get(slug=slug), relation=relation)
    answers = whom(center)
    assert ([term.slug for term in answers.only], [term.slug for term in answers.refuses]) == (["minors"], ["men-boys"])
    assert answers.ask == ()


def test_who_serves_anybody_leaves_nothing_to_ask(center):
    center.serves_any_victim = True
    center.save()
    assert whom(center).ask == ()


def test_a_quote_says_who_when_asked_what_and_where_it_can_be_read(shipped, client):
    shown = client.get(CENTER).content.decode()
    said = shown[shown.index('class="said"') :]
    for part in ("“Perhaps also connect with", "Carol Gomez", "session host", "recommended", "2015-01-21",
                 "I would like to know what services", 'href="/forum/2015-01-21/8/#post-1"'):  # fmt: skip
        assert part in said


def test_the_number_stands_before_everything_but_the_name(shipped, client):
    shown = client.get(CENTER).content.decode()
    assert shown.index("<h1") < shown.index('href="tel:+19198562570"') < shown.index("Whom it serves")


def test_each_way_says_how_it_is_used(shipped, client):
    shown = client.get("/resources/national-human-trafficking-hotline/").content.decode()
    for way in (
        'href="tel:+18883737888"',
        'href="sms:233733"',
        'href="tel:711"',
        "<small>TTY by relay, dial first</small>",
    ):
        assert way in shown


@pytest.mark.parametrize("slug", ["breaking-free", "polaris", "angelas-house", "north-carolina-justice-center"])
def test_a_page_takes_the_same_queries_whatever_the_record_holds(shipped, client, django_assert_num_queries, slug):
    """One more where a place is kept: whether people are sheltered there is asked before it is shown."""
    placed = Address.objects.filter(resource__slug=slug).exists()
    with django_assert_num_queries(5 if placed else 4):
        client.get(f"/resources/{slug}/")


def test_what_was_only_asked_about_is_told_as_a_question(shipped, client):
    page = client.get("/resources/children-of-the-night/").content.decode()
    said = page[page.index('class="said"') :]
    assert said.index("Asked about in the forum, not recommended") < said.index("<blockquote")
    card = client.get("/?q=children+of+the+night").content.decode()
    assert "<footer>Asked about in the forum, not recommended: " in card
    assert "Asked about" not in client.get(CENTER).content.decode()


def test_of_several_quotes_a_card_shows_what_recommends(center):
    contact = release.contact(Resource.objects.with_contacts().get(pk=center.pk))
    (said, *_) = contact.evidence
    both = replace(contact, evidence=(replace(said, stance="asked"), said))
    assert both.said == said
    assert replace(contact, evidence=()).said is None


def test_whom_nobody_can_call_needs_no_script_for_a_call(shipped, client):
    assert "When you call" in client.get(CENTER).content.decode()
    for slug in ("angelas-house", "girls-educational-and-mentoring-services-gems"):
        assert "When you call" not in client.get(f"/resources/{slug}/").content.decode()
