"""What a consumer asks of the API, what it is told when it asks wrongly, and what it never learns."""

import json

import pytest

from referrals import curation
from referrals.hsds import ids
from referrals.models import Resource
from tests.referrals.exports.test_tables import published
from tests.referrals.hsds.test_conformance import get, walk

pytestmark = pytest.mark.django_db
LEGAL, MINORS = ids.term("civil-legal"), ids.term("minors")


def names(client, path: str) -> set[str]:
    return {one["name"] for one in walk(client, path)}


def test_all_parameters_hold_together(shipped, client):
    legal, minors = (
        names(client, f"services?taxonomy_term_id={LEGAL}"),
        names(client, f"services?taxonomy_term_id={MINORS}"),
    )
    both = names(client, f"services?taxonomy_term_id={LEGAL}&taxonomy_term_id={MINORS}")
    assert both == legal & minors
    assert 0 < len(both) < len(legal)
    anywhere = names(client, f"services?taxonomy_term_id={LEGAL}&search=north+carolina")
    assert 0 < len(anywhere) < len(legal)
    assert anywhere <= legal


def test_a_taxonomy_means_any_of_its_terms(shipped, client):
    assert names(client, f"services?taxonomy_id={ids.taxonomy('kind')}") == names(client, "services")
    published("Free Office", cost="free")
    assert names(client, f"services?taxonomy_id={ids.taxonomy('cost')}") == {"Free Office"}


def test_an_organization_has_its_services(shipped, client):
    one = next(one for one in walk(client, "organizations?full=true") if len(one["services"]) > 1)
    assert {s["id"] for s in walk(client, f"services?organization_id={one['id']}")} == {
        s["id"] for s in one["services"]
    }


def test_what_changed_after_a_moment(shipped, client):
    assert names(client, "services?modified_after=2100-01-01") == set()
    resource = Resource.objects.published().first()
    curation.edit(resource, by="curator", values={"description": "New words."})
    changed = get(client, f"services/{resource.uuid}")["last_modified"]
    assert resource.name in names(client, f"services?modified_after={changed}")


def test_a_postcode_means_who_serves_its_state_and_who_serves_all(shipped, client):
    there = [one["service"] for one in walk(client, "service_at_locations?postcode=28202")]
    assert {one["base_state"] for one in there if one["coverage"] != "national"} == {"NC"}
    assert get(client, "service_at_locations?postcode=28202&proximity=100")["total_items"] == len(
        walk(client, "service_at_locations?postcode=28202")
    )


def test_terms_by_what_stands_above_them(shipped, client):
    parent = ids.term("immigration-relief")
    below = {one["code"] for one in walk(client, f"taxonomy_terms?parent_id={parent}")}
    assert "t-visa" in below
    top = walk(client, f"taxonomy_terms?top_only=true&taxonomy_id={ids.taxonomy('need')}")
    assert top
    assert all("parent_id" not in one and one["taxonomy"] == "Needs" for one in top)


@pytest.mark.parametrize("body", [
    {"data": {"search": "polaris"}},
    {"data": json.dumps({"search": "polaris", "per_page": 5, "full": False}), "content_type": "application/json"},
])  # fmt: skip
def test_a_post_asks_the_same_and_leaves_no_word_in_an_address(shipped, client, body):
    posted = client.post("/hsds/services", **body)
    assert posted.status_code == 200
    asked = get(client, "services?search=polaris")
    assert [one["id"] for one in posted.json()["contents"]] == [one["id"] for one in asked["contents"]][:5]


@pytest.mark.parametrize(
    ("path", "status", "sentence"),
    [
        ("services?page=0", 400, "page may be a whole number from 1"),
        ("services?per_page=9999", 400, "per_page may be a whole number from 1 to 500."),
        ("services?page=99999", 400, "page may be at most"),
        ("services?format=xml", 400, "format may be json or ndjson."),
        ("services?full=perhaps", 400, "full may be true or false."),
        ("services?taxonomy_term_id=minors", 400, "taxonomy_term_id may be a UUID"),
        ("services?modified_after=yesterday", 400, "modified_after may be a day or a moment"),
        ("services?modified_after=2026-02-31", 400, "modified_after may be a day or a moment"),
        ("services?colour=red", 400, "There is no parameter 'colour' here."),
        ("service_at_locations?postcode=00000", 400, "postcode may be a ZIP code"),
        (f"services/{ids.term('x')}", 404, "There is no such record."),
        (f"organizations/{ids.term('x')}", 404, "There is no such record."),
        (f"taxonomies/{ids.term('x')}", 404, "There is no such taxonomy."),
        (f"taxonomy_terms/{ids.term('x')}", 404, "There is no such term."),
    ],
)
def test_a_wrong_question_is_answered_by_a_sentence(shipped, client, path, status, sentence):
    response = client.get(f"/hsds/{path}")
    assert (response.status_code, response["Content-Type"]) == (status, "application/json")
    assert sentence in response.json()["error"]


@pytest.mark.parametrize("body", ["[1]", "{", "[" * 50_000, b"\xff", '{"page": {"a": 1}}', '{"page": null}'])
def test_a_wrong_body_is_answered_by_a_sentence(shipped, client, body):
    response = client.post("/hsds/services", body, content_type="application/json")
    assert response.status_code == 400
    assert response.json()["error"].endswith((".", "them."))


def test_methods_that_are_not_taken_are_named(shipped, client):
    response = client.delete("/hsds/services")
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, POST")
    assert client.post(f"/hsds/services/{ids.term('x')}").status_code == 405


def test_who_has_the_answer_is_not_sent_it_again_until_something_changes(shipped, client):
    first = client.get("/hsds/services?per_page=1")
    assert first["Cache-Control"] == "no-cache"
    again = client.get("/hsds/services?per_page=1", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    curation.edit(Resource.objects.published().first(), by="curator", values={"description": "New words."})
    assert client.get("/hsds/services?per_page=1", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_a_page_takes_the_same_few_queries_however_long_it_is(shipped, client, django_assert_max_num_queries):
    for path in ("services?per_page=2", "services?per_page=200", "services?per_page=200&full=true",
                 "organizations?per_page=200&full_service=true"):  # fmt: skip
        with django_assert_max_num_queries(9):
            get(client, path)


def test_what_is_not_published_is_nowhere(shipped, client):
    resource = published("Harbor House")
    assert "Harbor House" in names(client, "services")
    curation.retire(resource, by="curator", why="closed")
    assert "Harbor House" not in names(client, "services") | names(client, "organizations")
    assert client.get(f"/hsds/services/{resource.uuid}").status_code == 404
    assert client.get(f"/hsds/organizations/{resource.organization.uuid}").status_code == 404


def test_the_document_names_every_address_and_each_operation_once(shipped, client):
    said = get(client, "openapi.json")
    assert said["openapi"].startswith("3.1")
    operations = [operation for path in said["paths"].values() for operation in path.values()]
    assert len({one["operationId"] for one in operations}) == len(operations) == 16
    for path in said["paths"]:
        if "{" not in path:
            assert client.get(f"/hsds{path}").status_code == 200


def test_every_parameter_of_the_document_is_taken_and_no_other(shipped, client):
    good = {"format": "json", "taxonomy_term_id": LEGAL, "taxonomy_id": ids.taxonomy("need"), "organization_id": LEGAL,
            "modified_after": "2026-01-01", "postcode": "28202", "parent_id": LEGAL}  # fmt: skip
    for path, methods in get(client, "openapi.json")["paths"].items():
        if "{" in path:
            continue
        for parameter in methods["get"]["parameters"]:
            name = parameter["name"]
            assert client.get(f"/hsds{path}?{name}={good.get(name, '1')}").status_code == 200, (path, name)


def test_the_profile_is_a_page_for_people_and_patches_for_programs(shipped, client):
    page = client.get("/hsds/profile", headers={"Accept": "text/html"})
    assert page.status_code == 200
    for name in ("discreet_name", "contact_may_report", "menu_key", "stance"):
        assert f"<code>{name}</code>" in page.content.decode()
    patches = client.get("/hsds/profile").json()["patches"]
    assert patches["service.json"]["properties"]["coverage"]["enum"] == ["national", "states", "local", "not-stated"]
