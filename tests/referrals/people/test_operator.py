"""For the day when no administrator can get in: commands of whoever runs the server."""

import re
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from referrals import people
from referrals.models import PersonChange
from tests.authenticator import Authenticator
from tests.cast import PASSPHRASE

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return re.search(r"/join/[^/]+/$", out.getvalue().strip())[0]


def test_the_first_administrator_comes_in_by_a_link(client):
    link = run("invite", "administrator", "--label", "Ruth")
    client.post(link, {"name": "ruth", "password": PASSPHRASE, "again": PASSPHRASE})
    assert people.role_of(get_user_model().objects.get(username="ruth")) == "administrator"
    assert [(line.action, line.by) for line in PersonChange.objects.order_by("id")] == [
        ("invited", "the operator"), ("joined", "ruth"),
    ]  # fmt: skip


def test_an_administrator_who_lost_everything_gets_in_again(client):
    people.ensure_roles()
    ruth = people.add_person("ruth", "administrator", PASSPHRASE)
    Authenticator.of(ruth)
    link = run("reset_access", "ruth")
    assert people.factors.authenticator(ruth) is None
    assert client.post("/sign-in/", {"username": "ruth", "password": PASSPHRASE}).status_code == 200, "refused"
    new = "a new long passphrase"
    client.post(link, {"password": new, "again": new})
    assert client.post("/sign-in/", {"username": "ruth", "password": new})["Location"] == "/sign-in/authenticator/"


def test_a_name_nobody_has_is_said():
    people.ensure_roles()
    with pytest.raises(CommandError, match="Nobody signs in as “ruth”"):
        run("reset_access", "ruth")


def test_whoever_is_deactivated_stays_out():
    people.ensure_roles()
    ruth = people.add_person("ruth", "provider", PASSPHRASE)
    people.deactivate(ruth, by=people.OPERATOR, now=ruth.date_joined)
    with pytest.raises(CommandError, match="Reactivate them first"):
        run("reset_access", "ruth")


def test_nobody_can_be_called_the_operator(client):
    link = run("invite", "provider")
    page = client.post(link, {"name": people.OPERATOR, "password": PASSPHRASE, "again": PASSPHRASE})
    assert page.status_code == 400
    assert not get_user_model().objects.exists()
