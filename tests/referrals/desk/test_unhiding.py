"""Hidden places at the desk: one curator proposes, another confirms, and nobody else sees that there is a place."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from referrals import people
from referrals.models import Address, Resource, Unhiding
from tests.cast import PASSPHRASE
from tests.referrals.curation.test_unhiding import made, shelter

pytestmark = pytest.mark.django_db
DESK = "/curate/unhide/"


def text(response) -> str:
    return " ".join(response.content.decode().split())


def propose(client, resource, **fields):
    return client.post(f"{DESK}{resource.slug}/", {"visibility": "public"} | fields, follow=True)


def decide(client, do, **fields):
    proposal = Unhiding.objects.select_related("resource").get()
    posted = {"proposal": proposal.pk, "seen": proposal.resource.revision, "do": do}
    return client.post(DESK, posted | fields, follow=True)


def visibility() -> str:
    return Address.objects.get().visibility


def test_a_curator_proposes_and_another_person_confirms(curator, administrator):
    house = made()
    assert "Proposed. Another person confirms it." in text(propose(curator, house, why="An office."))
    page = text(administrator.get(DESK))
    assert "UTC by curator" in page
    assert "An office." in page
    assert "12 Main Street, Durham NC" in page
    assert visibility() == "hidden"
    assert "Shown from now on: Harbor House" in text(decide(administrator, "confirm"))
    assert visibility() == "public"


def test_who_proposed_it_has_no_button_and_is_refused_without_one(curator, administrator):
    propose(curator, made())
    page = text(curator.get(DESK))
    assert "somebody else confirms" in page
    assert 'value="confirm"' not in page
    assert "Somebody else has to confirm" in text(decide(curator, "confirm"))
    assert visibility() == "hidden"


def test_who_decides_alone_is_told_from_when(curator):
    propose(curator, made())
    page = text(curator.get(DESK))
    assert "You decide alone: you may confirm it from" in page
    assert 'value="confirm"' not in page
    assert "you may confirm it from" in text(decide(curator, "confirm"))


def test_it_can_be_kept_hidden(curator, administrator):
    propose(curator, made())
    assert "It stays hidden: Harbor House" in text(decide(administrator, "withdraw"))
    assert not Unhiding.objects.open().exists()
    assert visibility() == "hidden"


def test_a_record_changed_since_the_page_was_read_is_not_decided(curator, administrator):
    propose(curator, made())
    page = decide(administrator, "confirm", seen=1)
    assert "The record was changed meanwhile" in text(page)
    assert visibility() == "hidden"


@pytest.mark.parametrize("posted", [{"do": "burn"}, {"seen": "x"}, {"proposal": "9" * 30}, {"do": ""}])
def test_what_cannot_be_read_is_said_and_nothing_done(posted, curator, administrator):
    propose(curator, made())
    assert "Choose what to do" in text(decide(administrator, **{"do": "confirm"} | posted))
    assert Unhiding.objects.open().count() == 1


def test_a_refused_proposal_keeps_what_was_typed(curator):
    page = propose(curator, shelter(address=None), visibility="", city="", why="Because I say so")
    assert page.status_code == 422
    assert "Choose what to show that is hidden now." in text(page)
    assert 'value="Because I say so"' in text(page)


def test_the_admins_form_shows_no_place_that_is_hidden(curator):
    """What was possible to one person before."""
    house = made()
    address = f"/admin/referrals/resource/{house.pk}/change/"
    context = curator.get(address).context
    form = context["adminform"].form
    data = {form.add_prefix(name): form[name].value() for name in form.fields}
    for inline in context["inline_admin_formsets"]:
        forms = [inline.formset.management_form, *inline.formset.forms]
        data |= {one.add_prefix(name): one[name].value() for one in forms for name in one.fields}
    posted = {name: "" if value is None else value for name, value in data.items()} | {"address-0-visibility": "public"}
    assert "another person confirms" in text(curator.post(address, posted, follow=True))
    assert visibility() == "hidden"


@pytest.mark.parametrize("address", [DESK, f"{DESK}harbor-house/"])
def test_it_is_for_those_who_curate(address, client, provider):
    made()
    assert client.get(address).status_code == 302
    assert provider.get(address).status_code == 403
    assert provider.post(address, {"visibility": "public"}).status_code == 403
    assert not Unhiding.objects.exists()


def test_a_proposed_place_is_on_no_page_of_others(curator, client, provider):
    house = shelter()
    propose(curator, house, city="Canaryville", why="canaryreason")
    for reader in (client, provider):
        for address in ("/", f"/resources/{house.slug}/", "/resources.json?state=NC", "/resources.csv", "/list/"):
            page = reader.get(address).getvalue().decode()
            assert "12 Main Street" not in page
            assert "canary" not in page.lower()


def test_the_page_takes_the_same_queries_for_one_place_and_for_many(curator):
    people.add_person("ana", people.CURATOR, PASSPHRASE)
    propose(curator, made())
    few = queries(curator)
    for n in range(8):
        propose(curator, made(f"House {n}"))
    assert queries(curator) == few <= 15
    assert Unhiding.objects.open().count() == Resource.objects.count() == 9


def queries(client) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        client.get(DESK)
    return len(captured)
