"""The filtered, ordered, counted set, over the shipped directory."""

from datetime import date
from string import ascii_lowercase
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from referrals import curation, personal_names
from referrals.models import Resource
from referrals.search import Search
from referrals.search.dictionary import ALPHABET
from referrals.search.engine import Landing
from referrals.search.panel import Line, Panel
from referrals.search.ranking import Ranking
from referrals.search.wish import EVERYWHERE, FROM_ELSEWHERE, IN_STATE, NATIONWIDE, NOT_STATED
from referrals.views import filters
from referrals.vocabulary import State
from tests.examples import examples

TODAY = date(2026, 11, 24)
pytestmark = pytest.mark.django_db


def search(query):
    return Search(QueryDict(query), today=TODAY)


def names(query, match=None):
    found = search(query)
    hits = [*found.pinned, *found.results[:]]
    return [hit.contact.name for hit in hits if match is None or hit.match == match]


def slugs(hits):
    return [hit.contact.slug for hit in hits]


def test_contacts_of_other_states_never_answer_for_a_state(shipped):
    found = search("state=NC")
    for hit in found.results[:]:
        assert "NC" in hit.contact.states or hit.contact.coverage in {"national", "not-stated"}


def test_bands_stand_in_order_in_the_state_from_elsewhere_nationwide_not_stated(shipped):
    found = search("state=NM&ask=no")
    bands = [hit.band for hit in found.results[:]]
    assert bands == sorted(bands)
    assert {IN_STATE, NATIONWIDE, NOT_STATED} <= set(bands)
    arizona = search("state=AZ&need=civil-legal")
    elsewhere = [hit for hit in arizona.results[:] if hit.band == FROM_ELSEWHERE]
    assert [hit.contact.name for hit in elsewhere] == ["DNA-Peoples Legal Services, Inc."]


def test_without_a_state_nobody_is_nearer(shipped):
    found = search("need=civil-legal")
    assert {hit.band for hit in found.results[:]} == {EVERYWHERE}


@pytest.mark.parametrize("slug", ["csec", "undocumented", "men-boys"])
def test_a_narrow_victim_type_never_loses_the_national_hotline_or_gems(shipped, slug):
    found = names(f"victim={slug}")
    assert "National Human Trafficking Hotline" in found
    assert "Girls Educational and Mentoring Services (GEMS)" in found


def test_who_serves_anyone_is_known_to_fit_any_victim_type(shipped):
    found = search("victim=veterans")
    matches = {hit.contact.name: hit.match for hit in found.results[:]}
    assert matches["603 Legal Aid"] == "any"
    assert matches["Polaris"] == "ask"


def test_a_broader_victim_type_includes_the_narrower(shipped):
    assert set(names("victim=sex-trafficking", "yes")) <= set(names("victim=human-trafficking", "yes"))


def test_silence_on_needs_is_no_match_and_a_broader_need_is_worth_asking(shipped):
    found = search("need=t-visa")
    by_match = {hit.contact.slug: hit.match for hit in found.results[:]}
    broader = set(Resource.objects.published().filter(terms__slug="immigration-relief").values_list("slug", flat=True))
    assert by_match
    assert set(by_match) <= broader | set(Resource.objects.filter(terms__slug="t-visa").values_list("slug", flat=True))
    assert "ask" in by_match.values()


def test_unknown_languages_stand_apart_to_ask(shipped):
    found = search("language=es")
    assert found.count < 40
    assert found.ask_count > 400
    others = Resource.objects.published().filter(languages__isnull=False).exclude(languages__bcp47="es").distinct()
    assert found.count + found.ask_count + others.count() == Resource.objects.published().count()
    without = search("language=es&ask=no")
    assert {hit.match for hit in without.results[:]} == {"yes"}


def test_law_enforcement_is_left_out_in_one_click(shipped):
    assert "FBI Tip Line" in names("victim=sex-trafficking")
    assert "FBI Tip Line" not in names("victim=sex-trafficking&without=law-enforcement")


def test_only_contacts_that_practitioners_named(shipped):
    found = search("evidence=forum")
    hits = [*found.pinned, *found.results[:]]
    assert len(hits) == 18
    assert all(hit.contact.evidence for hit in hits)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("q=GEMS", "Girls Educational and Mentoring Services (GEMS)"),
        ("q=CAST LA", "Coalition to Abolish Slavery and Trafficking (CAST) hotline"),
        ("q=polaris project", "Polaris"),
        ("q=18883737888", "National Human Trafficking Hotline"),
        ("q=1-888-373-7888", "National Human Trafficking Hotline"),
        ("q=ncfan.org", "North Carolina Farmworker Advocacy Network"),
        ("q=southern poverty law center", "Southern Poverty Law Center"),
    ],
)
def test_names_acronyms_numbers_and_addresses_find_their_record(shipped, query, first):
    assert names(query)[0] == first


def test_words_left_of_a_sentence_lift_and_never_hide(shipped):
    sentence = search("q=immigration lawyer in Charlotte North Carolina")
    plain = search("state=NC&need=immigration-relief")
    assert sentence.count == plain.count > 0


def test_hotlines_that_fit_are_pinned_apart_from_the_ranking(shipped):
    found = search("state=NC&victim=sex-trafficking")
    assert "national-human-trafficking-hotline" in slugs(found.pinned)
    assert not set(slugs(found.pinned)) & set(slugs(found.results[:]))


def test_when_nothing_fits_it_says_what_to_relax_and_shows_hotlines(shipped):
    found = search("state=WY&need=identity-documents&kind=health-provider&ask=no")
    assert found.count == 0
    assert found.relaxed()
    for wider in found.relaxed():
        assert not set(wider.facets) & set(wider.address.chosen)
        assert search(wider.address.query).count == wider.count > 0
    assert found.hotlines


def test_unknown_values_are_dropped_and_named_and_the_rest_stands(shipped):
    found = search("state=NC&state=ZZ&need=flying&page=99999999999&victim=")
    assert found.given.unknown == {"state": ("ZZ",), "need": ("flying",)}
    assert found.count == search("state=NC").count


def test_every_live_count_is_what_choosing_it_would_find(shipped):
    for query in ("", "state=NC", "victim=minors&need=civil-legal", "language=es&state=TX"):
        panel = Panel(search(query), {})
        lines = [line for facet in panel.outline for group in facet.groups for line in group.options]
        states = [Line("state", code, str(label)) for code, label in State.choices]
        for option in map(panel.option, [*lines[::7], *states[::9]]):
            facet = (
                next(f for f, values in option.address.chosen.items() if option.value in values)
                if not option.selected
                else None
            )
            if facet is None or panel.search.address.chosen.get(facet):
                continue  # a second value of a facet adds to the first: its own count is of itself alone
            assert search(option.address.query).count == option.count, (query, option)


FACETS = {
    "state": ["NC", "AZ", "TX"],
    "victim": ["csec", "minors", "immigrants", "men-boys", "sex-trafficking", "human-trafficking"],
    "need": ["civil-legal", "t-visa", "emergency-shelter", "crisis-hotline"],
    "kind": ["hotline", "legal-services"],
    "language": ["es"],
    "open": ["24-7"],
    "without": ["law-enforcement", "research"],
}
CHOICES = st.lists(st.sampled_from([(f, v) for f, values in FACETS.items() for v in values]), max_size=6)


@settings(max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=CHOICES)
def test_known_and_to_ask_are_all_there_is_and_never_both(shipped, chosen):
    found = search("&".join(f"{facet}={value}" for facet, value in chosen))
    hits = [*found.pinned, *found.results[:]]
    assert sum(hit.match != "ask" for hit in hits) == found.count
    assert sum(hit.match == "ask" for hit in hits) == found.ask_count
    assert len({hit.contact.slug for hit in hits}) == len(hits)


@settings(max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=CHOICES, extra=st.sampled_from([("kind", "hotline"), ("open", "24-7"), ("evidence", "forum")]))
def test_one_more_choice_never_finds_more(shipped, chosen, extra):
    chosen = [one for one in chosen if one[0] != extra[0]]
    query = "&".join(f"{facet}={value}" for facet, value in chosen)
    assert search(f"{query}&{extra[0]}={extra[1]}").count <= search(query).count


def test_excludes_is_a_no_and_only_leaves_the_rest_of_its_axis_out(shipped):
    legal = Resource.objects.published().get(name="JusticeMatters")
    terms = [{"slug": "minors", "relation": "only"}, {"slug": "men-boys", "relation": "excludes"}]
    curation.edit(legal, by="curator", values={"terms": [*terms, {"slug": "civil-legal", "relation": "serves"}]})
    assert legal.name in names("victim=minors", "yes")
    assert legal.name not in names("victim=adults")
    assert legal.name not in names("victim=men-boys")
    assert legal.name in names("victim=veterans", "ask")


def test_an_address_with_the_same_choices_is_the_same_address(shipped):
    assert search("state=NC&need=civil-legal").address.query == search("need=civil-legal&state=NC").address.query


def test_the_panel_and_page_take_a_fixed_number_of_queries(shipped, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        found = search("state=NC&victim=minors&need=civil-legal")
        _ = filters.markup(Panel(found, {})), found.pinned, found.results[0:25], found.count, found.ask_count


SENTENCES = (
    "16 year old girl from Honduras in Charlotte needs an immigration lawyer",
    "trafficing screning tool",
    "abogado de inmigración gratis en Charlotte",
    "refugio para menor no acompañado",
    "Breaking Free Saint Paul Minnesota",
    "domestic violence shelter in Springfield, not police",
    "robo de identidad",
    "boss kept wages of farmworkers Florida",
    "call 1-888-373-7888",
)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_address_of_a_sentence_finds_what_the_sentence_found(shipped, sentence):
    params = QueryDict(mutable=True)
    params["q"] = sentence
    typed = Search(params, today=TODAY, typed=True)
    again = search(typed.address.query)
    assert again.address.query == typed.address.query
    assert (again.count, again.ask_count) == (typed.count, typed.ask_count)
    assert slugs(again.results[:25]) == slugs(typed.results[:25])
    assert slugs(again.pinned) == slugs(typed.pinned)


def test_the_languages_offered_are_those_of_the_directory_whatever_is_searched(shipped):
    asked = ("", "state=NC", "need=civil-legal&victim=minors", "language=vi")
    nothing, state, terms, chosen = (Panel(search(query), {}).languages for query in asked)
    assert nothing == state == terms
    assert "es" in nothing
    assert {*chosen} == {*nothing, "vi"}


def test_of_the_search_for_nothing_in_particular_the_first_page_is_kept_and_a_whole_list_is_not(shipped, monkeypatch):
    asked = []
    whole = Ranking.window
    monkeypatch.setattr(Ranking, "window", lambda self, *stretch: asked.append(stretch) or whole(self, *stretch))
    monkeypatch.setattr("referrals.search.LANDING", Landing())
    for _ in range(2):
        assert len(search("").window(0, 25)) == 25
        assert len(search("").window(0, None)) > 500
    assert asked.count((0, 25)) == 1
    assert asked.count((0, None)) == 2


def test_words_that_nobody_uses_find_nobody_and_not_everybody(shipped):
    found = search("q=zzyzx+qwrtp")
    assert (found.count, found.ask_count, found.results[:], found.pinned) == (0, 0, [], [])
    assert found.address.query == "read=nothing"
    assert [hit.contact.national for hit in found.hotlines] == [True] * len(found.hotlines) != []


def test_an_address_that_says_so_finds_nobody_either_until_something_is_chosen(shipped):
    nothing = search("read=nothing")
    assert (nothing.count, nothing.address.query) == (0, "read=nothing")
    assert nothing.counts == search("").counts  # there is still everything to choose from
    chosen = nothing.address.with_value("state", "NC")
    assert chosen.query == "state=NC"
    assert search("read=nothing&state=NC").count == search("state=NC").count > 0


def test_nothing_typed_finds_everybody(shipped):
    assert search("q=+").count == search("").count > 500
    assert search("q=+").address.query == ""


def test_no_first_name_in_the_directory_ever_stays_beside_a_case(shipped):
    used = {word for letter in ascii_lowercase for word in ALPHABET.words(search("").view.searcher, letter)}
    first_names = sorted(filter(personal_names.is_given, used))
    assert len(first_names) > 50
    for name in first_names:
        for sentence in (f"{name.title()} was raped in Boise", f"help for {name}, a minor"):
            assert name not in search(urlencode({"q": sentence})).address.q.split(), sentence
