"""What a file of each kind says, line by line."""

import pytest

from referrals.documents import Document, read
from tests.referrals.documents import made

PAGE = """<!doctype html><html><head><title>no</title><style>p{}</style></head><body>
<h1>Shelters</h1><p>Call <b>Harbor
House</b> by night.<p hidden>not<p>Seen <span style="display: none">not</span>again<br>next
<!-- not --><script>document.write("<p>not")</script><h2>Lists</h2>
<ul><li>one<li><p>two</p><ol><li>inner</ol></ul>
<table><thead><tr><th>Agency<th>Phone<tbody><tr><td>Harbor<br>House<td>919-555-0142<tr><td colspan=2>all</table>
<dl><dt>Lantern<dd>lawyers</dl><pre>as  it
 is</pre>"""


def lines(data: bytes) -> list[str]:
    return read(data).text.split("\n")


class TestHTML:
    def test_is_read_as_it_is_seen(self):
        assert lines(PAGE.encode()) == [
            "Shelters", "Call Harbor House by night.", "Seen again", "next", "", "Lists", "• one", "• two", "• inner",
            "Agency\tPhone", "Harbor House\t919-555-0142", "all", "Lantern", "lawyers", "as  it", " is",
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("link", "said"),
        [
            ('<a href="https://harbor.example.org/help">Their site</a>.', "Their site (https://harbor.example.org/help)."),
            ('<a href="https://www.harbor.example.org/">harbor.example.org</a>', "harbor.example.org"),
            ('<a href="mailto:help@harbor.example?subject=x">Write</a>', "Write (help@harbor.example)"),
            ('<a href="mailto:Help@harbor.example">help@harbor.example</a>', "help@harbor.example"),
            ('<a href="tel:+1-919-555-0142">Call</a>', "Call (+1-919-555-0142)"),
            ('<a href="tel:+19195550142">(919) 555-0142</a>', "(919) 555-0142"),
            ('<a href="/contact">Contact</a> <a href="javascript:go()">Go</a> <a name="x">Here</a>', "Contact Go Here"),
        ],
    )  # fmt: skip
    def test_where_a_link_leads_stands_behind_it_unless_its_text_says_so(self, link, said):
        assert lines(f"<p>{link}".encode()) == [said]

    def test_a_page_laid_out_with_a_table_is_no_row(self):
        page = "<table><tr><td><p>a<p>b<p>c<p>d<table><tr><td>x<td>y</table><td>menu</table>after"
        assert lines(page.encode()) == ["a", "b", "c", "d", "x\ty", "menu", "after"]

    def test_no_break_spaces_are_kept_and_others_count_as_one(self):
        assert lines(b"<p>1.&nbsp;&nbsp;Ann \n  Lee<br>&nbsp;Slowly.<br>\n<br><br><br>Next") == [
            "1.\xa0\xa0Ann Lee", "\xa0Slowly.", "", "", "Next",
        ]  # fmt: skip

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "iso8859-2"])
    def test_its_encoding_is_its_mark_or_what_it_says(self, encoding):
        word = "Niño “’”" if encoding != "iso8859-2" else "Łódź"
        said = f'<meta charset="{encoding}">' if encoding == "iso8859-2" else ""
        assert lines(f"<html>{said}<p>{word}".encode(encoding)) == [word]

    def test_a_body_that_a_script_would_show_is_read(self):
        assert lines(b'<html><body style="visibility:hidden"><p>seen') == ["seen"]


class TestPDF:
    COLUMNS = """#set page(columns: 2)
= Shelters in Ohio
Harbor House takes women with children, and answers at night. Call the office at 919-555-0142 before you come.
#link("https://harbor.example.org/")[Their site] says more.
#colbreak()
= Lawyers
The Harbor Immigrant Justice Center helps with T visas and with everything else."""

    def test_columns_come_one_after_the_other_and_headings_stand_apart(self):
        read_lines = lines(made.pdf(self.COLUMNS))
        assert read_lines[0] == "Shelters in Ohio"
        at = read_lines.index("Lawyers")
        assert read_lines[at - 1] == ""
        left, right = " ".join(read_lines[1:at]), " ".join(read_lines[at + 1 :])
        assert left.startswith("Harbor House takes women with children, and answers at night. Call the office at")
        assert "Their site (https://harbor.example.org/) says more." in left
        assert right == "The Harbor Immigrant Justice Center helps with T visas and with everything else."

    def test_a_table_comes_row_by_row_with_tabs_between_its_cells(self):
        table = "[Agency],[Phone],[What they do],[Harbor House],[919-555-0142],[Shelter],[Lantern],[919-555-0177],[Law]"
        assert lines(made.pdf(f"#table(columns: (1fr, 1fr, 1fr), {table})\n- an item")) == [
            "Agency\tPhone\tWhat they do", "Harbor House\t919-555-0142\tShelter", "Lantern\t919-555-0177\tLaw",
            "• an item",
        ]  # fmt: skip

    @pytest.mark.parametrize("align", ["top", "horizon"])
    def test_a_row_of_cells_of_several_lines_is_one_line(self, align):
        help_ = "Shelter for women with children, and somebody who answers at night, whatever the hour is"
        table = f"[Agency],[Phone],[What],[Harbor House of the North],[919-555-0142],[{help_}],[Lantern],[1],[Law]"
        text = f"Whom to call:\n#table(columns: (6em, 8em, 14em), align: {align}, {table})\nAnd others."
        assert lines(made.pdf(text)) == [
            "Whom to call:", "Agency\tPhone\tWhat", f"Harbor House of the North\t919-555-0142\t{help_}",
            "Lantern\t1\tLaw", "And others.",
        ]  # fmt: skip

    def test_columns_of_a_few_lines_are_no_row(self):
        text = "Call Harbor House at 919-555-0142.\n\n" * 2
        read_lines = lines(made.pdf(f"#set page(columns: 2)\n{text}#colbreak()\n{text}"))
        assert "\t" not in "".join(read_lines)

    def test_letters_may_be_drawn_larger_than_their_size_says(self):
        drawn = b"BT /F 1 Tf 12 0 0 12 50 700 Tm (Harbor House by night) Tj ET"
        assert lines(made.pdf_by_hand(drawn)) == ["Harbor House by night"]

    def test_a_hyphen_at_the_end_of_a_line_stays(self):
        word = "internationalization " * 3
        read_lines = lines(made.pdf(f"#set page(width: 7cm)\n#set text(hyphenate: true)\n{word}"))
        assert any(line.endswith("-") for line in read_lines)
        assert "".join(read_lines).replace("-", "").replace(" ", "") == "internationalization" * 3

    def test_what_stands_on_every_page_comes_once(self):
        page = "#set page(header: [Coalition], footer: context [page #here().page()])\n"
        found = read(made.pdf(page + "First text.#pagebreak()Second text.#pagebreak()Third text."))
        assert (found.pages, found.text.split("\n")) == (
            3, ["Coalition", "First text.", "Second text.", "Third text.", "page 1"],
        )  # fmt: skip

    def test_lines_that_only_the_margin_broke_are_known(self):
        long = "Slowly, and with patience, as all of this takes years, and nobody should be surprised when " * 4
        found = read(made.pdf(f"{long}\n\nShort.\n\nShort, too."))
        assert len(found.text.split("\n")) > 4
        assert found.unwrapped() == f"{long.strip()}\nShort.\nShort, too."
        assert found.unwrapped(apart={0}).split("\n")[0] == found.text.split("\n")[0]

    def test_an_address_that_the_margin_parted_is_one_again(self):
        long = "Slowly, and with patience, as all of this takes years, you may call them or look at the pages of the "
        text = f"{long}www.harbor.example.org/help/by-night and of others."
        pages = [read(made.pdf(f"#set page(width: {width}mm)\n{text}")) for width in range(100, 200, 6)]
        assert any("\nharbor.example.org" in one.text for one in pages)
        assert {one.unwrapped() for one in pages} == {text}

    def test_items_of_a_list_stay_apart_however_long(self):
        items = [("Harbor House " * n).strip() for n in range(5, 9)]
        text = read(made.pdf("#set page(width: 12cm)\n" + "\n".join(f"- {item}" for item in items))).unwrapped()
        assert text.split("\n") == [f"• {item}" for item in items]

    def test_one_written_by_hand_is_read(self):
        assert lines(made.pdf_by_hand(b"BT /F 12 Tf 50 700 Td (Harbor House) Tj 0 -20 Td (919-555-0142) Tj ET")) == [
            "Harbor House", "919-555-0142",
        ]  # fmt: skip


class TestDOCX:
    @staticmethod
    def write(document) -> None:
        document.add_heading("Shelters", 1)
        made.link(document.add_paragraph("See "), "their site", "https://harbor.example.org/")
        document.add_heading("Lists", 2)
        document.add_paragraph("one", style="List Bullet")
        document.add_paragraph("", style="List Bullet")
        document.add_paragraph("after")
        table = document.add_table(2, 2)
        for cell, text in zip(table._cells, ["Agency", "Phone", "Harbor\nHouse", "919-555-0142"], strict=True):
            cell.text = text
        document.add_paragraph("unseen").runs[0].font.hidden = True
        document.add_section()
        for section in document.sections:
            section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
            section.header.paragraphs[0].text, section.footer.paragraphs[0].text = "Coalition", "2026"

    def test_is_read_with_heads_and_feet_once(self):
        assert lines(made.word(self.write)) == [
            "Coalition", "Shelters", "See their site (https://harbor.example.org/)", "", "Lists", "• one", "after",
            "Agency\tPhone", "Harbor House\t919-555-0142", "2026",
        ]  # fmt: skip

    def test_what_was_deleted_or_is_a_fields_code_is_no_text(self):
        body = (
            b"<w:p><w:r><w:t>Call</w:t></w:r><w:del><w:r><w:delText>old</w:delText></w:r></w:del></w:p>"
            b'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://a.example/b" '
            b'</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>site</w:t></w:r><w:r>'
            b'<w:fldChar w:fldCharType="end"/></w:r></w:p>'
        )
        assert lines(made.word_by_hand(body)) == ["Call", "site (https://a.example/b)"]

    def test_macros_and_embedded_files_are_never_opened(self):
        parts = {"word/vbaProject.bin": b"\0" * 99, "word/embeddings/oleObject1.bin": b"x", "word/media/i.png": b"x"}
        assert lines(made.word_by_hand(made.paragraph(b"Call"), **parts)) == ["Call"]


class TestText:
    def test_is_taken_as_it_is(self):
        assert read("\ufeffNiño\r\n\tCall\rnow".encode()) == Document("Niño\n\tCall\nnow", "text")

    def test_windows_1252_is_known(self):
        assert read("“Call” – it’s free".encode("cp1252")).text == "“Call” – it’s free"


@pytest.mark.parametrize(
    ("begins", "kind"),
    [(b"<p>x", "html"), (b"\n <!-- a --> <DIV class=x>x", "html"), (b"<3 is a heart", "text"), (b"a <b>x", "text")],
)
def test_what_a_file_is_its_beginning_says(begins, kind):
    assert read(begins).kind == kind
