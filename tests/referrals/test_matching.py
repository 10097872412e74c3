"""Is this a resource we have? Names and contacts in a form that compares, and a score with reasons."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referrals.curation import record
from referrals.matching import acronyms, contact_keys, domain, likeness, name_key

WORDS = st.lists(st.sampled_from("Harbor Sound House of Ohio Legal Aid Niños Center".split()), min_size=1)
NAMES = WORDS.map(" ".join)


def described(name: str = "Harbor Line", **values) -> dict:
    return record.blank(name=name, kind="hotline", **values)


class TestNameKey:
    @pytest.mark.parametrize(
        ("name", "key"),
        [
            ("The NC Justice Center, Inc. (NCJC)", "north carolina justice center"),
            ("NC Justice Center", "north carolina justice center"),
            ("The OH Network", "ohio network"),
            ("Casa de los Niños", "casa de los ninos"),
            ("Children’s Aid & Hope, LLC", "childrens aid and hope"),
            ("harbor-house", "harbor house"),
            ("IN", "in"),
            ("(GEMS)", ""),
            ("Incorporated", ""),
        ],
    )
    def test_of_a_name_stays_what_tells_it_apart(self, name, key):
        assert name_key(name) == key

    @given(st.text())
    def test_a_key_is_its_own_key(self, name):
        assert name_key(name_key(name)) in {name_key(name), name_key(name).removeprefix("the ")}

    @given(NAMES)
    def test_article_legal_form_acronym_and_case_make_no_difference(self, name):
        assert name_key(f"The {name}, Inc. (ABC)") == name_key(name.upper()) == name_key(name)


class TestAcronyms:
    @pytest.mark.parametrize(
        ("name", "carried"),
        [
            ("Girls Educational and Mentoring Services (GEMS)", {"GEMS"}),
            ("GEMS", {"GEMS"}),
            ("Coalition (CAST/LA)", {"CAST/LA", "CAST"}),
            ("Unit (T/A)", {"T/A"}),
            ("Harbor Line (nights)", set()),
            ("Harbor", set()),
        ],
    )
    def test_in_brackets_or_alone(self, name, carried):
        assert acronyms(name) == carried


class TestDomain:
    @pytest.mark.parametrize(
        ("address", "registered"),
        [
            ("https://www.harbor.example.org/help?x=1", "example.org"),
            ("http://help.nhs.co.uk", "nhs.co.uk"),
            ("Desk@Mail.Example.ORG", "example.org"),
            ("https://www.facebook.com/harbor", ""),
            ("https://harbor.wordpress.com/", ""),
            ("https://localhost/", ""),
            ("nobody", ""),
        ],
    )
    def test_is_what_somebody_registered_and_shares_with_nobody(self, address, registered):
        assert domain(address) == registered


def test_contact_keys_are_what_a_rejection_remembers():
    kept = described(
        phones=[{"number": "988"}],
        links=[{"url": "https://harbor.example/"}, {"url": "https://x.com/harbor"}],
        emails=[{"address": "Desk@sound.example"}],
    )
    assert contact_keys(kept) == {"988", "harbor.example", "desk@sound.example", "sound.example"}
    assert contact_keys(kept, phones=False) == contact_keys(kept) - {"988"}
    assert contact_keys(described()) == set()


class TestLikeness:
    @pytest.mark.parametrize(
        ("one", "other", "score", "reasons"),
        [
            ({}, {"name": "The Harbor Line, Inc."}, 80, ("same name",)),
            ({}, {"name": "Sound", "aliases": ["Harbor Line"]}, 80, ("same name",)),
            ({"name": "Girls Services (GEMS)"}, {"name": "GEMS"}, 60, ("same acronym",)),
            ({}, {"name": "Harbour Line"}, 70, ("same name, abbreviated or misspelt",)),
            ({}, {"name": "Harb. Line"}, 70, ("same name, abbreviated or misspelt",)),
            (
                {"name": "Ariz. Crime Victims Fund"},
                {"name": "Arizona Crime Victims Fund"},
                70,
                ("same name, abbreviated or misspelt",),
            ),
            (
                {"name": "North Caroilna DV Hotline"},
                {"name": "North Carolina Domestic Violence Hotline"},
                70,
                ("same name, abbreviated or misspelt",),
            ),
            ({"name": "Legal Services of New Jersey"}, {"name": "Legal Services of Northwest Jersey"}, 0, ()),
            ({"name": "Carlul Victim Fund"}, {"name": "California Victim Fund"}, 0, ()),
            ({"name": "District 4 Court"}, {"name": "District 5 Court"}, 50, ("similar name",)),
            ({"name": "Harbor Crisis Line of Ohio"}, {"name": "Harbor Crisis Line"}, 0, ()),
            ({"name": "Harbor Street Crisis Line"}, {"name": "Harbor Street Crisis Lines 2"}, 50, ("similar name",)),
            ({}, {"name": "Lantern Street Clinic"}, 0, ()),
            ({"phones": [{"number": "988"}]}, {"name": "Sound", "phones": [{"number": "988"}]}, 30, ("same phone",)),
            (
                {"links": [{"url": "https://a.harbor.example/"}]},
                {"name": "Sound", "emails": [{"address": "x@harbor.example"}]},
                30,
                ("same site or mail domain",),
            ),
            ({"states": ["NC"]}, {"states": ["OH"]}, 40, ("same name", "serves other states")),
            ({"states": ["NC"]}, {"states": ["NC", "OH"]}, 80, ("same name",)),
            ({"states": ["NC"]}, {}, 80, ("same name",)),
        ],
    )
    def test_has_a_score_and_its_reasons(self, one, other, score, reasons):
        found = likeness(described(**one), described(**other))
        assert (found.score, found.reasons) == (score, reasons)

    def test_is_a_hundred_at_most(self):
        same = described(phones=[{"number": "988"}], links=[{"url": "https://harbor.example/"}])
        assert likeness(same, same).score == 100

    def test_an_equal_phone_and_site_are_two_hints(self):
        contacts = {"phones": [{"number": "988"}], "links": [{"url": "https://harbor.example/"}]}
        found = likeness(described(**contacts), described("Lantern Street Clinic", **contacts))
        assert found.score == 60
        assert found.reasons == ("same phone", "same site or mail domain")

    @given(NAMES, NAMES, *[st.lists(st.sampled_from(["NC", "OH"]), unique=True)] * 2)
    def test_is_the_same_from_both_sides(self, one, other, here, there):
        one, other = described(one, states=here), described(other, states=there)
        assert likeness(one, other) == likeness(other, one)
        assert 0 <= likeness(one, other).score <= 100
