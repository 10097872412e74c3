import pytest
from hypothesis import given
from hypothesis import strategies as st

from referrals.extraction.addresses import find_addresses, site


@pytest.mark.parametrize(
    ("body", "surface"),
    [
        ("Larkspur (http://www.larkspur.example.org/) is", "http://www.larkspur.example.org/"),
        ("(http://larkspur.org/contact-us), a name", "http://larkspur.org/contact-us"),
        ("see http://larkspur.org/?q=a-b and", "http://larkspur.org/?q=a-b"),
        ("http://lark-spur.org/hop.html.", "http://lark-spur.org/hop.html"),
        ("at www.larkspur.org.", "www.larkspur.org"),
        ("at larkspurhelp.org, or", "larkspurhelp.org"),
        ("(2-1-1, 211.org)", "211.org"),
        ("http://larkspur.org/a_(b) too", "http://larkspur.org/a_(b)"),
        ("http://larkspur.org… and", "http://larkspur.org"),
        ("write to intake@larkspur.org.", "intake@larkspur.org"),
        ("Beds: larkspur.org/beds,fax 12", "larkspur.org/beds"),
        ("write to ana@larkspur.nyc today", "ana@larkspur.nyc"),
        ("[ANA@larkspur.org]", "ANA@larkspur.org"),
        ("t.me/larkspur, or", "t.me/larkspur"),
        ("see larkspur.legal today", "larkspur.legal"),
        ("intake@larkspur(dot)org", "intake@larkspur(dot)org"),
        ("intake(at)larkspur(dot)org", "intake(at)larkspur(dot)org"),
    ],
)
def test_an_address_without_what_adheres_to_it(body: str, surface: str) -> None:
    (address,) = find_addresses(body)
    assert body[address.start : address.end] == surface


def test_a_disguised_mailbox_is_made_usable() -> None:
    (address,) = find_addresses("intake [at] larkspur [dot] org")
    assert address.value == "intake@larkspur.org"


@pytest.mark.parametrize(
    "body",
    [
        "of trafficking.In my work",
        "ana@larkspur.nowhere",
        "N.O./Kenner",
        "in St.Paul, MN",
        "cont'd....general",
        "etc.So we",
    ],
)
def test_a_lost_space_after_a_stop_makes_no_address(body: str) -> None:
    assert find_addresses(body) == []


def test_the_site_is_the_registrable_domain() -> None:
    assert site("http://help.larkspur.org/a?b") == "larkspur.org"
    assert site("http://[") == ""


@given(st.text(alphabet="htp:/w.@()a-b org,\n", max_size=200))
def test_spans_lie_in_the_text(body: str) -> None:
    assert all(0 <= address.start < address.end <= len(body) for address in find_addresses(body))


@pytest.mark.parametrize(
    ("body", "values"),
    [
        ("help (at) larkspur (dot) org.They come", ["help@larkspur.org"]),
        ("help at larkspur dot org", ["help@larkspur.org"]),
        ("info @ larkspur.org", ["info@larkspur.org"]),
        ("help[at]larkspur[dot]org", ["help@larkspur.org"]),
        ("cuaderno(arroba)larkspur.org", ["cuaderno@larkspur.org"]),
        ("stay%40larkspur.org", ["stay@larkspur.org"]),
        ("(720)8653309salaam@larkspur.org", ["salaam@larkspur.org"]),
        ("Try Larkspur,www.larkspur.org.They know", ["http://www.larkspur.org"]),
        ("303.433.2818www.larkspur.org/help(free)", ["http://www.larkspur.org/help"]),
        ("www.larkspur.org%2Fride has it", ["http://www.larkspur.org/ride"]),
        ("Website:larkspur.org.", ["http://larkspur.org"]),
        ("http://a.larkspur.org/x?a=1&amp;b=2", ["http://a.larkspur.org/x?a=1&b=2"]),
        ("see http:/www.larkspur.org/a", ["http://www.larkspur.org/a"]),
        ("htttp://www.larkspur.org", ["http://www.larkspur.org"]),
        ("Larkspur.Org", ["http://Larkspur.Org"]),
        ("http://larkspur.org/page.htmlfor", ["http://larkspur.org/page.html"]),
        ("larkspur.org.mx", ["http://larkspur.org.mx"]),
        ("we arrived at larkspur and left", []),
    ],
)
def test_addresses_as_people_and_damage_write_them(body: str, values: list[str]) -> None:
    assert [address.value for address in find_addresses(body)] == values
