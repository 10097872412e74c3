"""A search as a link or a form on somebody else's site: plain HTML, and no word that was typed."""

import html
import re

import pytest

pytestmark = pytest.mark.django_db


def snippets(client, path: str) -> list[str]:
    page = client.get(path).content.decode()
    return [html.unescape(text) for text in re.findall(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)]


def test_the_link_and_the_form_lead_to_the_same_choices(shipped, client):
    link, anchor, form = snippets(client, "/embed/?state=NC&need=civil-legal&victim=minors")
    assert link == "http://testserver/?state=NC&victim=minors&need=civil-legal"
    assert client.get(link.removeprefix("http://testserver")).status_code == 200
    assert anchor == f'<a href="{html.escape(link)}" rel="noopener noreferrer">Find contacts</a>'
    assert '<form action="http://testserver/" method="get" rel="noopener noreferrer">' in form
    assert '<input type="hidden" name="need" value="civil-legal">' in form
    assert form.count("<option") == 57  # any, and 56 states and territories


def test_nothing_of_it_watches_or_runs(shipped, client):
    for snippet in snippets(client, "/embed/?state=NC"):
        assert not re.search(r"<(script|iframe|img|link|object)|javascript:|on\w+=", snippet)


def test_words_that_were_typed_are_left_out_and_that_is_said(shipped, client):
    page = client.get("/embed/?q=polaris&state=NC").content.decode()
    assert "polaris" not in page
    assert "Words you typed are left out here" in page


def test_what_is_chosen_cannot_break_out_of_the_snippet(shipped, client):
    for snippet in snippets(client, '/embed/?need="><script>alert(1)</script>&state=NC"><b>'):
        assert "script" not in snippet
        assert "<b>" not in snippet


def test_find_offers_every_format_and_the_link(shipped, client):
    page = client.get("/?state=NC").content.decode()
    for format in ("csv", "xlsx", "vcf", "pdf", "txt"):
        assert f'href="/resources.{format}?state=NC"' in page
    assert 'href="/embed/?state=NC"' in page
    assert 'href="/resources.csv?lang=es&amp;state=NC"' in client.get("/?state=NC&lang=es").content.decode()
