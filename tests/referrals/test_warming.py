"""What a server reads ahead."""

import pytest
from django.db import DatabaseError, connection

from referrals import warming
from referrals.search import contacts

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(monkeypatch):
    """An empty shelf in place of the process's own."""
    empty = contacts.Shelf(contacts.MOST)
    monkeypatch.setattr("referrals.search.SHELF", empty)
    return empty


def test_the_first_page_finds_its_cards_made(shipped, shelf, client):
    warming.show_first()
    kept = [kept for _revision, kept in shelf._kept.values()]
    assert len(kept) > 500
    assert all(one.markup for one in kept)
    before = dict(shelf._kept)
    assert client.get("/").status_code == 200
    assert dict(shelf._kept) == before


def test_a_server_starts_though_the_database_is_gone(monkeypatch, caplog):
    def gone(*_args, **_kwargs):
        raise DatabaseError("a word of a search")

    monkeypatch.setattr(warming, "Search", gone)
    monkeypatch.setattr(connection, "close", lambda: None)
    monkeypatch.setattr(warming.gc, "freeze", lambda: None)
    warming.warm()
    assert "DatabaseError" in caplog.text
    assert "a word of a search" not in caplog.text
