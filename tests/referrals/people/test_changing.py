"""What administrators change about people: there is always one left, and the history says who did what."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission

from referrals import people
from referrals.models import Invitation, PersonChange
from tests.cast import PASSPHRASE
from tests.sent import listed

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def cast():
    people.ensure_roles()
    for name, role in (("root", "administrator"), ("ruth", "administrator"), ("ana", "curator"), ("pia", "provider")):
        people.add_person(name, role, PASSPHRASE)


def named(name: str):
    return get_user_model().objects.get(username=name)


def role(name: str) -> str:
    return people.role_of(named(name))


ACTS = {
    "role": lambda person, by: people.change_role(person, role="provider", by=by, now=NOON),
    "deactivate": lambda person, by: people.deactivate(person, by=by, now=NOON),
    "reset": lambda person, by: people.reset(person, by=by, now=NOON),
}
act = pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)


class TestWhoMay:
    @act
    @pytest.mark.parametrize("by", ["ana", "pia", "nobody", ""])
    def test_only_an_administrator_changes_anything(self, act, by):
        with pytest.raises(people.NotAllowed, match="Only an administrator"):
            act(named("ruth"), by)
        assert not PersonChange.objects.exists()

    @act
    def test_nobody_changes_their_own_access(self, act):
        with pytest.raises(people.NotAllowed, match="another administrator"):
            act(named("root"), "root")
        assert (role("root"), named("root").has_usable_password()) == ("administrator", True)

    @act
    def test_so_there_is_always_an_administrator(self, act):
        """Two that would take it from each other: whoever comes second is none any more."""
        people.deactivate(named("ruth"), by="root", now=NOON)
        with pytest.raises(people.NotAllowed, match="Only an administrator"):
            act(named("root"), "ruth")
        assert people.administrators().get().username == "root"

    def test_a_superuser_made_on_the_command_line_is_an_administrator(self):
        get_user_model().objects.create_superuser("shell", password=PASSPHRASE)
        people.deactivate(named("root"), by="shell", now=NOON)
        assert role("shell") == "administrator"

    def test_the_group_alone_makes_an_administrator_of_somebody(self):
        user = get_user_model().objects.create_user("grouped")
        user.groups.add(user.groups.model.objects.get(name="administrator"))
        assert people.administrators().filter(username="grouped").exists()
        assert user.has_perm("auth.change_user")

    def test_a_curator_has_no_permission_about_people(self):
        theirs = Permission.objects.filter(group__name="curator")
        assert not theirs.filter(content_type__app_label="auth").exists()
        assert not theirs.filter(content_type__model__in=["invitation", "personchange"]).exists()
        assert theirs.filter(codename="change_resource").exists()


class TestRoles:
    @pytest.mark.parametrize(
        ("to", "staff", "superuser"),
        [("provider", False, False), ("curator", True, False), ("administrator", True, True)],
    )
    def test_a_role_is_one_group_and_what_goes_with_it(self, to, staff, superuser):
        for name in ("ruth", "ana", "pia"):
            if role(name) != to:
                people.change_role(named(name), role=to, by="root", now=NOON)
            one = named(name)
            assert [group.name for group in one.groups.all()] == [to]
            assert (one.is_staff, one.is_superuser) == (staff, superuser)

    def test_the_history_says_from_what_to_what_and_who(self):
        people.change_role(named("ana"), role="administrator", by="root", now=NOON)
        line = PersonChange.objects.get()
        assert (line.action, line.person, line.by, line.at) == ("role", "ana", "root", NOON)
        assert (line.before, line.after) == ("curator", "administrator")

    @pytest.mark.parametrize(("to", "why"), [("king", "Choose a role"), ("", "Choose a role"), ("curator", "already")])
    def test_what_is_no_other_role_is_refused(self, to, why):
        with pytest.raises(people.NotAllowed, match=why):
            people.change_role(named("ana"), role=to, by="root", now=NOON)

    def test_not_upon_an_old_state(self):
        people.change_role(named("ana"), role="provider", by="ruth", now=NOON, seen=0)
        with pytest.raises(people.ChangedMeanwhile, match="ruth changed it meanwhile"):
            people.deactivate(named("ana"), by="root", now=NOON, seen=0)
        assert named("ana").is_active


class TestDeactivating:
    def test_they_cannot_sign_in_and_whoever_was_is_signed_out(self, client):
        client.force_login(named("ana"))
        assert client.get("/curate/").status_code == 200
        people.deactivate(named("ana"), by="root", now=NOON)
        assert client.get("/curate/").status_code == 302
        assert not client.login(username="ana", password=PASSPHRASE)

    def test_the_links_they_made_and_the_links_for_them_end_with_it(self):
        people.invite(role="administrator", by="ruth", now=NOON)
        people.invite(role="curator", by="root", now=NOON)
        people.deactivate(named("ruth"), by="root", now=NOON)
        assert Invitation.objects.open(NOON).get().invited_by == "root"

    def test_so_do_those_of_an_administrator_who_is_one_no_more(self):
        people.invite(role="administrator", by="ruth", now=NOON)
        people.change_role(named("ruth"), role="curator", by="root", now=NOON)
        assert not Invitation.objects.open(NOON).exists()

    def test_they_come_back_in_their_role(self, client):
        people.deactivate(named("ana"), by="root", now=NOON)
        with pytest.raises(people.NotAllowed, match="already"):
            people.deactivate(named("ana"), by="root", now=NOON)
        people.reactivate(named("ana"), by="ruth", now=NOON)
        assert (role("ana"), client.login(username="ana", password=PASSPHRASE)) == ("curator", True)
        assert [line.action for line in PersonChange.objects.all()] == ["reactivated", "deactivated"]


class TestResetting:
    def test_the_old_passphrase_is_useless_at_once_and_the_link_gives_a_new_one(self, client):
        client.force_login(named("ana"))
        token = people.reset(named("ana"), by="root", now=NOON)
        assert client.get("/curate/").status_code == 302
        assert not client.login(username="ana", password=PASSPHRASE)
        people.renew(token, password="another long passphrase", now=NOON)
        assert client.login(username="ana", password="another long passphrase")
        assert [line.action for line in PersonChange.objects.all()] == ["renewed", "reset"]

    def test_a_second_link_ends_the_first(self):
        first = people.reset(named("ana"), by="root", now=NOON)
        people.reset(named("ana"), by="ruth", now=NOON)
        with pytest.raises(people.LinkEnded):
            people.renew(first, password=PASSPHRASE, now=NOON)

    def test_whoever_is_deactivated_gets_no_link(self):
        people.deactivate(named("ana"), by="root", now=NOON)
        with pytest.raises(people.NotAllowed, match="Reactivate"):
            people.reset(named("ana"), by="root", now=NOON)

    def test_it_makes_nobody_new(self):
        token = people.reset(named("ana"), by="root", now=NOON)
        with pytest.raises(people.LinkEnded):
            people.join(token, name="eva", password=PASSPHRASE, now=NOON)
        assert people.found(token, NOON)
        assert not get_user_model().objects.filter(username="eva").exists()


class TestInviting:
    def test_the_link_makes_one_person_in_its_role(self):
        token = people.invite(role="curator", by="root", now=NOON, label="Eva of the clinic")
        people.join(token, name="eva", password=PASSPHRASE, now=NOON)
        assert role("eva") == "curator"
        with pytest.raises(people.LinkEnded):
            people.join(token, name="eve", password=PASSPHRASE, now=NOON)
        joined, invited = PersonChange.objects.all()
        assert (joined.by, joined.person, joined.after, joined.why) == ("eva", "eva", "curator", "invited by root")
        assert (invited.by, invited.after, invited.why) == ("root", "curator", "Eva of the clinic")

    def test_of_the_token_a_hash_is_kept(self):
        token = people.invite(role="curator", by="root", now=NOON)
        assert len(token) >= 43
        assert token not in str([*Invitation.objects.values(), *PersonChange.objects.values()])

    @pytest.mark.parametrize("days", [7, 8, 400])
    def test_it_works_for_seven_days(self, days):
        token = people.invite(role="curator", by="root", now=NOON)
        assert people.found(token, NOON + timedelta(days=7, seconds=-1))
        with pytest.raises(people.LinkEnded):
            people.join(token, name="eva", password=PASSPHRASE, now=NOON + timedelta(days=days))

    def test_it_can_be_revoked_once(self):
        token = people.invite(role="curator", by="root", now=NOON)
        people.revoke(Invitation.objects.get(), by="ruth", now=NOON)
        assert people.found(token, NOON) is None
        with pytest.raises(people.LinkEnded):
            people.revoke(Invitation.objects.get(), by="ruth", now=NOON)
        assert PersonChange.objects.first().action == "revoked"

    @pytest.mark.parametrize("by", ["ana", "pia", "nobody"])
    def test_only_administrators_invite_and_revoke(self, by):
        with pytest.raises(people.NotAllowed):
            people.invite(role="provider", by=by, now=NOON)
        token = people.invite(role="curator", by="root", now=NOON)
        with pytest.raises(people.NotAllowed):
            people.revoke(Invitation.objects.get(), by=by, now=NOON)
        assert people.found(token, NOON)

    @pytest.mark.parametrize("name", ["ana", "ANA", "Root", "Import"])
    def test_nobody_takes_a_name_that_the_history_knows(self, name):
        listed()  # by “import”
        token = people.invite(role="curator", by="root", now=NOON)
        with pytest.raises(people.NotAllowed, match="has that name"):
            people.join(token, name=name, password=PASSPHRASE, now=NOON)
        assert people.found(token, NOON)  # and nothing is used up

    @pytest.mark.parametrize("token", ["", "x", "\x00", "\ud800", "a" * 10_000])
    def test_a_made_up_token_leads_nowhere(self, token):
        assert people.found(token, NOON) is None
