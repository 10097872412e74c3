"""Posts as the public reads them."""

from types import SimpleNamespace

from forum import reading


class Rows(list):
    def all(self):
        return self


def post(text, *, body_start=0, redactions=(), mentions=(), advice=()):
    return SimpleNamespace(
        text=text,
        body_start=body_start,
        redactions=Rows(SimpleNamespace(start=start, end=end) for start, end in redactions),
        mentions=Rows(mentions),
        advice=Rows(advice),
    )


def shown(*args, **kwargs):
    return "".join(piece.text for piece in reading.pieces(post(*args, **kwargs)))


def test_a_part_marker_is_not_read_aloud():
    assert shown("Part 2: Call them.", body_start=8) == "Call them."


def test_what_is_redacted_is_replaced_and_nothing_else():
    assert shown("Ann, 16, from Elm Street called.", redactions=[(0, 24)]) == "[removed] called."


def test_a_redaction_that_begins_within_the_marker_hides_to_its_end():
    assert shown("Part 2: Ann called.", body_start=8, redactions=[(4, 11)]) == "[removed] called."


def test_redactions_that_overlap_are_one():
    assert shown("0123456789", redactions=[(1, 5), (3, 8)]) == "0[removed]89"


def test_a_quote_replaces_what_is_redacted_within_it():
    text = "Ann is 16. Call Harbor House."
    assert reading.quote(post(text, redactions=[(0, 10)]), 0, len(text)) == "[removed] Call Harbor House."
    assert reading.quote(post(text, redactions=[(0, 10)]), 11, len(text)) == "Call Harbor House."


def test_the_whole_text_is_what_the_pieces_say():
    for redactions in ([], [(0, 4)], [(4, 11)], [(9, 12), (11, 15)], [(9, 50)]):
        shown_post = post("Part 2: Ann called Harbor House.", body_start=8, redactions=redactions)
        assert reading.shown_text(shown_post) == "".join(piece.text for piece in reading.pieces(shown_post))


def test_items_of_a_list_stand_on_lines_of_their_own():
    assert reading.Piece("Ask: • one • two").lines == "Ask:\n• one\n• two"
