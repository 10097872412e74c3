"""HSDS out, in, and out again: an empty site that takes in what this one sends says the same, byte for byte."""

import io
import json
import zipfile
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from referrals import curation
from referrals.importing import hsds
from referrals.models import Evidence, Organization, Resource, Revision, SourceRecord
from referrals.vocabulary import Method
from tests.referrals.exports.test_tables import published

pytestmark = pytest.mark.django_db
RICH = {
    "description": "Answers; at \"night\", =SUM(A1)", "eligibility": "Anybody over 18.", "coverage": "local",
    "states": ["NC"], "base_state": "NC", "area": "Wake County", "city": "Raleigh", "aliases": ["HH", "Harbor"],
    "hours": "Mon-Fri 9-5", "always_open": False, "cost": "free", "interpretation": "yes", "languages": ["en", "es"],
    "discreet_name": "Office HH", "serves_any_victim": True, "published_by": "A list", "published_on": "2015-01",
    "published_url": "https://list.example.org/page",
    "terms": [{"slug": "minors", "relation": "only"}, {"slug": "men-boys", "relation": "excludes"},
              {"slug": "civil-legal", "relation": "serves"}],
    "phones": [
        {"number": "+18883737888", "primary": True, "extension": "012", "menu_key": "1", "label": "in", "hours": "9-5"},
        {"number": "233733", "use": "text", "keyword": "BEFREE"},
        {"number": "+19198562570", "use": "videophone", "extension": "12"},
    ],
    "links": [{"url": "https://harbor.example.org", "label": "Home"}, {"url": "https://harbor.example.org/es"}],
    "emails": [{"address": "one@example.org"}, {"address": "two@example.org"}],
    "address": {"visibility": "public", "street": "12 Main St", "city": "Raleigh", "state": "NC",
                "postal_code": "27601"},
}  # fmt: skip


def package(client) -> dict[str, bytes]:
    """The members of the package."""
    content = b"".join(client.get("/hsds/datapackage.zip").streaming_content)
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()} | {"": content}


def emptied() -> None:
    """The vocabulary stays; the directory goes."""
    Resource.objects.update(merged_into=None, may_be=None)
    Evidence.objects.all().delete()
    Resource.objects.all().delete()
    Organization.objects.all().delete()
    SourceRecord.objects.all().delete()
    Revision.objects.take()


def taken_in(path, **options) -> str:
    said = io.StringIO()
    call_command("import_directory", str(path), source="partner", publish=True, stdout=said, **options)
    return said.getvalue()


def public_places(path, tmp_path):
    """A mapping as a curator would say it who knows that the places of this list are public."""
    shown, layout = io.StringIO(), tmp_path / "layout.json"
    call_command("import_directory", str(path), source="partner", show_mapping=True, stdout=shown)
    layout.write_text(shown.getvalue().replace('"visibility": "hidden"', '"visibility": "public"'))
    return str(layout)


@pytest.mark.parametrize("kind", ["datapackage.zip", "services?full=true&format=ndjson"])
def test_what_is_taken_in_by_an_empty_site_comes_out_the_same(shipped, client, tmp_path, kind):
    published("Harbor House", **RICH)
    before, count = package(client), Resource.objects.published().count()
    path = tmp_path / "from-elsewhere"
    path.write_bytes(b"".join(client.get(f"/hsds/{kind}").streaming_content))
    emptied()
    assert package(client).keys() < before.keys()
    said = taken_in(path, mapping=public_places(path, tmp_path))
    assert "Not taken over" not in said
    assert Resource.objects.published().count() == count, said
    after = package(client)
    for name in before:
        if name:
            assert after[name] == before[name], name
    assert after[""] == before[""]


def test_a_verification_is_nobodys_here_and_that_is_said(client, tmp_path):
    resource = published("Harbor House", **RICH)
    curation.verify(resource, by="curator", on=date(2026, 1, 5), how=Method.PHONE)
    path = tmp_path / "datapackage.zip"
    path.write_bytes(package(client)[""])
    emptied()
    said = taken_in(path)
    assert "Not taken over: service.assured_date (not verified by anybody here): 1" in said
    again = Resource.objects.get(uuid=resource.uuid)
    assert (again.verified_on, again.curation) == (None, "published")
    assert again.address.visibility == "hidden"  # nobody said that the places of this list are public


def test_what_there_is_no_place_for_is_counted_by_table_and_field(tmp_path, db):
    service = {
        "id": "ac148810-d857-441c-9679-408f346de14b", "name": "Counselling", "status": "active", "wait_time": "a week",
        "licenses": "", "phones": [{"id": "1", "number": "888-373-7888", "languages": [{"name": "Urdu"}]}],
        "organization": {"id": "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610", "name": "Example", "year_incorporated": 2011},
        "capacities": [{"id": "2"}],
    }  # fmt: skip
    path = tmp_path / "service.json"
    path.write_text(json.dumps(service))
    assert hsds.left(path, "service.json") == {
        "service.wait_time": 1, "service.capacities": 1, "organization.year_incorporated": 1, "phone.languages": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"{", "this is no JSON as it should be"),
        (b"[" * 100_000, "this is no JSON as it should be"),
        (b'{"a": 1}', "expected services or organizations as HSDS says them"),
        (b"[1, 2]", "expected services or organizations as HSDS says them"),
        (b'{"contents": [{"id": 1}]}', "expected services or organizations as HSDS says them"),
        (b'{"id": "x", "name": NaN}', "this is no JSON as it should be"),
        (b'{"id": "\xff"}', "this is no JSON as it should be"),
        (b"[]", "the file has a header and no rows"),
    ],
)
def test_what_is_no_hsds_is_refused_in_a_sentence_and_nothing_is_written(db, tmp_path, content, sentence):
    path = tmp_path / "list.json"
    path.write_bytes(content)
    before = Resource.objects.count()
    with pytest.raises(CommandError, match=sentence):
        taken_in(path)
    assert Resource.objects.count() == before


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"phones": [{"number": "12"}]}, "a phone number in use"),
        ({"phones": "888-373-7888"}, ""),
        ({"status": ["active"], "organization": "Harbor", "service_at_locations": [{"location": 1}]}, ""),
        ({"description": "a\x00b", "eligibility": {"a": 1}, "organization": {"name": "H", "id": 1}}, ""),
        ({"description": "half a character: \ud800"}, "this is no JSON as it should be"),
        ({"coverage": "galactic"}, "Coverage: expected"),
        ({"base_state": "XX"}, "base_state: expected"),
        ({"url": "javascript:alert(1)"}, "expected"),
        ({"additional_urls": [{"url": "ftp://x"}]}, "expected"),
        ({"discreet_name": "x" * 61}, "discreet_name: expected at most 60 characters"),
        ({"serves_any_victim": "perhaps"}, "expected true or false"),
        ({"name": {"a": 1}}, "expected a name"),
    ],
)
def test_a_service_that_says_what_nobody_can_keep_is_named_with_its_field(db, tmp_path, change, sentence):
    service = {"id": "ac148810-d857-441c-9679-408f346de14b", "name": "Counselling", "status": "active",
               "attributes": [{"link_type": "kind", "taxonomy_term": {"code": "hotline"}}]} | change  # fmt: skip
    path = tmp_path / "service.json"
    path.write_text(json.dumps(service))
    if sentence:
        with pytest.raises(CommandError, match=sentence):
            taken_in(path)
        assert not Resource.objects.filter(name="Counselling").exists()
    else:
        taken_in(path)
