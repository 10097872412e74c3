"""Every object and list of the full directory against the official schemas, and the package against its descriptor."""

import csv
import io
import json
import zipfile

import pytest
from frictionless import Package, system
from jsonschema import Draft202012Validator

from referrals.models import Resource

from .judge import PAGE, errors, of_item, of_object

pytestmark = pytest.mark.django_db
LISTS = ("services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms")
SINGULAR = {"taxonomies": "taxonomy"}


def single(name: str) -> str:
    return SINGULAR.get(name, name.removesuffix("s"))


def get(client, path: str):
    response = client.get(f"/hsds/{path}")
    assert response.status_code == 200, (path, response.content[:300])
    return response.json()


def walk(client, path: str) -> list[dict]:
    """Every object of a list, page by page."""
    found, number = [], 1
    joint = "&" if "?" in path else "?"
    while True:
        page = get(client, f"{path}{joint}per_page=200&page={number}")
        assert errors(Draft202012Validator(PAGE), page) == []
        assert page["size"] == len(page["contents"])
        found += page["contents"]
        if page["last_page"]:
            assert page["total_items"] == len(found)
            return found
        number += 1


def test_the_root_says_the_version_and_where_profile_and_document_are(shipped, client):
    said = get(client, "")
    assert said["version"] == "3.2"
    for name in ("profile", "openapi_url"):
        assert client.get(said[name].removeprefix("http://testserver")).status_code == 200


@pytest.mark.parametrize("name", LISTS)
def test_every_item_of_every_list_is_valid_and_comes_once(shipped, client, name):
    found = walk(client, name)
    judge = of_item(single(name)) if name not in {"taxonomies", "taxonomy_terms"} else of_object(single(name))
    assert [(one["id"], wrong) for one in found if (wrong := errors(judge, one))] == []
    assert len({one["id"] for one in found}) == len(found)
    assert found or name == "service_at_locations"


@pytest.mark.parametrize("path", ["services?full=true", "organizations?full_service=true", "organizations?full=true",
                                  "service_at_locations?full=true"])  # fmt: skip
def test_so_is_every_nested_item(shipped, client, path):
    found = walk(client, path)
    judge = of_object(single(path.partition("?")[0]))
    assert [(one["id"], wrong) for one in found if (wrong := errors(judge, one))] == []


@pytest.mark.parametrize("name", LISTS)
def test_every_single_object_is_valid(shipped, client, name):
    for one in walk(client, name)[::20]:
        assert errors(of_object(single(name)), get(client, f"{name}/{one['id']}")) == []


def test_all_that_is_published_is_there_and_nothing_else(shipped, client):
    published = {str(uuid) for uuid in Resource.objects.published().values_list("uuid", flat=True)}
    assert {one["id"] for one in walk(client, "services")} == published


def test_ndjson_holds_the_same(shipped, client):
    response = client.get("/hsds/services?format=ndjson")
    assert response["Content-Type"] == "application/x-ndjson"
    lines = b"".join(response.streaming_content).splitlines()
    assert [json.loads(line) for line in lines] == walk(client, "services")


def test_minimal_is_on_the_way_to_what_changed(shipped, client):
    one = get(client, "services?minimal=true&per_page=1")["contents"][0]
    assert {*one} == {"id", "name", "status", "last_modified"}


# The package


@pytest.fixture
def package(shipped, client):
    return b"".join(client.get("/hsds/datapackage.zip").streaming_content)


def test_the_package_is_valid_by_its_descriptor(package, tmp_path):
    with zipfile.ZipFile(io.BytesIO(package)) as zipped:
        zipped.extractall(tmp_path)
    with system.use_context(trusted=True):
        report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.flatten(["resourceName", "rowNumber", "fieldName", "type", "note"]) == []
    assert report.stats["tasks"] >= 11


def test_package_and_api_name_the_same_services_with_the_same_ids(package, client):
    with zipfile.ZipFile(io.BytesIO(package)) as zipped:
        rows = list(csv.DictReader(io.StringIO(zipped.read("services.csv").decode(), newline="")))
        attributes = list(csv.DictReader(io.StringIO(zipped.read("attributes.csv").decode(), newline="")))
        terms = list(csv.DictReader(io.StringIO(zipped.read("taxonomy_terms.csv").decode(), newline="")))
    nested = {one["id"]: one for one in walk(client, "services?full=true")}
    assert [row["id"] for row in rows] == sorted(nested)
    assert {row["id"] for row in attributes} == {a["id"] for one in nested.values() for a in one["attributes"]}
    assert len({row["code"] for row in terms}) == len(terms)


def test_two_packages_of_one_directory_are_the_same_bytes(package, client):
    assert b"".join(client.get("/hsds/datapackage.zip").streaming_content) == package
