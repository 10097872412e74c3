"""The cast: one person of each role, with a client of their own; a visitor is pytest-django's `client`."""

import pytest
from django.test import Client

from referrals import people

PASSPHRASE = "a long enough passphrase"


def signed_in(role: str) -> Client:
    """The client of a new person, whose name is that of the role."""
    people.ensure_roles()
    client = Client()
    client.force_login(people.add_person(role, role, PASSPHRASE))
    return client


@pytest.fixture
def provider(db) -> Client:
    return signed_in(people.PROVIDER)


@pytest.fixture
def curator(db) -> Client:
    return signed_in(people.CURATOR)


@pytest.fixture
def administrator(db) -> Client:
    return signed_in(people.ADMINISTRATOR)
