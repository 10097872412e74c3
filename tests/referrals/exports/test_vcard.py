"""vCards: an address book reads them, the rules of the standard hold, and a discreet one says nothing."""

import re
from datetime import date

import pytest
import vobject

from referrals import curation
from referrals.exports.vcard import escaped, folded
from referrals.models import Resource
from referrals.vocabulary import Method
from tests.referrals.exports.test_tables import HOSTILE, got, published

pytestmark = pytest.mark.django_db
UNFOLD = re.compile(r"\r\n[ \t]")


def lines(content: bytes) -> list[str]:
    return UNFOLD.sub("", content.decode()).removesuffix("\r\n").split("\r\n")


def cards(content: bytes) -> list:
    return list(vobject.readComponents(content.decode()))


@pytest.mark.parametrize("version", ["4.0", "3.0"])
def test_every_card_of_the_shipped_directory_keeps_the_rules(shipped, client, version):
    content = got(client, f"/resources.vcf?version={version}")
    assert content.endswith(b"END:VCARD\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    content.decode()  # no character is cut in two
    found = lines(content)
    assert found.count("BEGIN:VCARD") == found.count("END:VCARD") == Resource.objects.published().count()
    assert found.count(f"VERSION:{version}") == found.count("BEGIN:VCARD")
    assert {line.partition(":")[0].partition(";")[0] for line in found} <= {
        "BEGIN", "END", "VERSION", "KIND", "FN", "N", "ORG", "TEL", "EMAIL", "URL", "NOTE", "UID", "REV",
    }  # fmt: skip
    for name in ("FN", "UID", "REV", "NOTE"):
        assert sum(line.startswith(f"{name}:") for line in found) == found.count("BEGIN:VCARD")


@pytest.mark.parametrize("version", ["4.0", "3.0"])
def test_an_address_book_reads_back_what_was_said(client, version):
    for number, text in enumerate(HOSTILE):
        published(f"Desk {number}; {text}"[:200].replace("\x07", ""), description=text)
    found = {card.fn.value: card for card in cards(got(client, f"/resources.vcf?version={version}"))}
    for resource in Resource.objects.filter(name__startswith="Desk "):
        card = found[resource.name.replace("\r\n", "\n")]
        assert card.org.value == [resource.organization.name.replace("\r\n", "\n")]
        said = resource.description.replace("\r\n", "\n").replace("\x07", "")
        assert card.note.value.startswith(said)
        assert card.uid.value == f"urn:uuid:{resource.uuid}"
        assert card.tel.value == {"4.0": "tel:+18883737888", "3.0": "888-373-7888"}[version]


def test_numbers_say_what_they_are_for(client):
    office = published("Office", phones=[
        {"number": "+18883737888", "primary": True, "extension": "12", "menu_key": "1"},
        {"number": "233733", "use": "text", "keyword": "BEFREE"},
        {"number": "711", "use": "tty"},
        {"number": "+19198562570", "use": "fax"},
    ])  # fmt: skip
    found = lines(got(client, f"/resources/{office.slug}.vcf"))
    assert [line for line in found if line.startswith("TEL")] == [
        'TEL;VALUE=uri;TYPE="work,voice";PREF=1:tel:+18883737888;ext=12',
        'TEL;VALUE=uri;TYPE="work,text":tel:233733',
        'TEL;VALUE=uri;TYPE="work,textphone":tel:711',
        'TEL;VALUE=uri;TYPE="work,fax":tel:+19198562570',
    ]
    note = next(line for line in found if line.startswith("NOTE"))
    assert "888-373-7888 x12 press 1" in note
    assert "233733 text BEFREE" in note


def test_a_card_says_whether_somebody_verified_it_and_what_contact_may_start(client):
    resource = published("Office", contact_may_report="yes")
    path = f"/resources/{resource.slug}.vcf"
    assert "Not verified" in got(client, path).decode()
    curation.verify(resource, by="curator", on=date(2026, 10, 5), how=Method.PHONE)
    note = next(line for line in lines(got(client, path)) if line.startswith("NOTE"))
    assert "2026-10-05\\, by phone" in note
    assert "investigation" in note


@pytest.mark.parametrize("version", ["4.0", "3.0"])
def test_a_discreet_card_says_nothing_of_its_subject(shipped, client, version):
    telling = re.compile(
        r"traffick|abuse|assault|violen|victim|survivor|rape|crime|immigra|shelter|http|www|@|police|exploit", re.I
    )
    for path in ("/resources.vcf", "/resources/national-human-trafficking-hotline.vcf"):
        found = lines(got(client, f"{path}?names=discreet&version={version}"))
        assert [line for line in found if telling.search(line) and not line.startswith("UID")] == []
        assert not any(line.startswith(("URL", "EMAIL", "ORG", "CATEGORIES")) for line in found)


def test_lines_are_folded_between_characters():
    line = "NOTE:" + "é🚨x" * 60
    pieces = folded(line).encode().split(b"\r\n")[:-1]
    assert all(len(piece) <= 75 for piece in pieces)
    assert all(piece.startswith(b" ") for piece in pieces[1:])
    assert b"".join([pieces[0], *(piece[1:] for piece in pieces[1:])]).decode() == line


def test_separators_and_line_breaks_are_escaped():
    assert escaped("a;b,c\\d\r\ne\rf\ng\x00") == "a\\;b\\,c\\\\d\\ne\\nf\\ng"
