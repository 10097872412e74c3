"""Never stale: whatever happened to the directory or to the files of the index, the next search is right."""

import json
import shutil
from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from referrals import curation
from referrals.curation.suggestions import Said
from referrals.models import Language, Resource, Term
from referrals.search.view import Standing
from referrals.vocabulary import Method

from .making import current, documents, holds, published, search, vocabulary

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh")]


@pytest.fixture
def terms():
    return vocabulary()


@pytest.fixture
def house(terms):
    return published("Harbor House", description="Answers in the evening.")


# --- every change is in the next search


def test_an_edit_is_in_the_next_search_and_the_old_words_are_gone(house):
    published("Legal Aid")
    assert current("q=evening") == {"Harbor House"}
    before = documents()
    curation.edit(house, by="curator", values={"description": "Answers at sunrise."})
    assert current("q=sunrise") == {"Harbor House"}
    assert (holds("evening"), holds("sunrise"), documents()) == (0, 1, before)
    assert search("q=evening").reading.words == ()


def test_an_edit_replaces_the_document_many_times_over(house):
    for word in ("twilight", "midnight", "sunset"):
        curation.edit(house, by="curator", values={"description": f"Answers at {word}."})
        assert current(f"q={word}") == {"Harbor House"}
        assert documents() == 1


def test_there_is_one_document_a_released_record_and_one_about_the_index(house):
    for number in range(5):
        published(f"House {number}")
    curation.retire(Resource.objects.get(name="House 3"), by="curator")
    current()
    assert documents() == Resource.objects.released().count() == 5


def test_what_is_published_retired_or_restored_comes_and_goes(house):
    assert current() == {"Harbor House"}
    curation.retire(house, by="curator")
    assert current() == set()
    curation.restore(house, by="curator")
    assert current() == set()
    curation.publish(house, by="curator")
    assert current() == {"Harbor House"}


def test_a_merged_record_is_found_by_its_name_as_the_survivor(house):
    other = published("Lighthouse")
    assert current() == {"Harbor House", "Lighthouse"}
    curation.merge(other, into=house, by="curator")
    assert current() == {"Harbor House"}
    assert current("q=lighthouse") == {"Harbor House"}


def test_a_verification_is_in_the_next_search(house):
    assert current("freshness=current") == set()
    curation.verify(house, by="curator", on=date(2026, 11, 1), how=Method.PHONE)
    assert current("freshness=current") == {"Harbor House"}


def test_what_was_said_of_a_contact_is_in_the_next_search(house):
    assert current("evidence=forum") == set()
    said = Said("They were marvellous.", role="host", stance="recommended", source_label="A session")
    curation.suggest(by="curator", values={}, source="test", key="Harbor House", said=(said,))
    assert current("evidence=forum") == current("q=marvellous") == {"Harbor House"}


def test_an_alias_given_to_a_sibling_is_in_the_next_search(house):
    sibling = published("Harbor Line", organization="Harbor House")
    current()
    curation.edit(sibling, by="curator", values={"aliases": ["Moorings"]})
    assert current("q=moorings") == {"Harbor House", "Harbor Line"}


# --- the vocabulary


@pytest.fixture
def administrator():
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("root"))
    return client


def save(administrator, term: Term, **values) -> None:
    """Send the term's form in the admin, with other values in it."""
    address = f"/admin/referrals/term/{term.pk}/change/"
    form = administrator.get(address).context["adminform"].form
    kept = {name: form[name].value() for name in form.fields}
    sent = {name: value for name, value in (kept | values).items() if value is not None and value is not False}
    response = administrator.post(address, sent)
    assert response.status_code == 302, response.context["adminform"].form.errors


def test_a_synonym_given_in_the_admin_is_in_the_next_search(terms, administrator):
    published("Legal Aid", terms=[{"slug": "civil-legal"}])
    current()
    save(administrator, terms["civil-legal"], synonyms=json.dumps(["barrister"]))
    assert current() == {"Legal Aid"}
    assert current("q=barrister") == {"Legal Aid"}


def test_a_term_that_moves_moves_who_carries_a_narrower_one(terms, administrator):
    Term.objects.create(facet="victim", group="form", slug="csec", label="CSEC", parent=terms["sex-trafficking"])
    other = Term.objects.create(facet="victim", group="form", slug="other", label="Other")
    published("Gems", terms=[{"slug": "csec"}])
    assert "Gems" in {hit.contact.name for hit in search("victim=human-trafficking").results[:] if hit.match == "yes"}
    save(administrator, terms["sex-trafficking"], parent=other.pk)
    found = search("victim=other")
    assert (found.standing, found.count, search("victim=human-trafficking").count) == (Standing.CURRENT, 1, 0)


def test_a_language_cannot_be_deleted_behind_the_back_of_its_records(administrator):
    language = Language.objects.create(bcp47="es", hsds_code="spa", name="Spanish")
    address = f"/admin/referrals/language/{language.pk}/delete/"
    assert administrator.post(address, {"post": "yes"}).status_code == 403
    assert Language.objects.exists()


def test_a_new_victim_type_is_one_that_all_who_do_not_say_may_fit(house):
    open_to_all = published("Open Door", serves_any_victim=True)
    current()
    with transaction.atomic():
        term = Term.objects.create(facet="victim", group="status", slug="veterans", label="Veterans")
        curation.release_again(term.resources.all())
    found = search("victim=veterans")
    assert (found.standing, found.count, found.ask_count) == (Standing.CURRENT, 1, 1)
    assert current("victim=veterans&ask=no") == {open_to_all.name}


def test_the_vocabulary_loaded_from_files_is_in_the_next_search(tmp_path, settings):
    call_command("load_vocabulary", verbosity=0)
    published("Legal Aid", terms=[{"slug": "civil-legal"}])
    current()
    folder = tmp_path / "vocabulary"
    shutil.copytree(settings.FIXTURES_DIR / "vocabulary", folder)
    needs = (folder / "needs.csv").read_text()
    (folder / "needs.csv").write_text(needs.replace("Other civil legal help", "Barristry", 1))
    call_command("load_vocabulary", str(folder), verbosity=0)
    current()
    assert holds("barristry") == 1
