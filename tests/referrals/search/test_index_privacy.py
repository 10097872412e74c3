"""What the release gate withholds is in no file of the index, and no words find it, whoever asks."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from referrals import curation, terms
from referrals.curation import record
from referrals.models import Resource, Term
from referrals.search import schema
from referrals.search.index import INDEX
from referrals.vocabulary import Method, Visibility

from .making import current, holds, search

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh")]

# Each word once, in one private field.
CANARIES = {
    "doubtful phone": "9195550142",
    "doubtful link": "canarylink",
    "doubtful mailbox": "canarymail",
    "label of a doubtful mailbox": "canarylabel",
    "street": "canarystreet",
    "city of the address": "canaryville",
    "postal code": "27999",
    "note": "canarynote",
    "who verified": "canaryperson",
    "what a field said before": "canaryhistory",
    "why it was changed": "canaryreason",
    "audience of a phone": "canaryaudience",
    "why a source was kept": "canarysource",
    "a record in review": "canarysuggestion",
    "a record that was rejected": "canaryrejected",
    "a record that was retired": "canaryretired",
}
# Numbers are looked for as numbers, and said back: those of nobody must fare the same.
NOBODYS = {"9195550142": "9195550199", "27999": "27998"}


def planted(name: str, kind: str, visibility: str, *, published: bool = True, **values) -> Resource:
    place = {"street": "12 Canarystreet", "city": "Canaryville", "state": "NC", "postal_code": "27999"}
    values = {
        "kind": kind,
        "description": "About canaryhistory.",
        "coverage": "states",
        "states": ["NC"],
        "phones": [
            {"number": "+18883737888", "primary": True, "audience": "canaryaudience"},
            {"number": "+19195550142", "doubtful": True},
        ],
        "links": [{"url": "https://harbor.example.org"}, {"url": "https://canarylink.example.org", "doubtful": True}],
        "emails": [{"address": "canarymail@example.org", "label": "canarylabel", "doubtful": True}],
        "address": place | {"visibility": visibility},
    } | values
    values = record.blank(name=name, **values)
    resource = curation.create(by="canaryperson", values=values, source="canarysource", key=name, note="canarynote")
    curation.edit(resource, by="canaryperson", values={"description": "Answers at night."}, why="canaryreason")
    curation.verify(resource, by="canaryperson", on=date(2026, 1, 5), how=Method.PHONE, why="canaryreason")
    if published:
        curation.publish(resource, by="canaryperson", why="canaryreason")
    return resource


@pytest.fixture
def houses():
    """Published records of all visibilities, and one each that is not published."""
    Term.objects.create(facet="need", slug="emergency-shelter", label="Emergency shelter")
    for visibility in Visibility:
        planted(f"Harbor House {visibility}", "legal-services", visibility)
    phones = [{"number": "+18883737888"}, {"number": "233733", "use": "text", "keyword": "HELP"}]
    planted("Harbor Shelter", "shelter-program", Visibility.HIDDEN, phones=phones)
    planted("Harbor Nights", "victim-services", Visibility.HIDDEN, terms=[{"slug": "emergency-shelter"}])
    planted("Canarysuggestion", "victim-services", Visibility.HIDDEN, published=False)
    rejected = planted("Canaryrejected", "victim-services", Visibility.HIDDEN, published=False)
    curation.reject(rejected, by="canaryperson", reason="not-a-resource", why="canaryreason")
    curation.retire(planted("Canaryretired", "victim-services", Visibility.HIDDEN), by="canaryperson")
    current()


def bytes_of_all_files() -> bytes:
    return b"\n".join(path.read_bytes() for path in INDEX.directory.iterdir()).lower()


def words_of(field: str) -> set[str]:
    return {word for word, _ in INDEX.at(*terms.now()).searcher.terms_with_prefix(field, "")}


def all_words() -> set[str]:
    texts = [*schema.TEXTS, schema.WORDS, "key", "number", "site", "city", "base", "is", *schema.FACETS]
    return set().union(*map(words_of, texts))


def test_no_private_word_is_in_any_file_of_the_index(houses):
    found, written = all_words(), bytes_of_all_files()
    assert {what: word for what, word in CANARIES.items() if any(word in one for one in found)} == {}
    assert {what: word for what, word in CANARIES.items() if word.encode() in written} == {}
    assert {number for number in ("8883737888", "233733") if number in words_of("number")} == {"8883737888", "233733"}
    assert "harbor.example.org" in words_of("site")
    assert "harbor" in found


@pytest.mark.parametrize("role", ["visitor", "curator"])
def test_no_private_word_finds_or_lifts_anything_for_anybody(houses, role):
    client = Client()
    if role == "curator":
        client.force_login(get_user_model().objects.create_superuser("root"))
    for what, word in CANARIES.items():
        nobodys = NOBODYS.get(word, "zzyzx")
        assert slugs(f"q={word}") == slugs(f"q={nobodys}"), what
        page = client.get("/", {"q": word}).content.decode().lower()
        assert page.count(word) == client.get("/", {"q": nobodys}).content.decode().lower().count(nobodys), what


def slugs(query: str) -> list[str]:
    found = search(query)
    return [hit.contact.slug for hit in [*found.pinned, *found.results[:]]]


def test_a_city_that_is_hidden_later_is_neither_found_nor_proposed(fresh):
    office = planted("Harbor Office", "victim-services", Visibility.HIDDEN, city="Canaryburg")
    planted("Harbor Two", "victim-services", Visibility.HIDDEN)
    assert holds("canaryburg") == 1
    curation.edit(office, by="curator", values={"kind": "shelter-program", "city": ""})
    current()
    assert holds("canaryburg") == 0
    for typed in ("canaryburg", "canaryborg", "canarybu"):
        assert "canaryburg" not in str(search(f"q={typed}").reading)


def test_a_name_taken_back_is_no_longer_known_as_one(fresh):
    first = planted("Harbor Office", "victim-services", Visibility.HIDDEN)
    planted("Quiet Line", "victim-services", Visibility.HIDDEN)
    assert search("q=harbor office").reading.names
    curation.retire(first, by="curator")
    found = search("q=harbor office")
    assert (found.reading.names, found.reading.words) == ((), ())


def test_what_the_index_stumbled_over_is_not_written_down(fresh, caplog):
    INDEX.distrust(ValueError("no such term: maria lopez"))
    assert "ValueError" in caplog.text
    assert "maria" not in caplog.text
