"""Cells to values."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referrals.importing import publishers, values
from referrals.importing.problems import Unexpected
from referrals.importing.texting import text_line


@pytest.mark.parametrize(
    ("cell", "number"),
    [("888-373-7888", "+18883737888"), ("988", "988"), ("211", "211"), ("340-774-0930", "+13407740930")],
)
def test_phones_become_e164_or_stay_short(cell, number):
    assert values.phone(cell) == number


@pytest.mark.parametrize("cell", ["911", "12345", "888 373 7888", "088-373-7888", "011-373-7888", "888-373-788", "٨٨٨"])
def test_other_phones_are_refused(cell):
    with pytest.raises(Unexpected, match="NNN-NNN-NNNN"):
        values.phone(cell)


@pytest.mark.parametrize(
    ("cell", "number", "keyword", "label"),
    [
        ("Text START to 88788", "88788", "START", ""),
        ("Text 988", "988", "", ""),
        ("Text 800-422-4453", "+18004224453", "", ""),
        ("Text HOME (or HOLA for Spanish) to 741741", "741741", "HOME", "Text HOME (or HOLA for Spanish) to 741741"),
        ("Text 233733 (BEFREE)", "233733", "", "Text 233733 (BEFREE)"),
        ("Text a ZIP code to 435748 (HELP4U)", "435748", "", "Text a ZIP code to 435748 (HELP4U)"),
    ],
)
def test_an_instruction_for_texting_becomes_number_keyword_and_label(cell, number, keyword, label):
    assert text_line(cell) == {"number": number, "keyword": keyword, "use": "text", "label": label}


@pytest.mark.parametrize("cell", ["call us", "Text HELP", "Text HELP to 12", "Text 911"])
def test_other_instructions_are_refused(cell):
    with pytest.raises(Unexpected):
        text_line(cell)


@pytest.mark.parametrize(
    ("cell", "url"),
    [
        ("https://example.org/a?b=1", "https://example.org/a?b=1"),
        ("http://example.org", "http://example.org"),
        ("example.org/help", "https://example.org/help"),
    ],
)
def test_web_addresses(cell, url):
    assert values.web_address(cell) == url


@pytest.mark.parametrize(
    "cell",
    ["none", "ftp://example.org", "javascript:alert(1)", "http://[", "https://a b.org", "https://u:p@example.org",
     'https://example.org/"', "HTTP://example.org"],
)  # fmt: skip
def test_other_web_addresses_are_refused(cell):
    with pytest.raises(Unexpected, match="a web address"):
        values.web_address(cell)


@pytest.mark.parametrize("cell", ["info", "info@localhost", '"a b"@example.org', "a@b@example.org", "info@example"])
def test_other_mailboxes_are_refused(cell):
    with pytest.raises(Unexpected, match="an e-mail address"):
        values.email(cell)


@pytest.mark.parametrize("cell", ["2015", "2015-01", "2015-01-21"])
def test_a_date_may_be_partial(cell):
    assert values.partial_date(cell) == cell


@pytest.mark.parametrize("cell", ["15", "2015-13", "2015-01-32", "01/21/2015", "2015-1"])
def test_other_dates_are_refused(cell):
    with pytest.raises(Unexpected, match="YYYY"):
        values.partial_date(cell)


@pytest.mark.parametrize(
    ("url", "who"),
    [
        ("https://www.justice.gov/eoir/list", "U.S. Department of Justice"),
        ("https://www.castla.org/about", "castla.org"),
        (
            "https://github.com/usdoj-crt/crt-portal/blob/1a2b3c/footer.html",
            "U.S. Department of Justice, Civil Rights Division",
        ),
        ("https://github.com/somebody/some-list/blob/552a523c/data.ts", "a public list on GitHub"),
        ("https://github.com/", "a public list on GitHub"),
        ("file:transcripts/ovc-provider-forum-2015-01-21.txt", "OVC Provider Forum"),
    ],
)
def test_who_published_it(url, who):
    assert publishers.published_by(publishers.source_url(url)) == who


CONVERTERS = [values.phone, values.email, values.web_address, values.partial_date, values.digits, values.slug,
              values.number, text_line, publishers.source_url]  # fmt: skip


@pytest.mark.parametrize("convert", CONVERTERS)
@given(
    cell=st.text(min_size=1)
    | st.from_regex(r"\A[0-9]{3}-[0-9]{3}-[0-9]{4}\Z")
    | st.text().map("https://".__add__)
    | st.text().map("Text {} to 88788".format)
)
def test_no_cell_raises_anything_but_unexpected(convert, cell):
    with suppress(Unexpected):
        convert(cell)
