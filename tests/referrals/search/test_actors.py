"""Who did it is not who it was done to; and what a crime is called by those who tell of it. Over the shipped terms."""

from datetime import date

import pytest
from django.http import QueryDict

from referrals.search import Search

pytestmark = pytest.mark.django_db


def read(text):
    params = QueryDict(mutable=True)
    params["q"] = text
    return {one.key for one in Search(params, today=date(2026, 11, 27)).reading.read}


@pytest.mark.parametrize(
    "text",
    ["a man is hurting her", "A man is following her home", "raped by a man", "attacked by two older men",
     "men who took my sister", "two men are holding her passport", "un hombre la golpea", "violada por un hombre",
     "se fue con un hombre que la vende", "a man raped a girl"],
)  # fmt: skip
def test_men_who_did_it_are_not_who_help_is_sought_for(shipped, text):
    assert "victim:men-boys" not in read(text)


@pytest.mark.parametrize(
    "text",
    ["man beaten by his wife", "shelter for a man", "a man in Tulsa", "young man raped by his roommate",
     "man, he was trafficked", "hombre explotado en una granja", "refugio para hombres", "men hurt at work"],
)  # fmt: skip
def test_men_it_was_done_to_are(shipped, text):
    assert "victim:men-boys" in read(text)


@pytest.mark.parametrize(
    "text", ["arrested by ICE", "ICE took my brother", "la migra detuvo a mi esposo", "her son was picked up by ICE"]
)
def test_who_was_arrested_does_not_look_for_the_police(shipped, text):
    assert read(text) == {"need:immigration-relief"}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("a man is hurting her", "victim:domestic-violence"),
        ("my dad beats my mom", "victim:domestic-violence"),
        ("he keeps controlling her", "victim:domestic-violence"),
        ("girl sold online by her uncle", "victim:sex-trafficking"),
        ("girl sold online by her uncle", "victim:minors"),
        ("vendida por su padrastro", "victim:sex-trafficking"),
        ("boy abused by his coach", "victim:child-abuse"),
        ("hombre explotado en una granja", "victim:labor-trafficking"),
        ("need a bed tonight", "need:emergency-shelter"),
        ("cama para esta noche", "need:emergency-shelter"),
    ],
)
def test_what_was_done_is_read_from_how_it_is_told(shipped, text, key):
    assert key in read(text)


@pytest.mark.parametrize("text", ["she sold her car", "her uncle sells drugs", "he hurt himself"])
def test_and_not_from_what_is_something_else(shipped, text):
    assert not read(text) & {"victim:sex-trafficking", "victim:domestic-violence"}


def test_hotlines_for_victims_come_before_lines_for_any_trouble(shipped):
    pinned = [hit.contact.name for hit in Search(QueryDict("state=GA"), today=date(2026, 11, 27)).pinned]
    assert pinned[0] == "National Human Trafficking Hotline"
    assert not {"Disaster Distress Helpline", "SAMHSA National Helpline"} & {*pinned}


def test_who_can_be_reached_by_typing_is_found_by_saying_so(shipped):
    found = Search(QueryDict("q=TTY"), today=date(2026, 11, 27))
    hits = [*found.pinned, *found.results[:]]
    assert len(hits) > 10
    assert all("tty" in {phone.use for phone in hit.contact.phones} for hit in hits)
