"""The page of components is for developers and staff."""

import pytest

from referrals.people import add_person, ensure_roles

pytestmark = pytest.mark.django_db


def test_for_everybody_else_there_is_no_such_page(shipped, client):
    assert client.get("/components/").status_code == 404
    ensure_roles()
    client.force_login(add_person("pat", "provider", "a long passphrase"))
    assert client.get("/components/").status_code == 404


def test_staff_see_every_part_and_no_contact_of_the_site(shipped, client):
    ensure_roles()
    client.force_login(add_person("cat", "curator", "a long passphrase"))
    response = client.get("/components/")
    assert response.status_code == 200
    shown = response.content.decode()
    for part in ("fresh current", "fresh ageing", "fresh stale", "fresh unverified", "card named", "chip",
                 "tile", "problem", "role host", "field bad", "pages", "call", "note", "caution", "empty"):  # fmt: skip
        assert f'class="{part}' in shown or f" {part}" in shown, part
    assert "North Carolina Justice Center" not in shown


def test_it_is_there_while_developing(shipped, client, settings):
    settings.DEBUG = True
    assert client.get("/components/").status_code == 200
