"""Instead of a text a file can be chosen: its text is taken like a pasted one, and the file itself is kept nowhere."""

import tempfile

import pytest
from django.conf import settings as site
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.core.management import call_command
from django.test import Client

from referrals.documents import LARGEST, Reason, Unreadable
from referrals.models import Pasted, Resource
from referrals.unread import SENTENCES, why
from tests.referrals.desk.test_pasting import PASTE, TEXT, send
from tests.referrals.documents import made

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary_loaded")]
KINDS = {
    "text": lambda: TEXT.encode("utf-16"),
    "html": lambda: f"<html><script>var page</script><p>{TEXT}".encode(),
    "pdf": lambda: made.pdf(TEXT.replace("@", "\\@")),
    "docx": lambda: made.word(lambda document: document.add_paragraph(TEXT)),
}


@pytest.fixture
def vocabulary_loaded(db):

    call_command("load_vocabulary", verbosity=0)


def choose(client, data: bytes, name: str = "named.by.somebody", **said):
    form = {"text": "", "label": "e-mail of the coalition", "file": SimpleUploadedFile(name, data)} | said
    return client.post(PASTE, form, follow=True)


@pytest.mark.parametrize("kind", KINDS)
def test_what_it_names_comes_to_review_like_what_is_pasted(curator, kind):
    page = choose(curator, KINDS[kind]())
    told = {one.values["name"]: one.values for one, _lines in page.context["told"]}
    assert [row["number"] for row in told["Harbor Immigrant Justice Center"]["phones"]] == ["+19195550142"]
    send(curator, "harbor immigrant justice center")
    assert Resource.objects.awaiting_review().get().evidence.get().source_label == "e-mail of the coalition"


@pytest.mark.parametrize("kind", KINDS)
def test_only_its_text_is_kept_and_that_as_long_as_one_that_is_pasted(curator, kind):
    choose(curator, KINDS[kind](), name="Mrs Canary.pdf")
    one = Pasted.objects.get()
    assert " ".join(one.text.split()) == " ".join(TEXT.split())
    assert "Canary.pdf" not in str(Pasted.objects.values())
    curator.post(f"{PASTE}{one.pk}/", {"throw": "1"})
    assert not Pasted.objects.exists()


def test_a_large_one_is_not_even_written_on_the_disk_while_it_comes_in(curator, monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def written(*args, **kwargs):
        raise AssertionError("the file goes to the disk")

    monkeypatch.setattr(TemporaryFileUploadHandler, "new_file", written)
    page = f"<pre>{TEXT}</pre><script>{'x' * (2 * site.FILE_UPLOAD_MAX_MEMORY_SIZE)}</script>"
    assert choose(curator, page.encode()).status_code == 200
    assert Pasted.objects.get().text == TEXT
    assert list(tmp_path.iterdir()) == []


TOLD = {
    "too large": (lambda: b"a" * (LARGEST + 1), "at most 10 MB"),
    "far too large": (lambda: b"a" * (LARGEST * 2), "at most 10 MB"),
    "too long": (lambda: b"a" * 50_001, "Its text has 50001 characters; at most 50000."),
    "empty": (lambda: b"", "There is no text in the file."),
    "a picture": (lambda: b"\x89PNG\r\n", "This is a picture."),
    "a spreadsheet": (lambda: made.packed({"xl/workbook.xml": b""}), "This is a spreadsheet."),
    "a damaged one": (lambda: b"%PDF-1.4", "The file is damaged and cannot be read."),
}


@pytest.mark.parametrize("case", TOLD)
def test_one_that_cannot_be_read_is_told_at_the_field_and_nothing_is_kept(curator, case):
    make, told = TOLD[case]
    page = choose(curator, make())
    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["file"]
    assert f'<p class="wrong" id="id_file_error">{told}' in page.content.decode().replace("The file is too large; ", "")
    assert not Pasted.objects.exists()


def test_it_is_told_in_spanish_too(curator):
    curator.cookies["lang"] = "es"
    assert "Esto es una imagen." in choose(curator, b"\x89PNG\r\n").content.decode()


def test_of_both_none_is_taken(curator):
    page = choose(curator, b"Call us.", text="Call them.")
    assert page.context["form"].errors == {"file": ["Paste a text or choose a file, not both."]}
    assert not Pasted.objects.exists()


def test_a_form_without_its_token_is_refused_as_every_other(curator):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = curator.cookies
    assert choose(strict, b"Call us.").status_code == 403
    assert not Pasted.objects.exists()
    strict.get(PASTE)
    token = strict.cookies["csrftoken" if "csrftoken" in strict.cookies else site.CSRF_COOKIE_NAME].value
    assert choose(strict, b"Call us.", csrfmiddlewaretoken=token).status_code == 200
    assert Pasted.objects.get().text == "Call us."


def test_every_reason_has_its_sentence():
    assert set(SENTENCES) == set(Reason)
    for reason in Reason:
        said = why(Unreadable(reason))
        assert said.endswith(".")
        assert "%" not in said
