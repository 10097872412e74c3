"""PDF: what the directory says is on paper, as text that a screen reader can follow, and nothing of it is a program."""

import io
import json

import pytest
from pypdf import PdfReader

from referrals.exports import pdf
from tests.referrals.exports.test_tables import HOSTILE, got, published

pytestmark = pytest.mark.django_db


def read(client, path: str) -> PdfReader:
    return PdfReader(io.BytesIO(got(client, path)))


def text(document: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in document.pages).split())


def bookmarks(document: PdfReader) -> list[str]:
    def titles(items):
        for item in items:
            yield from titles(item) if isinstance(item, list) else [item.title]

    return list(titles(document.outline))


def test_a_search_is_a_tagged_book_with_bookmarks_index_and_page_numbers(shipped, client):
    document = read(client, "/resources.pdf?state=NC")
    root = document.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert "/StructTreeRoot" in root
    assert document.metadata.title == "Phone list"
    names = bookmarks(document)
    assert {"Phone list", "National Human Trafficking Hotline", "By state", "North Carolina", "Nationwide"} <= {*names}
    said = text(document)
    for words in ("888-373-7888", "State: North Carolina", "call to check before anybody goes there", "SHA-256"):
        assert words in said
    assert f"1 / {len(document.pages)}" in said


def test_every_contact_of_the_directory_is_in_it_with_its_number(shipped, client):
    said = text(read(client, "/resources.pdf")).replace(" ", "")
    listed = client.get("/resources.json")
    body = json.loads(b"".join(listed.streaming_content))
    contacts = [*body["pinned"], *(one for one in body["results"] if one["match"] != "ask")]
    assert len(contacts) > 600
    for one in contacts:
        assert one["name"].replace(" ", "") in said, one["name"]


@pytest.mark.parametrize(("paper", "size"), [("letter", (612, 792)), ("a4", (595, 841))])
def test_the_paper_is_the_one_that_was_asked_for(client, paper, size):
    resource = published("Office")
    box = read(client, f"/resources/{resource.slug}.pdf?paper={paper}").pages[0].mediabox
    assert (int(box.width), int(box.height)) == size


def test_what_a_record_says_is_text_and_never_a_program(client):
    hostile = [*HOSTILE, '#read("/etc/passwd")', "#import \"@preview/x:0.1.0\"", "$x^2$ `raw` *bold* _it_ <label> @ref",
               "]]#[", "\\u{1F600}", "= heading", "//comment", '"; #panic()']  # fmt: skip
    for number, words in enumerate(hostile):
        resource = published(f"Desk {number} {words}"[:200].replace("\x07", ""), description=words)
        said = text(read(client, f"/resources/{resource.slug}.pdf?density=full"))
        assert f"Desk {number}" in said
        assert "root:" not in said
        plain = " ".join(words.split())
        if plain.isascii() and plain.isprintable() and len(plain) < 60:
            assert plain.replace(" ", "") in said.replace(" ", ""), words


@pytest.mark.parametrize(
    "words",
    [
        "Línea de ayuda: ¿cuándo?",
        "Tiếng Việt: Nguyễn, Đặng",
        "Kreyòl ayisyen",
        "Hawaiʻi",
        "Diné bizaad: łį́į́ʼ",
        "Русский",
    ],
)
def test_latin_letters_with_all_their_accents_are_carried(words):
    assert pdf._carried({"words": [words]}) == ({"words": [words]}, True)


def test_what_the_font_does_not_carry_is_a_box_and_the_rest_stands(client):
    resource = published("Office", description="Speaks 中文 and አማርኛ 🚨, call.")
    said = text(read(client, f"/resources/{resource.slug}.pdf?density=full"))
    assert "Speaks □□ and □□□□ □, call." in said
    assert "A box stands for a letter that the font of this file does not have" in said


def test_a_spanish_sheet_says_that_it_is_spanish(shipped, client):
    document = read(client, "/resources.pdf?state=NC&lang=es")
    assert document.trailer["/Root"]["/Lang"] == "es"
    assert document.metadata.title == "Lista de teléfonos"
    assert "Estado: Carolina del Norte" in text(document)


def test_a_wallet_card_passes_as_any_phone_list(shipped, client):
    said = text(read(client, "/resources.pdf?state=NC&density=wallet")).lower()
    assert b"trafficking" not in got(
        client, "/resources.pdf?state=NC&density=wallet"
    )  # nor inside, as a bookmark's name
    assert "888-373-7888" in said
    for telling in ("traffick", "violence", "assault", "victim", "north carolina", "sha-256"):
        assert telling not in said


@pytest.mark.parametrize("format", ["pdf", "txt"])
def test_a_neutral_file_does_not_say_what_was_searched(shipped, client, format):
    path = f"/resources.{format}?state=NC&victim=sex-trafficking&density=phonebook"
    said, neutral = (got(client, f"{path}{more}") for more in ("", "&names=discreet"))
    if format == "pdf":
        said, neutral = (text(PdfReader(io.BytesIO(one))).encode() for one in (said, neutral))
    assert b"Sex trafficking" in said
    for telling in (b"raffick", b"SHA-256", b"victim="):
        assert telling not in neutral


def test_more_than_a_book_holds_is_refused_in_words(client, monkeypatch):
    monkeypatch.setattr(pdf, "MOST", 1)
    published("Office A")
    published("Office B")
    response = client.get("/resources.pdf")
    assert response.status_code == 400
    assert "at most 1 contacts" in response.content.decode()
