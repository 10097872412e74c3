"""QR codes: what a camera reads in them, and nothing of the subject."""

import re

import pytest
import segno

from referrals.exports import qr

pytestmark = pytest.mark.django_db
HOTLINE = "/resources/national-human-trafficking-hotline"


def drawn_from(monkeypatch, client, path: str) -> str:
    """What was drawn. (That a code says what it was made of is segno's business.)"""
    said, make = [], segno.make
    monkeypatch.setattr(qr.segno, "make", lambda text, **options: said.append(text) or make(text, **options))
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "image/svg+xml")
    assert response.content.startswith(b"<svg")
    assert b"style" not in response.content
    assert b"<script" not in response.content
    return said[0]


def test_a_code_calls_the_first_number(shipped, client, monkeypatch):
    assert drawn_from(monkeypatch, client, f"{HOTLINE}/qr.svg") == "tel:+18883737888"


def test_a_code_of_the_contact_is_a_card_that_says_nothing_of_its_subject(shipped, client, monkeypatch):
    card = drawn_from(monkeypatch, client, f"{HOTLINE}/qr.svg?of=contact")
    assert card.startswith("BEGIN:VCARD\r\nVERSION:3.0\r\n")
    assert "888-373-7888" in card
    assert not re.search(r"traffick|victim|http|@", card, re.IGNORECASE)


def test_there_is_no_code_of_who_cannot_be_called(shipped, client):
    assert client.get("/resources/nobody/qr.svg").status_code == 404
    assert client.get("/resources/angelas-house/qr.svg").status_code == 404


def test_pages_show_the_code_with_its_number_in_words(shipped, client):
    page = client.get(f"{HOTLINE}/").content.decode()
    assert 'alt="QR code: call 888-373-7888"' in page
    client.post("/list/", {"add": "national-human-trafficking-hotline", "next": "/list/"})
    assert "qr.svg" not in client.get("/list/").content.decode()
    assert 'alt="QR code: call 888-373-7888"' in client.get("/list/?codes=yes").content.decode()
