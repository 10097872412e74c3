"""Signing in: a passphrase and, for whoever may decide, a code; nobody learns who is known."""

import logging
import re
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from referrals import people
from referrals.models import PersonChange, RecoveryCode, SignIn
from referrals.views import halfway, signing_in
from tests.authenticator import Authenticator
from tests.cast import PASSPHRASE

pytestmark = pytest.mark.django_db
DOOR, CODE, SET_UP = "/sign-in/", "/sign-in/code/", "/sign-in/authenticator/"


def text(response) -> str:
    return " ".join(unescape(response.content.decode()).split())


def person(role: str, name: str = "ana"):
    people.ensure_roles()
    return people.add_person(name, role, PASSPHRASE)


def give(client, passphrase: str = PASSPHRASE, name: str = "ana", **more):
    return client.post(DOOR, {"username": name, "password": passphrase} | more)


def is_in(client) -> bool:
    return client.get("/account/").status_code == 200


def shown_key(page) -> str:
    return re.search(r'class="key">([A-Z2-7 ]+)<', page.content.decode())[1]


class CountingHasher(MD5PasswordHasher):
    hashed = 0

    def encode(self, password, salt):
        type(self).hashed += 1
        return super().encode(password, salt)


@pytest.fixture
def curator_with_one():
    """(somebody, their authenticator)."""
    one = person(people.CURATOR)
    return one, Authenticator.of(one)


class TestThePassphrase:
    def test_is_enough_for_a_provider(self, client):
        person(people.PROVIDER)
        assert give(client, next="/forum/")["Location"] == "/forum/"
        assert is_in(client)

    @pytest.mark.parametrize("role", [people.CURATOR, people.ADMINISTRATOR])
    def test_alone_lets_nobody_in_who_may_decide(self, client, role):
        person(role)
        assert give(client)["Location"] == SET_UP
        assert not is_in(client)
        assert client.get("/curate/").status_code == client.get("/admin/").status_code == 302

    def test_of_a_superuser_made_by_command_is_not_enough_either(self, client):
        get_user_model().objects.create_superuser("root", password=PASSPHRASE)
        assert give(client, name="root")["Location"] == SET_UP

    def test_may_be_long_have_spaces_and_be_pasted(self, client):
        one = person(people.PROVIDER)
        long = "a sentence of 128 letters, pasted " * 4
        one.set_password(long)
        one.save()
        assert give(client, long).status_code == 302

    def test_that_is_wrong_is_refused_in_the_same_words_whoever_it_is(self, client):
        person(people.CURATOR)
        gone = person(people.PROVIDER, "gone")
        gone.is_active = False
        gone.save()
        said = [give(client, "wrong" if name == "ana" else PASSPHRASE, name) for name in ("ana", "gone", "nobody")]
        pages = {re.sub(r'value="[^"]*"', "", text(page)) for page in said}
        assert len(pages) == 1
        assert {page.status_code for page in said} == {200}

    def test_leads_nowhere_else(self, client):
        person(people.PROVIDER)
        for place in (
            "https://elsewhere.example/",
            "//elsewhere.example",
            "/\\elsewhere.example",
            "javascript:alert(1)",
        ):
            assert give(Client(), next=place)["Location"] == "/"


class TestTheCode:
    def test_is_asked_after_the_passphrase(self, client, curator_with_one):
        _, authenticator = curator_with_one
        assert give(client, next="/curate/")["Location"] == CODE
        assert not is_in(client)
        answer = client.post(CODE, {"code": authenticator.code()})
        assert (answer.status_code, answer["Location"]) == (302, "/curate/")
        assert client.get("/curate/").status_code == 200

    def test_may_be_typed_with_a_space(self, client, curator_with_one):
        code = curator_with_one[1].code()
        give(client)
        client.post(CODE, {"code": f" {code[:3]} {code[3:]} "})
        assert is_in(client)

    def test_works_once(self, curator_with_one):
        code = curator_with_one[1].code()
        first, second = Client(), Client()
        for client in (first, second):
            give(client)
            client.post(CODE, {"code": code})
        assert (is_in(first), is_in(second)) == (True, False)

    @pytest.mark.parametrize(
        "code", ["", "000000", "12345", "1234567", "abcdef", "１２３４５６", "\x00", "-1", "0x1234"]
    )
    def test_that_is_wrong_is_refused(self, client, curator_with_one, code):
        give(client)
        page = client.post(CODE, {"code": code})
        assert page.status_code == 400
        assert "That code does not fit." in text(page)
        assert not is_in(client)

    def test_of_somebody_else_is_wrong(self, client, curator_with_one):
        other = Authenticator.of(person(people.CURATOR, "ben"))
        give(client)
        assert client.post(CODE, {"code": other.code()}).status_code == 400

    def test_five_wrong_ones_ask_for_the_passphrase_again(self, client, curator_with_one):
        give(client)
        for _ in range(halfway.TRIES):
            answer = client.post(CODE, {"code": "000000"})
        assert answer["Location"] == DOOR
        assert client.get(CODE)["Location"] == DOOR

    def test_after_wrong_ones_a_right_one_has_to_wait_and_the_page_says_how_long(self, client, curator_with_one):
        _, authenticator = curator_with_one
        give(client)
        client.post(CODE, {"code": "000000"})
        page = client.post(CODE, {"code": authenticator.code()})
        assert page.status_code == 400
        assert re.search(r"wait \d+ second", text(page))

    def test_is_not_asked_without_a_passphrase(self, client, curator_with_one):
        assert client.get(CODE)["Location"] == DOOR
        assert client.post(CODE, {"code": curator_with_one[1].code()})["Location"] == DOOR
        assert not is_in(client)

    @pytest.mark.parametrize("changed", ["passphrase", "deactivated", "late"])
    def test_ends_what_was_half_done(self, client, curator_with_one, changed, monkeypatch):
        one, authenticator = curator_with_one
        give(client)
        if changed == "passphrase":
            one.set_password("another long passphrase")
        one.is_active = changed != "deactivated"
        one.save()
        if changed == "late":
            later = timezone.now() + timedelta(minutes=halfway.MINUTES, seconds=1)
            monkeypatch.setattr(halfway.timezone, "now", lambda: later)
        assert client.post(CODE, {"code": authenticator.code()})["Location"] == DOOR
        assert not is_in(client)

    def test_is_asked_of_a_provider_who_wants_it(self, client):
        one = person(people.PROVIDER)
        Authenticator.of(one)
        assert give(client)["Location"] == CODE


class TestSettingUp:
    def test_at_the_first_sign_in_the_key_is_shown_and_counts_when_a_code_was_given(self, client):
        one = person(people.CURATOR)
        give(client, next="/curate/")
        page = client.get(SET_UP)
        assert 'src="data:image/svg+xml' in page.content.decode()
        authenticator = Authenticator(shown_key(page))
        done = client.post(SET_UP, {"code": authenticator.code()})
        assert done.status_code == 200
        assert 'href="/curate/"' in text(done)
        assert client.get("/curate/").status_code == 200
        assert [line.action for line in PersonChange.objects.filter(person=one.username)] == ["enrolled"]

    def test_a_wrong_code_sets_nothing_up(self, client):
        one = person(people.CURATOR)
        give(client)
        client.get(SET_UP)
        assert client.post(SET_UP, {"code": "000000"}).status_code == 400
        assert people.factors.authenticator(one) is None
        assert not is_in(client)

    def test_a_key_that_was_shown_and_not_confirmed_is_worth_nothing_later(self, client):
        """Somebody else may have seen it."""
        one = person(people.CURATOR)
        stranger = Client()
        give(stranger)
        seen = Authenticator(shown_key(stranger.get(SET_UP)))
        give(client)
        own = Authenticator(shown_key(client.get(SET_UP)))
        assert seen.key != own.key
        assert stranger.post(SET_UP, {"code": seen.code()})["Location"] == DOOR
        client.post(SET_UP, {"code": own.code()})
        assert people.factors.authenticator(one).bin_key == own.key

    def test_who_has_one_cannot_set_up_another_by_passphrase_alone(self, client, curator_with_one):
        give(client)
        assert client.get(SET_UP)["Location"] == DOOR
        assert client.post(SET_UP, {"code": "000000"})["Location"] == DOOR
        assert TOTPDevice.objects.count() == 1


class TestRecoveryCodes:
    @pytest.fixture
    def codes(self, client):
        person(people.CURATOR)
        give(client)
        authenticator = Authenticator(shown_key(client.get(SET_UP)))
        page = client.post(SET_UP, {"code": authenticator.code()})
        client.post("/sign-out/")
        return re.findall(r"<li><code>([A-Z2-7 ]+)</code>", page.content.decode())

    def test_are_eight_and_kept_as_hashes(self, codes):
        assert len(set(codes)) == 8
        kept = RecoveryCode.objects.values_list("code_hash", flat=True)
        assert not {code.replace(" ", "") for code in codes} & set(kept)

    def test_each_takes_the_authenticators_place_once_however_it_is_typed(self, codes):
        for typed, allowed in ((codes[0].lower().replace(" ", ""), True), (codes[0], False), (codes[1], True)):
            client = Client()
            give(client)
            client.post(CODE, {"code": typed})
            assert is_in(client) == allowed
        assert PersonChange.objects.filter(action="recovered").count() == 2
        assert [str(code) for code in RecoveryCode.objects.order_by("used_at")].count("used") == 2

    def test_is_taken_while_codes_have_to_wait(self, client, codes):
        give(client)
        client.post(CODE, {"code": "000000"})
        client.post(CODE, {"code": codes[0]})
        assert is_in(client)


class TestGuessing:
    def test_ten_wrong_passphrases_for_a_name_make_that_address_wait_even_with_the_right_one(self, client):
        person(people.PROVIDER)
        for _ in range(signing_in.WRONG_FOR_ONE):
            assert give(client, "wrong").status_code == 200
        refused = give(client)
        assert refused.status_code == 429
        assert 0 < int(refused["Retry-After"]) <= signing_in.QUARTER

    def test_keeps_nobody_else_out(self, client):
        person(people.PROVIDER)
        person(people.PROVIDER, "ben")
        for _ in range(signing_in.WRONG_FOR_ONE):
            give(client, "wrong")
        assert give(Client(), name="ben").status_code == 302, "at the same address"
        assert give(Client(REMOTE_ADDR="203.0.113.9")).status_code == 302, "elsewhere"

    def test_is_limited_whatever_the_names(self, client):
        for number in range(signing_in.WRONG.times):
            give(client, "wrong", f"somebody{number}")
        assert give(client, "wrong", "one more").status_code == 429

    def test_right_passphrases_do_not_count(self, client):
        person(people.PROVIDER)
        for _ in range(signing_in.WRONG_FOR_ONE + 1):
            assert give(Client()).status_code == 302

    def test_what_was_typed_stands_in_no_log(self, client, caplog):
        """Names, too: people type their passphrase into the wrong field."""
        with caplog.at_level(logging.INFO):
            give(client, "hunter2-canary", "canary\r\nforged line")
        assert "refused: a wrong name or passphrase" in caplog.text
        assert "canary" not in caplog.text
        assert "127.0.0.1" not in caplog.text

    def test_a_name_that_is_not_known_takes_as_long_as_one_that_is(self, client, settings):
        """The passphrase is hashed either way; counted, since time on a busy machine says nothing."""
        settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
        person(people.PROVIDER)
        for name in ("ana", "nobody"):
            CountingHasher.hashed = 0
            give(client, "wrong", name)
            assert CountingHasher.hashed == 1, name


class TestSessions:
    def test_a_new_key_at_sign_in(self, client):
        person(people.PROVIDER)
        client.get("/sign-in/")
        planted = client.session.session_key
        give(client)
        assert client.session.session_key != planted

    def test_no_session_says_where_somebody_is(self, client):
        person(people.PROVIDER)
        give(client)
        assert {field.name for field in SignIn._meta.get_fields()} == {
            "session_key", "session_data", "expire_date", "person", "since", "used_at",
        }  # fmt: skip

    def test_end_after_an_hour_without_use(self, provider):
        SignIn.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
        assert not is_in(provider)

    def test_live_on_while_they_are_used_but_not_beyond_twelve_hours(self, provider, monkeypatch):
        start = timezone.now()
        for minutes in (50, 100, 150, 700):
            clock = start + timedelta(minutes=minutes)
            if minutes == 700:  # as if somebody had gone on all day
                SignIn.objects.update(expire_date=clock + timedelta(minutes=10))
            monkeypatch.setattr(timezone, "now", lambda clock=clock: clock)
            assert is_in(provider), minutes
        assert SignIn.objects.get().expire_date <= start + timedelta(hours=12, seconds=5)

    def test_a_page_view_writes_at_most_every_few_minutes(self, provider):
        provider.get("/healthz")
        before = SignIn.objects.get().used_at
        provider.get("/about/")
        assert SignIn.objects.get().used_at == before

    @pytest.mark.parametrize("act", [
        lambda one, by, now: people.change_role(one, role="curator", by=by, now=now),
        lambda one, by, now: people.deactivate(one, by=by, now=now),
        lambda one, by, now: people.reset(one, by=by, now=now),
    ], ids=["role", "deactivated", "reset"])  # fmt: skip
    def test_end_when_the_access_changes(self, provider, administrator, act):
        """So no session has more rights than its sign-in was asked to prove."""
        act(get_user_model().objects.get(username="provider"), "administrator", timezone.now())
        assert not is_in(provider)
        assert is_in(administrator)

    def test_sign_out_asks_the_browser_to_forget(self, provider):
        assert provider.post("/sign-out/")["Clear-Site-Data"] == '"cache", "cookies", "storage"'
        assert not is_in(provider)

    def test_ended_ones_are_deleted_when_somebody_signs_in(self, client, provider):
        SignIn.objects.update(expire_date=timezone.now() - timedelta(days=1))
        person(people.PROVIDER)
        give(client)
        assert SignIn.objects.count() == 1


def test_people_are_let_in_at_one_place_alone():
    """Where both steps were made: no other module may sign anybody in."""
    root = Path(signing_in.__file__).resolve().parents[2]
    calls = re.compile(r"(?<![\w.])(?:auth_)?login\(|auth\.login\(")
    found = [path.name for app in ("referrals", "forum") for path in (root / app).rglob("*.py")
             if calls.search(re.sub(r"def login\(", "", path.read_text()))]  # fmt: skip
    assert found == ["halfway.py"]
