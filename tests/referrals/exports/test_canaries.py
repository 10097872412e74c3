"""Words planted in every private field, in all states of visibility and curation, stand in no file, whoever asks."""

import io
import zipfile
from itertools import product

import pytest
from django.core.management import call_command
from pypdf import PdfReader

from referrals import curation
from referrals.exports import DESCRIPTION, FORMATS
from referrals.models import Address, Resource
from referrals.vocabulary import Rejection, Visibility
from tests.referrals.search.test_index_privacy import NOBODYS
from tests.referrals.test_release import CANARIES, OPEN, SHELTERING, needs, planted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures(needs.__name__)]
DENSITIES = ("phonebook", "card", "full", "wallet")
HIDDEN_STATES = ("suggested", "rejected", "retired")


@pytest.fixture
def records(db):
    """Every kind of place in every visibility, published; and others that are not, or not any more."""
    published = []
    kept = [Visibility.HIDDEN, Visibility.CITY]
    places = [*product(SHELTERING.values(), [*kept, Visibility.PUBLIC]), *product(OPEN.values(), kept)]
    for number, (values, visibility) in enumerate(places):
        resource = planted(Visibility.HIDDEN, name=f"Harbor {number}", **values)
        curation.publish(resource, by="canaryperson", why="canaryreason")
        Address.objects.filter(resource=resource).update(visibility=visibility)  # past every rule
        published.append(resource)
    for state in HIDDEN_STATES:
        resource = planted(name=f"Never {state}", description="canarystate")
        if state == "rejected":
            curation.reject(resource, by="canaryperson", reason=Rejection.OUT_OF_SCOPE, why="canaryreason")
        elif state == "retired":
            curation.publish(resource, by="canaryperson")
            curation.retire(resource, by="canaryperson", why="canaryreason")
    return published


def words_of(content: bytes) -> str:
    """Everything a file says, unpacked."""
    if content.startswith(b"%PDF"):
        pdf = PdfReader(io.BytesIO(content))
        content += "\n".join([page.extract_text() for page in pdf.pages] + [str(pdf.metadata)]).encode()
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            content = b"\n".join(packed.read(name) for name in packed.namelist())
    return content.decode("utf-8", "replace").lower()


def said(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return words_of(b"".join(response.streaming_content) if response.streaming else response.content)


@pytest.mark.parametrize("role", ["visitor", "provider", "curator", "administrator"])
@pytest.mark.parametrize("format", FORMATS)
def test_nothing_private_is_in_any_file(records, request, format, role):
    client = request.getfixturevalue("client" if role == "visitor" else role)
    for resource in records[:3]:
        client.post("/list/", {"add": resource.slug, "next": "/list/"})
    paths = [f"/resources.{format}", f"/resources.{format}?lang=es"]
    paths += [f"/resources/{resource.slug}.{format}" for resource in records]
    paths += [f"/{of}.{format}?density={density}" for of, density in product(["resources", "list"], DENSITIES)]
    for path in paths:
        words = said(client, path)
        found = {what: word for what, word in (CANARIES | {"state": "canarystate"}).items() if word.lower() in words}
        assert found == {}, path
        assert "never " not in words, path
    assert ("888" in said(client, f"/resources.{format}")) == (format != DESCRIPTION)  # what may be said is said


@pytest.mark.parametrize("format", FORMATS)
def test_the_command_says_no_more(records, tmp_path, format):
    path = tmp_path / "contacts"
    call_command("export_resources", format, output=str(path))
    words = words_of(path.read_bytes())
    assert {what: word for what, word in CANARIES.items() if word.lower() in words} == {}


def test_there_are_records_in_every_state(records):
    assert {*Resource.objects.values_list("curation", flat=True)} == {"published", *HIDDEN_STATES}


API = ("services", "services?full=true", "services?minimal=true", "services?format=ndjson", "services?search=harbor",
       "organizations?full_service=true", "service_at_locations", "service_at_locations?full=true", "taxonomies",
       "taxonomy_terms", "", "profile", "openapi.json", "datapackage.zip")  # fmt: skip


@pytest.mark.parametrize("role", ["visitor", "provider", "curator", "administrator"])
def test_nothing_private_is_in_the_open_api(records, request, role):
    client = request.getfixturevalue("client" if role == "visitor" else role)
    paths = [f"/hsds/{path}" for path in API] + [f"/hsds/services/{resource.uuid}" for resource in records]
    for path in paths:
        words = said(client, path)
        found = {what: word for what, word in (CANARIES | {"state": "canarystate"}).items() if word.lower() in words}
        assert found == {}, path
        assert "never " not in words or path.endswith((*API[8:10], "profile", "openapi.json")), path
    nobodys = dict.fromkeys(("canarystreet", "canaryville", "canarynote"), "zzyzxq") | NOBODYS
    for words, nobody in nobodys.items():  # they are found as little as what nobody has
        found, expected = (client.post("/hsds/services", {"search": one}).json() for one in (words, nobody))
        assert found["total_items"] == expected["total_items"], words
