"""The review list: a curator accepts, merges or rejects; nobody else gets there."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from referrals import curation, people
from referrals.curation import record
from referrals.models import Change, Resource
from referrals.vocabulary import Curation, Rejection
from tests.cast import signed_in

REVIEW = "/admin/referrals/suggestion/"
pytestmark = pytest.mark.django_db


def suggestion(name="Harbor House", **values):
    values = record.blank(name=name, kind="victim-services", links=[{"url": "https://harbor.example.org"}], **values)
    return curation.suggest(by="import", values=values, source="list", key=name).resource


def decide(client, action, *chosen, **data):
    data |= {"action": action, "_selected_action": [one.pk for one in chosen]}
    return client.post(REVIEW, data, follow=True).content.decode()


def test_accepting_publishes_in_the_curators_name(curator):
    waiting = suggestion()
    assert "Published: Harbor House" in decide(curator, "accept", waiting)
    waiting.refresh_from_db()
    assert waiting.curation == Curation.PUBLISHED
    assert Change.objects.filter(resource=waiting, action="publish", by="curator").exists()


def test_what_may_not_be_published_stays_and_the_page_says_why(curator):
    waiting = suggestion(in_doubt=True)
    page = decide(curator, "accept", waiting)
    assert "The whole record is in doubt" in page
    waiting.refresh_from_db()
    assert waiting.curation == Curation.SUGGESTED


def test_merging_goes_into_the_record_chosen(curator):
    kept = curation.publish(suggestion("Harbor House of Ohio"), by="curator")
    waiting = suggestion("Harbour House")
    decide(curator, "merge", waiting, into=kept.pk)
    waiting.refresh_from_db()
    assert waiting.merged_into == kept
    assert kept.organization.aliases.filter(name="Harbour House").exists()


def test_merging_without_a_record_asks_for_one(curator):
    waiting = suggestion("Lantern Line")
    assert "choose the record to merge into" in decide(curator, "merge", waiting)


def test_rejecting_needs_a_reason_and_remembers_it(curator):
    waiting = suggestion()
    assert "Choose the reason" in decide(curator, "reject", waiting, reason="")
    decide(curator, "reject", waiting, reason=Rejection.CLOSED)
    waiting.refresh_from_db()
    assert (waiting.curation, waiting.rejection) == (Curation.REJECTED, Rejection.CLOSED)


def test_an_edit_in_the_admin_is_in_the_history_with_before_and_after(curator):
    kept = curation.publish(suggestion(), by="import")
    form = curator.get(f"/admin/referrals/resource/{kept.pk}/change/").context["adminform"].form
    response = curator.post(f"/admin/referrals/resource/{kept.pk}/change/", posted(curator, kept) | {"hours": "9-5"})
    assert form.instance == kept
    assert response.status_code == 302
    change = Change.objects.filter(resource=kept, by="curator").first()
    assert change.fields == {"hours": ["", "9-5"]}


def test_an_edit_that_breaks_a_rule_is_taken_back_whole(curator):
    kept = curation.publish(suggestion(), by="import")
    data = posted(curator, kept) | {"coverage": "national", "states-TOTAL_FORMS": "1", "states-0-state": "OH"}
    page = curator.post(f"/admin/referrals/resource/{kept.pk}/change/", data, follow=True).content.decode()
    assert "A nationwide resource serves every state" in page
    kept.refresh_from_db()
    assert kept.coverage == "not-stated"
    assert not kept.states.exists()


def posted(client, resource):
    """What the change form would post unchanged."""
    page = client.get(f"/admin/referrals/resource/{resource.pk}/change/").context
    data = {name: page["adminform"].form[name].value() for name in page["adminform"].form.fields}
    for inline in page["inline_admin_formsets"]:
        formset = inline.formset
        forms = [formset.management_form, *formset.forms]
        data |= {form.add_prefix(name): form[name].value() for form in forms for name in form.fields}
    return {name: "" if value is None else value for name, value in data.items()}


@pytest.mark.parametrize("role", [None, people.PROVIDER])
def test_visitors_and_providers_are_refused(role):
    waiting = suggestion()
    client = signed_in(role) if role else Client()
    for path in (REVIEW, f"{REVIEW}{waiting.pk}/change/", "/admin/referrals/resource/", "/admin/forum/post/"):
        response = client.get(path)
        assert response.status_code == 403 if role else response.url.startswith("/admin/login/")
    decide(client, "accept", waiting)
    waiting.refresh_from_db()
    assert waiting.curation == Curation.SUGGESTED


def test_curators_do_not_manage_people(curator):
    assert curator.get("/admin/auth/user/").status_code == 403
    assert curator.post("/admin/auth/user/add/", {"username": "x"}).status_code == 403


def test_nobody_deletes_a_record_or_a_post():
    client = signed_in(people.ADMINISTRATOR)
    waiting = suggestion()
    assert client.get(f"/admin/referrals/resource/{waiting.pk}/delete/").status_code == 403


def test_the_review_list_takes_a_fixed_number_of_queries(curator, django_assert_max_num_queries):
    for n in range(12):
        suggestion(f"House Number {n}")
    with django_assert_max_num_queries(20):
        curator.get(REVIEW)


def test_demo_people_are_made_once_and_only_while_nobody_exists():
    people.ensure_roles()
    passwords = people.demo_people()
    assert set(passwords) == {"provider", "curator", "administrator"}
    assert Client().login(username="curator", password=passwords["curator"])
    assert people.demo_people() == {}
    assert get_user_model().objects.count() == 3
    assert Resource.objects.count() == 0
