import pytest
from hypothesis import given
from hypothesis import strategies as st

from referrals.extraction.phones import find_phones


@pytest.mark.parametrize(
    ("body", "number", "surface"),
    [
        ("Call 212-555-0142.", "+12125550142", "212-555-0142"),
        ("(212) 555-0142, ask for Jo", "+12125550142", "(212) 555-0142"),
        ("our line 1-800-555-0142 is open", "+18005550142", "1-800-555-0142"),
        ("212.555.0142", "+12125550142", "212.555.0142"),
        ("212-555-0142or the desk", "+12125550142", "212-555-0142"),
        ("Dial 1-800-555-SAFE (7233).", "+18005557233", "1-800-555-SAFE (7233)"),
        ("1-800-THE-LOST now", "+18008435678", "1-800-THE-LOST"),
        ("from Mexico +52 55 1234 5678.", "+525512345678", "+52 55 1234 5678"),
        ("text 233733 any time", "233733", "233733"),
        ("Text HOME to 741741", "741741", "741741"),
        ("Dial 988.", "988", "988"),
    ],
)
def test_a_number_and_exactly_its_characters(body: str, number: str, surface: str) -> None:
    (phone,) = find_phones("p", body)
    assert phone.number == number
    assert body[phone.start : phone.end] == surface


def test_an_extension_belongs_to_the_number() -> None:
    (phone,) = find_phones("p", "(212) 555-0142 ext. 12 on weekdays")
    assert (phone.number, phone.extension) == ("+12125550142", "12")


def test_a_text_line_keeps_its_keyword() -> None:
    (phone,) = find_phones("p", "Text HOPE to 741741")
    assert (phone.use, phone.keyword) == ("text", "HOPE")


@pytest.mark.parametrize("body", ["Call 911.", "on 2015-01-21", "case 2015-555-01", "A-123456789", "100,000 people"])
def test_emergency_dates_and_case_numbers_are_no_contacts(body: str) -> None:
    assert find_phones("p", body) == []


@given(st.text(alphabet="0123456789-(). +ABCext\n", max_size=200))
def test_spans_lie_in_the_text(body: str) -> None:
    assert all(0 <= phone.start < phone.end <= len(body) for phone in find_phones("p", body))


@pytest.mark.parametrize(
    ("body", "number"),
    [
        ("1-855-4-VICTIM", "+18554842846"),
        ("1-866-DHS-2-ICE", "+18663472423"),
        ("1-888-3737-888", "+18883737888"),
        ("1-866-72-WORKER [sic]", "+18667296753"),
        ("Runaway: 1-800-Runaway.", "+18007862929"),
        ("1-800-THE-LOST (1-800-843-5678)", "+18008435678"),
        ("line8772289000 ,", "+18772289000"),
        ("call (305) 573 - 1106or", "+13055731106"),
        ("(303 ) 839 - 1194", "+13038391194"),
        ("970 493 77 12 by day", "+19704937712"),
        ("1?800?422?4453", "+18004224453"),
        ("call (51 3) 861 0142", "+15138610142"),
        ("toll free: 8 77-624-1130", "+18776241130"),
        ("Ph.513-861-0142", "+15138610142"),
        ("513−861−0142", "+15138610142"),
        ("1-8OO-656-4673", "+18006564673"),
        ("l-800-656-4673", "+18006564673"),
        ("[513] 861-0142", "+15138610142"),
        ("Childhelp.....1-800-422-4453", "+18004224453"),
    ],
)
def test_numbers_as_people_and_damage_write_them(body: str, number: str) -> None:
    assert [phone.number for phone in find_phones("p", body)] == [number]


@pytest.mark.parametrize(
    ("body", "use"),
    [
        ("Fax: 419-243-8871", "fax"),
        ("419-243-8871 (fax)", "fax"),
        ("TTY 419-243-8871", "tty"),
        ("419-243-8871 (TTY)", "tty"),
        ("video phone 419-243-8871", "videophone"),
        ("WhatsApp 419-243-8871", "text"),
        ("419-243-8871 (WhatsApp)", "text"),
        ("Fax 419-243-8870, phone 419-243-8871", "voice"),
    ],
)
def test_a_word_beside_a_number_says_what_it_is_for(body: str, use: str) -> None:
    assert find_phones("p", body)[-1].use == use


@pytest.mark.parametrize("body", ["419-243-8871 (TTY: 711)", "TTY users dial 711; else 419-243-8871"])
def test_the_relay_is_no_use_of_the_number_beside_it(body: str) -> None:
    assert {(phone.number, phone.use) for phone in find_phones("p", body)} == {
        ("+14192438871", "voice"),
        ("711", "tty"),
    }


def test_a_word_and_where_it_goes_is_a_text() -> None:
    texts = find_phones("p", "text HOME to 741741 or, in Spanish, AYUDA to 741-741")
    assert [(text.number, text.use, text.keyword) for text in texts] == [
        ("741741", "text", "HOME"),
        ("741741", "text", "AYUDA"),
    ]


@pytest.mark.parametrize("body", ["Room 711", "711 Fourth Street", "section 711 of the code", "11711"])
def test_other_numbers_are_no_relay(body: str) -> None:
    assert find_phones("p", body) == []


@pytest.mark.parametrize(
    ("body", "code", "keyword"),
    [
        ("text BeFree (233733)", "233733", "BEFREE"),
        ("Envíe AYUDA al 233733", "233733", "AYUDA"),
        ("Text “START” to 88788", "88788", "START"),
        ("text HOME to 741-741", "741741", "HOME"),
        ("TEXT HELP TO 233733", "233733", "HELP"),
    ],
)
def test_what_to_text_and_where(body: str, code: str, keyword: str) -> None:
    (phone,) = find_phones("p", body)
    assert (phone.number, phone.use, phone.keyword) == (code, "text", keyword)


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ("call or text 988", ["988"]),
        ("dial 2-1-1 for beds", ["211"]),
        ("Helpline: 988", ["988"]),
        ("988 Lifeline", []),
        ("Salem OR 97301", []),
        ("text us, OH 43604", []),
        ("area code 513", []),
    ],
)
def test_short_codes_are_those_that_nobody_writes_by_chance(body: str, codes: list[str]) -> None:
    assert [phone.number for phone in find_phones("p", body)] == codes


@pytest.mark.parametrize("body", ["Case No. 614-243-8871", "award 513-243-8871", "docket #419-243-8871"])
def test_numbers_of_something_else_are_no_contacts(body: str) -> None:
    assert find_phones("p", body) == []


@pytest.mark.parametrize(
    "body",
    [
        "1845 Chicago Ave, Riverside",
        "(1800) Olympia Way",
        "at 1800 Chicago Avenue",
        "845 Maplewood",
        "PO 8455 Larkspur",
    ],
)
def test_a_street_is_no_number_with_a_word(body: str) -> None:
    assert find_phones("p", body) == []


@pytest.mark.parametrize(
    "body", ["Call or text 1-800-555-0142", "Call/text: 1-800-555-0142", "Llame o envíe al 800-555-0142"]
)
def test_what_takes_calls_and_messages_is_voice(body: str) -> None:
    assert [phone.use for phone in find_phones("p", body)] == ["voice"]


@pytest.mark.parametrize(
    ("body", "number", "use"),
    [
        ("Lifeline\n988\nVisit Website", "988", "voice"),
        ("Lifeline\n📞 9-8-8\n", "988", "voice"),
        ("Text Line\n741741\n", "741741", "text"),
        ("Line\n741-741\n", "741741", "text"),
    ],
)
def test_a_code_may_have_a_line_to_itself(body: str, number: str, use: str) -> None:
    assert [(phone.number, phone.use) for phone in find_phones("p", body)] == [(number, use)]


def test_a_zip_code_on_its_own_line_is_no_code() -> None:
    assert find_phones("p", "Toledo\n43604\n") == []


@pytest.mark.parametrize("body", ["Code:\n482913\n", "Donations\n250000\n", "Suite\n110011\n"])
def test_six_digits_alone_are_no_code(body: str) -> None:
    assert find_phones("post", body) == []


@pytest.mark.parametrize("body", ["(888) XXX-XXXX", "incident 2025-0114-07", "case 2018-004417", "(2025-03-14 02:11)"])
def test_placeholders_dates_and_numbers_of_cases_are_none(body: str) -> None:
    assert find_phones("post", body) == []


@pytest.mark.parametrize(
    ("body", "number"),
    [
        ("- **988** — by day and night", "988"),
        ("211: for food and beds", "211"),
        ("Crisis Services of the Valley - 211 (24/7)", "211"),
        ("| Larkspur | **311** (or 419-421-6600) |", "311"),
        ("311 (in the city)", "311"),
    ],
)
def test_a_short_code_may_lead_its_line_or_stand_behind_a_sign(body: str, number: str) -> None:
    assert number in [phone.number for phone in find_phones("post", body)]
