"""Which posts are one answer: series as people number them, and whose posts they are."""

import pytest

from forum.transcripts import Question, parse
from tests.forum.invented import transcript

M, U = "M Tolle", "U Brandt"


def under_one_question(*replies: tuple[str, str]) -> Question:
    """Read replies, given oldest first, under one question."""
    return parse(transcript(("Why do bees dance?", list(reversed(replies)))).encode()).questions[0]


def messages(question: Question) -> list[list[str]]:
    """Give each unit of the thread, in reading order, as the messages proper of its posts."""
    by_n = {reply.n: reply.text[reply.body_start :] for reply in question.replies}
    return [[by_n[n] for n in unit] for unit in question.thread]


@pytest.mark.parametrize(
    ("marker", "part"),
    [
        ("Part 2: ", 2),
        ("Part 2 ", 2),
        ("FINAL Part 2: ", 2),
        ("PART II: ", 2),
        ("(2) ", 2),
        ("Part 2 of 2: ", 2),
        ("Part 2 of response: ", 2),
        ("(2 of 2) ", 2),
        ("Part two - ", 2),
        ("Part 2 (cont'd): ", 2),
        ("Cont'd: ", 2),
        ("cont'd....", 2),
        ("Cont’d ", 2),
        ("Contd. ", 2),
        ("Contíd: ", 2),
        ("Continued: ", 2),
        ("(continued) ", 2),
        ("...continued ", 2),
        ("Continued from above: ", 2),
        ("Final part: ", 2),
        ("Parte 2: ", 2),
        ("Parte dos: ", 2),
        ("Segunda parte: ", 2),
        ("Second part: ", 2),
        ("2nd part - ", 2),
        ("[2/2] ", 2),
        ("Continuación: ", 2),
    ],
)
@pytest.mark.parametrize("first", ["Part 1: ", ""])
def test_a_second_part_follows_the_first_however_it_is_marked(marker: str, part: int, first: str) -> None:
    question = under_one_question((M, first + "They point"), ("Pell", "Oh?"), (M, marker + "9. at flowers."))
    assert messages(question) == [["They point", "9. at flowers."], ["Oh?"]]
    assert [reply.part for reply in question.replies] == [part, None, 1]
    assert [reply.series for reply in question.replies] == [1, None, 1]


@pytest.mark.parametrize(
    "text",
    [
        "Continued feeding helps.",
        "Part 2 of the bee act says so.",
        "Part of it is play.",
        "Part I know, part I guess.",
        "As I wrote in Part 2: they point.",
        "2) they point",
        "24/7: they point",
        "9/11: they point",
        "Contents: they point",
    ],
)
def test_words_that_only_look_like_a_marker_are_the_message(text: str) -> None:
    question = under_one_question((M, "They point."), (M, text))
    assert messages(question) == [["They point."], [text]]
    assert [reply.part for reply in question.replies] == [None, None]


def test_parts_are_read_by_number_and_not_by_the_order_they_came_in() -> None:
    posted = [(M, "Part 3: c"), (M, "Part 1: a"), (U, "Mine."), (M, "Part 4: d"), (M, "Part 2: b")]
    assert messages(under_one_question(*posted)) == [["a", "b", "c", "d"], ["Mine."]]


def test_parts_that_came_last_first_are_still_read_by_number() -> None:
    assert messages(under_one_question((M, "Part 3: c"), (M, "Part 2: b"), (M, "Part 1: a"))) == [["a", "b", "c"]]


def test_numbers_in_brackets_make_a_series() -> None:
    posted = [(M, f"({n}) {'abcdefgh'[n - 1]}") for n in range(1, 9)]
    assert messages(under_one_question(*posted)) == [list("abcdefgh")]


def test_a_lone_one_in_brackets_begins_a_list() -> None:
    assert messages(under_one_question((M, "(1) wax (2) honey"), (M, "Yes."))) == [
        ["(1) wax (2) honey"],
        ["Yes."],
    ]


def test_a_part_whose_others_are_lost_keeps_its_number() -> None:
    question = under_one_question((U, "Mine."), (M, "Part 4: They point."))
    assert messages(question) == [["Mine."], ["They point."]]
    assert [(reply.part, reply.series) for reply in question.replies] == [(4, None), (None, None)]


def test_only_a_second_part_looks_for_a_first_without_marker() -> None:
    assert messages(under_one_question((M, "Yes."), (M, "Part 4: d"))) == [["Yes."], ["d"]]


def test_a_lost_part_does_not_break_its_series() -> None:
    question = under_one_question((M, "Part 1: a"), (M, "Part 2: b"), (M, "Part 5: e"))
    assert messages(question) == [["a", "b", "e"]]


def test_two_series_by_one_person_stay_two() -> None:
    posted = [(M, "Part 1: a"), (M, "Part 2: b"), ("Pell", "Oh?"), (M, "Part 1: c"), (M, "Part 2: d")]
    question = under_one_question(*posted)
    assert messages(question) == [["a", "b"], ["Oh?"], ["c", "d"]]
    assert [reply.series for reply in question.replies] == [2, 2, None, 1, 1]


def test_series_that_run_side_by_side_are_told_apart_by_topic() -> None:
    posted = [(M, "Wax Part 1: a"), (M, "Honey Part 1: x"), (M, "Wax Part 2: b"), (M, "Honey Part 2: y")]
    assert messages(under_one_question(*posted)) == [["a", "b"], ["x", "y"]]


def test_two_people_number_their_parts_each_for_themselves() -> None:
    posted = [(M, "Part 1: a"), (U, "Part 1: x"), (U, "Part 2: y"), (M, "Part 2: b")]
    assert messages(under_one_question(*posted)) == [["a", "b"], ["x", "y"]]


def test_one_host_under_two_labels_is_one_author() -> None:
    assert messages(under_one_question(("Mina", "Part 1: a"), ("mtolle", "Part 2: b"))) == [["a", "b"]]


def test_a_continuation_between_numbered_parts_stays_between_them() -> None:
    question = under_one_question((M, "Part 1: a"), (M, "Cont'd: more a"), (M, "Part 2: b"))
    assert messages(question) == [["a", "more a", "b"]]
    assert [reply.part for reply in question.replies] == [2, None, 1]


def test_continuations_count_as_parts_where_the_numbers_say_so() -> None:
    question = under_one_question((M, "a"), (M, "cont'd b"), (M, "Part 3: c"))
    assert messages(question) == [["a", "b", "c"]]
    assert [reply.part for reply in question.replies] == [3, 2, 1]


def test_a_third_part_follows_the_newer_of_two_series_continuations_counted() -> None:
    posted = [(M, "Part 1: a"), (M, "Part 2: b"), (U, "Mine."), (M, "x"), (M, "cont'd y"), (M, "Part 3: z")]
    assert messages(under_one_question(*posted)) == [["a", "b"], ["Mine."], ["x", "y", "z"]]


def test_a_continuation_of_nothing_stands_alone() -> None:
    question = under_one_question((U, "Mine."), (M, "Cont'd: They point."))
    assert messages(question) == [["Mine."], ["They point."]]


# Labels and hosts


def role(label: str, hosts: str) -> tuple[str, tuple[str, ...]]:
    text = transcript(("Wax?", [(label, "Yes.")]), hosts=hosts)
    reply = parse(text.encode()).questions[0].replies[0]
    return reply.role, reply.hosts


SHORTENED = [
    *("Mina Tolle", "mina tolle", "Mína Tolle", "Mina-Tolle", "Mina J Tolle", "M Tolle", "Mina T"),
    *("Mina", "Min", "Tolle", "Ms. Tolle", "MT", "minatolle", "mtolle", "mtolle3", "minat"),
    *("Mina, OVC", "Mina OVC", "Mina & Pell"),
]


@pytest.mark.parametrize("label", SHORTENED)
def test_a_shortened_host_is_a_host(label: str) -> None:
    assert role(label, "Mina Tolle, Ugo Brandt") == ("host", ("Mina Tolle",))


@pytest.mark.parametrize("label", ["Pell Aru", "Mina Brown", "Ana Tolle", "Tolle, Ana", "Aru", "Minerva Li", "Bo"])
def test_somebody_else_is_a_participant(label: str) -> None:
    assert role(label, "Mina Tolle, Ugo Brandt") == ("participant", ())


@pytest.mark.parametrize(
    ("label", "hosts", "names"),
    [
        ("Ann & Clementi", "Ann Ode, Clementine Rusk", ("Ann Ode", "Clementine Rusk")),
        ("Clementine Rus", "Ann Ode, Clementine Rusk", ("Clementine Rusk",)),
        ("clementineruskw", "Ann Ode, Clementine Ruskwell", ("Clementine Ruskwell",)),
        ("OBrien", "Ann O'Brien, Bo Rusk", ("Ann O'Brien",)),
        ("Maj. Rusk", "Major Bo Rusk VII", ("Major Bo Rusk VII",)),
        ("Bo Rusk", "Bo Rusk, Jr., Ann Ode, Ph.D.", ("Bo Rusk, Jr.",)),
        ("Ann", "Ann Ode, Ann Rusk", ()),
    ],
)
def test_labels_are_matched_by_general_rules(label: str, hosts: str, names: tuple[str, ...]) -> None:
    assert role(label, hosts) == ("host", names)


def test_a_host_under_a_nickname_is_found_by_elimination() -> None:
    posts = [("Peg", "Yes."), ("M Tolle", "No.")]
    text = transcript(*[(f"Wax {n}?", posts) for n in range(3)], hosts="Mina Tolle, Margaret Rusk")
    thread = parse(text.encode())
    assert [(host.name, host.labels) for host in thread.hosts] == [
        ("Mina Tolle", ("M Tolle",)),
        ("Margaret Rusk", ("Peg",)),
    ]


def test_a_participant_is_no_host_for_one_question_asked_back() -> None:
    text = transcript(("Wax?", [("Peg", "Why?"), ("M Tolle", "No.")]), hosts="Mina Tolle, Margaret Rusk")
    assert [reply.role for reply in parse(text.encode()).questions[0].replies] == ["participant", "host"]


@pytest.mark.parametrize(
    ("first", "second"), [("1) ", "2) "), ("I. ", "II. "), ("1/2: ", "2/2: "), ("(1) ", "(2) "), ("Parte 1: ", "2) ")]
)
def test_numbers_of_a_list_part_an_answer_when_each_post_has_one(first: str, second: str) -> None:
    question = under_one_question((M, first + "They point"), ("Pell", "Oh?"), (M, second + "at flowers."))
    assert messages(question) == [["They point", "at flowers."], ["Oh?"]]


@pytest.mark.parametrize(
    "posts",
    [("1) They point. 2) They turn.", "2) is what I meant."), ("II. is a number", "They"), ("9/11: they", "So")],
)
def test_numbers_of_a_list_inside_a_post_part_nothing(posts: tuple[str, str]) -> None:
    question = under_one_question(*((M, post) for post in posts))
    assert messages(question) == [[post] for post in posts]


def test_a_sentence_goes_on_behind_dots_in_the_next_post() -> None:
    question = under_one_question((M, "They point"), ("Pell", "Oh?"), (M, "... at flowers."))
    assert messages(question) == [["They point", "at flowers."], ["Oh?"]]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("They point (more)", "At flowers."),
        ("They point. To be continued", "At flowers."),
        ("They point, for they", "have been there."),
        ("Response 1: They point.", "Response 2: At flowers."),
        ("#1: They point.", "#2: At flowers."),
    ],
)
def test_a_post_that_breaks_off_is_taken_up_by_its_authors_next(first: str, second: str) -> None:
    question = under_one_question((M, first), ("Pell", "Oh?"), (M, second))
    assert question.thread == ((3, 1), (2,))


def test_two_whole_posts_of_one_author_are_two_answers() -> None:
    question = under_one_question((M, "They point."), ("Pell", "Oh?"), (M, "at least I think so"))
    assert question.thread == ((3,), (2,), (1,))


@pytest.mark.parametrize(
    "later",
    ["I forgot: they dance.", "I should have added the dance.", "more... of it", "P.S. They dance.", "Olvidé algo."],
)
def test_an_afterthought_belongs_to_what_its_author_wrote_before(later: str) -> None:
    question = under_one_question((M, "Bees see."), (U, "Mine."), (M, later))
    assert [len(unit) for unit in question.thread] == [2, 1]


@pytest.mark.parametrize("later", ["One more for you: they dance.", "I forgive them.", "More bees dance."])
def test_other_posts_of_the_same_author_are_answers_of_their_own(later: str) -> None:
    assert [len(unit) for unit in under_one_question((M, "Bees see."), (M, later)).thread] == [1, 1]


def test_a_post_that_breaks_off_at_a_small_word_goes_on_in_the_next_whatever_its_first_letter() -> None:
    question = under_one_question((M, "In Ohio they dance, and in Oregon they sing. In"), (M, "Texas nobody does."))
    assert [len(unit) for unit in question.thread] == [2]
