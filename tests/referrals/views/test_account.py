"""One's own access: whatever changes how somebody gets in asks for the passphrase again."""

import re
from html import unescape

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from referrals import people
from referrals.models import PersonChange, SignIn
from referrals.people import factors
from tests.authenticator import Authenticator
from tests.cast import PASSPHRASE, signed_in

pytestmark = pytest.mark.django_db
ACCOUNT, CHANGE, SET_UP, CODES = "/account/", "/account/passphrase/", "/account/authenticator/", "/account/codes/"
NEW = "quite another passphrase"


def text(response) -> str:
    return " ".join(unescape(response.content.decode()).split())


def named(name: str):
    return get_user_model().objects.get(username=name)


def again(name: str = "provider") -> Client:
    """The same person in another browser."""
    client = Client()
    client.force_login(named(name))
    return client


def prove(client, page: str):
    return client.post(page, {"current": PASSPHRASE}, follow=True)


def codes(page) -> list[str]:
    return re.findall(r"<li><code>([A-Z2-7 ]+)</code>", page.content.decode())


@pytest.mark.parametrize("page", [ACCOUNT, CHANGE, SET_UP, CODES])
def test_it_is_for_whoever_is_signed_in(client, page):
    for method in ("get", "post"):
        assert getattr(client, method)(page)["Location"] == f"/sign-in/?next={page}"


def test_it_is_one_click_away(provider):
    assert 'href="/account/"' in provider.get("/about/").content.decode()


class TestPassphrase:
    def test_it_changes_for_whoever_knows_the_old_one(self, provider):
        provider.post(CHANGE, {"current": PASSPHRASE, "password": NEW, "again": NEW})
        assert named("provider").check_password(NEW)
        assert provider.get(ACCOUNT).status_code == 200
        assert PersonChange.objects.get().action == "renewed"

    def test_other_sessions_end(self, provider):
        elsewhere = again()
        provider.post(CHANGE, {"current": PASSPHRASE, "password": NEW, "again": NEW})
        assert elsewhere.get(ACCOUNT).status_code == 302

    @pytest.mark.parametrize(
        ("given", "told"),
        [
            ({"current": "wrong"}, "That is not your passphrase."),
            ({"again": "something else entirely"}, "The two are not the same."),
            ({"password": "too short", "again": "too short"}, "too short"),
            ({"password": "1q2w3e4r5t6y7u8i9o0p", "again": "1q2w3e4r5t6y7u8i9o0p"}, "too common"),
            ({"current": ""}, "This field is required."),
        ],
    )
    def test_else_nothing_changes_and_it_says_why(self, provider, given, told):
        page = provider.post(CHANGE, {"current": PASSPHRASE, "password": NEW, "again": NEW} | given)
        assert page.status_code == 400
        assert told in text(page)
        assert named("provider").check_password(PASSPHRASE)

    def test_guessing_it_in_an_open_session_is_limited(self, provider):
        answers = [provider.post(CHANGE, {"current": "wrong"}).status_code for _ in range(21)]
        assert (answers[-2], answers[-1]) == (400, 429)

    def test_it_is_in_no_page(self, provider):
        assert NEW not in text(provider.post(CHANGE, {"current": "wrong", "password": NEW, "again": NEW}))


class TestAuthenticator:
    @pytest.mark.parametrize("page", [SET_UP, CODES])
    def test_the_passphrase_is_asked_first(self, curator, page):
        Authenticator.of(named("curator"))
        assert "Your passphrase now" in text(curator.get(page))
        assert "That is not your passphrase." in text(curator.post(page, {"current": "wrong"}))
        assert not codes(curator.post(page)), "nor does a form without it do anything"

    def test_a_provider_sets_one_up_and_gets_codes(self, provider):
        key = re.search(r'class="key">([A-Z2-7 ]+)<', prove(provider, SET_UP).content.decode())[1]
        assert text(provider.get(SET_UP)).count(key) == 1, "the same one while it waits"
        assert len(codes(provider.post(SET_UP, {"code": Authenticator(key).code()}))) == 8
        assert factors.authenticator(named("provider"))
        assert "8 recovery codes are left." in text(provider.get(ACCOUNT))

    def test_another_takes_the_place_of_the_first_only_with_a_code(self, curator):
        old = Authenticator.of(named("curator"))
        key = re.search(r'class="key">([A-Z2-7 ]+)<', prove(curator, SET_UP).content.decode())[1]
        curator.post(SET_UP, {"code": "000000"})
        assert factors.authenticator(named("curator")).bin_key == old.key
        # django-otp lets the next code wait a second after a wrong one
        device = factors.begun(named("curator"), curator.session["authenticator"])
        device.throttle_reset()
        curator.post(SET_UP, {"code": Authenticator(key).code()})
        assert factors.authenticator(named("curator")).bin_key == Authenticator(key).key

    def test_a_provider_may_go_without(self, provider):
        Authenticator.of(named("provider"))
        prove(provider, SET_UP)
        provider.post(SET_UP, {"do": "remove"})
        assert factors.authenticator(named("provider")) is None

    def test_whoever_may_decide_may_not(self, curator):
        Authenticator.of(named("curator"))
        prove(curator, SET_UP)
        page = curator.post(SET_UP, {"do": "remove"}, follow=True)
        assert "Whoever may decide at the desk needs a second factor." in text(page)
        assert factors.authenticator(named("curator"))

    def test_new_codes_end_the_old(self, curator):
        Authenticator.of(named("curator"))
        old = factors.renew_codes(named("curator"), now=named("curator").date_joined)
        prove(curator, CODES)
        new = codes(curator.post(CODES))
        assert len(new) == 8
        assert not factors.check(named("curator"), old[0], now=named("curator").date_joined)
        assert factors.check(named("curator"), new[0], now=named("curator").date_joined)

    def test_there_are_no_codes_without_one(self, provider):
        prove(provider, CODES)
        assert provider.post(CODES)["Location"] == ACCOUNT


class TestSignedIn:
    def test_every_session_is_listed_without_saying_where_it_is(self, provider):
        again()
        page = text(provider.get(ACCOUNT))
        assert page.count("last used at") == 2
        assert page.count("<strong>here</strong>") == 1

    def test_all_others_end_at_once(self, provider, curator):
        elsewhere = again()
        page = provider.post(ACCOUNT, follow=True)
        assert "Signed out everywhere else (1)." in text(page)
        assert elsewhere.get(ACCOUNT).status_code == 302
        assert curator.get(ACCOUNT).status_code == 200, "nobody else's"


class TestAdministrators:
    def test_take_an_authenticator_away_from_whoever_lost_it(self, administrator, curator):
        one = named("curator")
        Authenticator.of(one)
        factors.renew_codes(one, now=one.date_joined)
        seen = PersonChange.objects.filter(person="curator").first().pk
        administrator.post(f"/curate/people/{one.pk}/", {"do": "factor", "seen": seen})
        assert factors.authenticator(one) is None
        assert factors.recovery_codes_left(one) == 0
        assert not SignIn.objects.filter(person=one).exists()
        line = PersonChange.objects.filter(person="curator").first()
        assert (line.action, line.by) == ("dropped", "administrator")

    def test_not_from_themselves_nor_where_there_is_none(self, administrator):
        with pytest.raises(people.NotAllowed, match="Nobody changes their own access"):
            people.take_factor(named("administrator"), by="administrator", now=named("administrator").date_joined)
        signed_in("curator")
        with pytest.raises(people.NotAllowed, match="no authenticator"):
            people.take_factor(named("curator"), by="administrator", now=named("administrator").date_joined)

    def test_see_nobodys_key(self, administrator):
        """Django's admin would show it."""
        Authenticator.of(named("administrator"))
        assert "otp_totp" not in administrator.get("/admin/").content.decode()
        assert administrator.get("/admin/otp_totp/totpdevice/").status_code == 404
