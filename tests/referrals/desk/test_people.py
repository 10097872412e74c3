"""People at the desk: administrators see who may do what, change it, and hand out links that are shown once."""

import re
from html import unescape

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext

from referrals import people
from referrals.models import Invitation, PersonChange
from tests.cast import PASSPHRASE, signed_in

pytestmark = pytest.mark.django_db
DESK = "/curate/people/"


def text(response) -> str:
    return " ".join(response.content.decode().split())


def ana(role: str = people.CURATOR):
    people.ensure_roles()
    return people.add_person("ana", role, PASSPHRASE)


def change(client, one, do: str, **more):
    return client.post(f"{DESK}{one.pk}/", {"do": do, "seen": 0} | more, follow=True)


def invite(client, role: str = "curator", **more) -> str:
    """The link, as the page shows it."""
    page = client.post(DESK, {"do": "invite", "role": role} | more).content.decode()
    return unescape(re.search(r'id="link" value="([^"]+)"', page)[1])


def test_everybody_is_there_with_role_and_access(administrator):
    ana()
    people.deactivate(ana_gone := people.add_person("gone", people.PROVIDER, PASSPHRASE), by="administrator",
                      now=ana_gone.date_joined)  # fmt: skip
    page = text(administrator.get(DESK))
    for words in ("ana</a></th><td>Curator</td> <td>active", "gone</a></th><td>Provider</td> <td>deactivated"):
        assert words in page
    assert ">administrator</a></th><td>Administrator</td>" in page


def test_the_section_is_on_the_desk_of_administrators_alone(administrator, curator):
    assert 'href="/curate/people/"' in text(administrator.get("/curate/"))
    assert "/curate/people/" not in text(curator.get("/curate/"))


def test_a_link_is_shown_once_and_lets_somebody_in(administrator, client):
    link = invite(administrator, label="Eva of the clinic")
    assert link.startswith("http://testserver/join/")
    token = link.split("/")[-2]
    page = text(administrator.get(DESK))
    assert token not in page
    assert "Curator: Eva of the clinic" in page
    assert client.get(link).status_code == 200


def test_a_link_is_in_no_cookie_and_on_no_later_page(administrator):
    response = administrator.post(DESK, {"do": "invite", "role": "curator"})
    assert response["Cache-Control"] == "no-store"
    assert "/join/" not in f"{response.cookies} {response.headers}"


def test_an_invitation_is_revoked(administrator, client):
    link = invite(administrator)
    revoked = {"do": "revoke", "invitation": Invitation.objects.get().pk}
    assert "The link works no more." in text(administrator.post(DESK, revoked, follow=True))
    assert client.get(link).status_code == 404
    assert "used or revoked already" in text(administrator.post(DESK, revoked, follow=True))


@pytest.mark.parametrize("posted", [{"do": "invite"}, {"do": "invite", "role": "king"}, {"do": "x"}, {}])
def test_what_is_no_role_is_said(administrator, posted):
    assert "Choose a role." in text(administrator.post(DESK, posted, follow=True))
    assert not Invitation.objects.exists()


def test_what_is_no_invitation_is_not_found(administrator):
    for pk in ("x", "999", "9" * 30, ""):
        assert administrator.post(DESK, {"do": "revoke", "invitation": pk}).status_code == 404
    assert administrator.get(f"{DESK}999/").status_code == 404


def test_role_and_access_are_changed_and_told(administrator):
    one = ana()
    assert "The role is changed." in text(change(administrator, one, "role", role="provider"))
    seen = PersonChange.objects.first().pk
    assert "They cannot sign in any more." in text(change(administrator, one, "deactivate", seen=seen))
    seen = PersonChange.objects.first().pk
    page = text(change(administrator, one, "reactivate", seen=seen))
    assert "They may sign in again." in page
    assert "<del>Curator</del> <ins>Provider</ins>" in page
    assert "administrator ·" in page


def test_a_reset_shows_a_link_once(administrator, client):
    page = text(change(administrator, ana(), "reset"))
    assert "A link for ana" in page
    assert "/join/" in page
    assert "/join/" not in text(administrator.get(DESK))
    assert not client.login(username="ana", password=PASSPHRASE)
    assert "chooses a new passphrase" in text(administrator.get(DESK))


def test_upon_an_old_state_nothing_is_done(administrator):
    one = ana()
    change(administrator, one, "role", role="provider")
    assert "administrator changed it meanwhile" in text(change(administrator, one, "deactivate"))
    assert "Choose what to change." in text(change(administrator, one, "burn"))
    one.refresh_from_db()
    assert one.is_active


@pytest.mark.parametrize("do", ["role", "deactivate", "reset"])
def test_nobody_takes_themselves_out(administrator, do):
    me = get_user_model().objects.get()
    page = change(administrator, me, do, role="provider")
    assert "Nobody changes their own access" in text(page)
    me.refresh_from_db()
    assert (people.role_of(me), me.is_active, me.has_usable_password()) == ("administrator", True, True)
    assert 'value="deactivate"' not in text(administrator.get(f"{DESK}{me.pk}/"))


def test_names_and_labels_that_are_markup_are_words(administrator):
    people.add_person("ana", people.PROVIDER, PASSPHRASE)
    invite(administrator, label="<script>alert(1)</script>\x00")
    assert "<script>alert" not in text(administrator.get(DESK))


def test_pages_take_the_same_queries_for_few_and_for_many(administrator):
    one = ana()
    addresses = (DESK, f"{DESK}{one.pk}/")
    invite(administrator)
    few = [queries(administrator, address) for address in addresses]
    for n in range(12):
        people.add_person(f"person{n}", people.ROLES[n % 3], PASSPHRASE)
        invite(administrator, label=f"{n}")
    assert [queries(administrator, address) for address in addresses] == few
    assert max(few) <= 15


def queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


class TestNoWayAround:
    """Django's admin shows people, and changes nobody."""

    @pytest.mark.parametrize("path", ["user/", "user/{}/change/", "group/", "user/{}/history/"])
    def test_administrators_look(self, administrator, path):
        assert administrator.get(f"/admin/auth/{path.format(ana().pk)}").status_code == 200

    @pytest.mark.parametrize("path", ["user/", "user/{}/change/", "group/"])
    def test_curators_and_providers_do_not(self, curator, provider, path):
        for client in (curator, provider):
            assert client.get(f"/admin/auth/{path.format(ana_once().pk)}", follow=True).status_code == 403

    @pytest.mark.parametrize("path", ["user/add/", "user/{}/change/", "user/{}/delete/", "group/add/"])
    def test_nothing_is_changed_there_even_by_administrators(self, administrator, path):
        one = ana()
        posted = {"username": "other", "is_active": "", "is_superuser": "on", "post": "yes", "name": "x"}
        assert administrator.post(f"/admin/auth/{path.format(one.pk)}", posted).status_code == 403
        one.refresh_from_db()
        assert (one.username, one.is_active, one.is_superuser) == ("ana", True, False)

    def test_nobody_sets_anothers_passphrase_there(self, administrator):
        assert administrator.get(f"/admin/auth/user/{ana().pk}/password/", follow=True).status_code in {404, 200}
        assert "password1" not in text(administrator.get(f"/admin/auth/user/{ana_once().pk}/password/", follow=True))

    def test_the_list_has_no_action_that_deletes(self, administrator):
        one = ana()
        posted = {"action": "delete_selected", "_selected_action": [one.pk], "post": "yes"}
        administrator.post("/admin/auth/user/", posted)
        assert get_user_model().objects.filter(pk=one.pk).exists()


def ana_once():
    return get_user_model().objects.filter(username="ana").first() or ana()


def test_an_administrator_who_was_demoted_meanwhile_changes_nobody():
    first, second = signed_in("administrator"), people.add_person("second", people.ADMINISTRATOR, PASSPHRASE)
    me = get_user_model().objects.get(username="administrator")
    people.change_role(me, role=people.CURATOR, by="second", now=second.date_joined)
    assert change(first, second, "deactivate").redirect_chain[0][0].startswith("/sign-in/"), "and has to sign in again"
    second.refresh_from_db()
    assert second.is_active
