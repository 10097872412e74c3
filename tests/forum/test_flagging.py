"""What may describe a person is found, and what practitioners write about their work is left alone."""

import time

import pytest
from django.conf import settings

from forum import transcripts
from forum.flagging import flags, of_session

SHIPPED = settings.FIXTURES_DIR / "transcripts" / "ovc-provider-forum-2015-01-21.txt"
MOST_FALSE_ALARMS = 3  # of 79 posts, in none of which a person is described


def found(text: str, *speakers: str) -> list[tuple[str, str]]:
    return [(flag.reason, text[flag.start : flag.end]) for flag in flags(text, speakers)]


@pytest.mark.parametrize(
    ("text", "reason", "words"),
    [
        ("A 16-year-old girl from Honduras in Charlotte.", "age", "16-year-old girl from Honduras in Charlotte"),
        ("My client, 15, lives in Durham County.", "age", "client, 15, lives in Durham County"),
        ("She is 17 and came from Guatemala.", "age", "She is 17 and came from Guatemala"),
        ("15 yo from san antonio was sold", "age", "15 yo from san antonio"),
        ("There is a Honduran girl, aged 14.", "age", "Honduran girl, aged 14"),
        ("He turned 18. He now works in Boise.", "age", "He turned 18. He now works in Boise"),
        ("Una joven de 16 años de Honduras.", "age", "16 años de Honduras"),
        ("DOB 3/4/1999", "birth", "DOB 3/4/1999"),
        ("She was born on March 3, 2001.", "birth", "born on March 3, 2001"),
        ("Date of birth: 1999-03-04.", "birth", "Date of birth: 1999-03-04"),
        ("nacida el 3 de marzo de 2001", "birth", "nacida el 3 de marzo de 2001"),
        ("See case no. 14-CV-1234 there.", "case", "case no. 14-CV-1234"),
        ("It is 3:14-cr-00123 in that court.", "case", "3:14-cr-00123"),
        ("police report #2014-55321", "case", "police report #2014-55321"),
        ("docket 14CRS50123", "case", "docket 14CRS50123"),
        ("Her A-number is A 123 456 789.", "alien", "A-number is A 123 456 789"),
        ("under A123456789 she", "alien", "A123456789"),
        ("alien number 098765432", "alien", "alien number 098765432"),
        ("I have WAC-12-345-67890 here", "alien", "WAC-12-345-67890"),
        ("call about 123-45-6789", "id", "123-45-6789"),
        ("SSN: 123456789", "id", "SSN: 123456789"),
        ("passport number X1234567", "id", "passport number X1234567"),
        ("Her name is Itzel Xol and she is here.", "name", "Itzel Xol"),
        ("A girl named Jade told me.", "name", "Jade"),
        ("my client Itzel Xol fears him", "name", "Itzel Xol"),
        ("Ana was sold by her uncle.", "name", "Ana"),
        ("When Rosa Perez escaped, we met.", "name", "Rosa Perez"),
        ("Ms. Xol was arrested there.", "name", "Xol"),
        ("my client M.L. fears him", "name", "M.L."),
        ("her name is maria lopez, she said", "name", "maria lopez"),
        ("Juan told me his boss hit him.", "name", "Juan"),
        ("We had a client (Maria) who was deported.", "name", "Maria"),
        ("her A# is 123-456-789", "alien", "A# is 123-456-789"),
        ("her I-94 number is 12345678901", "id", "I-94 number is 12345678901"),
    ],
)
def test_it_is_flagged_with_its_reason(text, reason, words):
    assert (reason, words) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Our program serves ages 12-17 in North Carolina.",
        "Anyone under 18 in Texas; adults 18 and older in Ohio.",
        "Girls 12 to 17 years old in Georgia may stay.",
        "The girl is 16.",  # no place
        "We have worked in Texas for 16 years.",
        "Call 1-888-373-7888 or 919-856-2570.",
        "See 18 U.S.C. 1591, Public Law 106-386, and the TIP report 2014.",
        "Form I-914 and a T-visa; in case 12 people come.",
        "Contact Vednita Carter, who leads Breaking Free.",
        "Maria Suarez is a lawyer at CAST in Los Angeles.",
        "I read about Angela's House. She was trafficked there.",
        "Hi Maria, your client was arrested?",
        "The program called Breaking Free was founded in 1996.",
        "Women were trafficked near San Jose and St. Mary.",
        "http://www.example.org/Ana-was-sold/123 her uncle was arrested",
    ],
)
def test_it_is_left_alone(text):
    assert found(text) == []


def test_who_writes_in_the_session_is_no_secret_in_it():
    said = "Ms Gomez was arrested at a march, and Carol fled."
    assert found(said) == [("name", "Gomez"), ("name", "Carol")]
    assert found(said, "Carol J Gomez") == []


def test_an_age_far_from_its_place_is_two_stretches():
    text = f"She is 16, {'and so on ' * 10}and lives in Durham County."
    assert found(text) == [("age", "She is 16"), ("age", "Durham County")]


def test_no_flag_lies_within_another():
    text = "receipt WAC-12-345-67890, DOB 3/4/1999, my client Ana Xol, 16, from Ohio was sold."
    spans = [(flag.start, flag.end) for flag in flags(text)]
    assert spans == sorted(spans)
    assert not [1 for a in spans for b in spans if a != b and a[0] <= b[0] and b[1] <= a[1]]


def test_a_name_found_once_is_found_wherever_it_stands():
    texts = [
        "My client Itzel Hope is here.",
        "Call them about Itzel Hope.",
        "Itzel can wait, and there is hope. Hope so.",
        "Pell",
    ]
    found = [
        [text[flag.start : flag.end] for flag in flagged]
        for text, flagged in zip(texts, of_session(texts), strict=True)
    ]
    assert found == [["Itzel Hope"], ["Itzel Hope"], ["Itzel"], []]
    assert of_session(texts, ["Itzel Hope"]) == [[], [], [], []]


def test_the_shipped_session_has_few_false_alarms():
    read = transcripts.parse(SHIPPED.read_bytes())
    replies = [reply for question in read.questions for reply in question.replies]
    speakers = {host.name for host in read.hosts} | {reply.author for reply in replies}
    posts = [question.text for question in read.questions] + [reply.text for reply in replies]
    assert len(posts) == 79
    assert sum(map(len, of_session(posts, speakers))) <= MOST_FALSE_ALARMS


@pytest.mark.parametrize("piece", ["Ana De La ", "16 years old in Ohio. ", "a 1 2 3 ", "case no ", "A-1", "de la "])
def test_a_long_post_is_read_in_bounded_time(piece):
    began = time.process_time()
    flags(piece * (40_000 // len(piece)))
    assert time.process_time() - began < 2
