"""A sentence about a case becomes facets and words, and nothing else of it is kept."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referrals.search.reading import phrases, places
from tests.referrals.search.reading import EMPTY, TERMS, Shelf, facets, read


@pytest.fixture(scope="module", autouse=True)
def gazetteer():
    places.warm()


def test_the_sentence_of_the_product_is_read_whole():
    reading = read("16 year old girl from Honduras in Charlotte NC needs an immigration lawyer")
    assert [(one.key, one.words) for one in reading.read] == [
        ("victim:minors", "16 year old"),
        ("victim:immigrants", "Honduras"),
        ("state:NC", "Charlotte NC"),
        ("need:immigration-relief", "immigration lawyer"),
    ]
    assert reading.words == ()
    assert reading.city == "Charlotte"


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("abogado de inmigración gratis en Charlotte", ["need:immigration-relief", "cost:free", "state:NC"]),
        ("abogado de inmigracion gratis en charlotte", ["need:immigration-relief", "cost:free", "state:NC"]),
        ("refugio para menor no acompañado", ["need:emergency-shelter", "victim:unaccompanied-children"]),
        ("refugio para menor no acompanado", ["need:emergency-shelter", "victim:unaccompanied-children"]),
        (
            "mujer hondureña sin papeles, no le pagan",
            ["victim:immigrants", "victim:undocumented", "need:employment-rights"],
        ),
    ],
)
def test_spanish_is_read_with_and_without_accents(text, read_as):
    assert facets(text) == read_as


def test_accents_written_apart_are_accents():
    assert facets("abogado de inmigracio\u0301n") == ["need:immigration-relief"]


# Ages


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("17 year old", "minors"), ("17-year-old", "minors"), ("a 19yo", "young-adults"), ("19 y/o", "young-adults"),
        ("she is 24 years old", "young-adults"), ("25 yrs old", "adults"), ("niña de 12 años", "minors"),
        ("aged 15", "minors"), ("age 15", "minors"), ("16 años", "minors"), ("she is 17", "minors"),
        ("girl, 14, missing", "minors"), ("sixteen year old", "minors"), ("14 y.o.", "minors"),
        ("8 months old baby", "minors"), ("Ana, 22, from Lima", "young-adults"), ("71 years old", "adults"),
        ("tiene 15 y necesita ayuda", "minors"),
        ("client (F, 17)", "minors"), ("dieciséis años", "minors"), ("22yrs old", "young-adults"),
    ],
)  # fmt: skip
def test_an_age_is_read_and_its_number_dropped(text, slug):
    reading = read(text, Shelf(words=["12", "14", "15", "16", "17", "19", "22", "24", "25", "71"]))
    assert reading.read[0].key == f"victim:{slug}"
    assert not any(character.isdigit() for word in reading.words for character in word)


def test_two_ages_are_both_read():
    assert facets("12 to 19 year olds") == ["victim:minors", "victim:young-adults"]


@pytest.mark.parametrize("text", ["4 years ago", "hace 16 años", "worked there for 3 years", "has 3 kids", "room 12"])
def test_other_numbers_are_no_ages_and_stay_no_words_either(text):
    reading = read(text, Shelf(words=["3", "4", "12", "16"]))
    assert (reading.read, reading.words) == ((), ())


def test_an_age_group_the_vocabulary_has_not_is_only_dropped():
    assert facets("62 years old") == ["victim:adults"]


# Countries and languages


@pytest.mark.parametrize(
    "country",
    [
        "Honduras",
        "México",
        "mexico",
        "Viet Nam",
        "Vietnam",
        "Corea del Sur",
        "El Salvador",
        "Russia",
        "Ciudad de México",
    ],
)
def test_a_country_says_immigrant_and_never_stays_as_a_word(country):
    reading = read(f"mother from {country}", Shelf(words=["mother", *country.lower().split()]))
    assert [one.key for one in reading.read] == ["victim:immigrants"]
    assert reading.words == ("mother",)


@pytest.mark.parametrize("people", ["Honduran", "Mexican", "hondureña", "guatemalteca", "guatemaltecos", "Thai"])
def test_so_do_its_people(people):
    assert facets(f"{people} woman") == ["victim:immigrants"]


def test_a_country_that_is_a_first_name_says_so_only_after_from():
    assert facets("Jordan needs food", Shelf(words=["jordan"])) == ["need:food-clothing"]
    assert read("Jordan needs food", Shelf(words=["jordan"])).words == ()
    assert facets("family from Jordan") == ["victim:immigrants"]


def test_georgia_and_new_mexico_are_states():
    assert facets("lawyer in Georgia") == ["need:civil-legal", "state:GA"]
    assert facets("from New Mexico") == ["state:NM"]


def test_a_language_is_read_alone_or_where_speaking_is_spoken_of():
    assert facets("Spanish") == ["language:es"]
    assert facets("habla español") == ["language:es"]
    assert facets("speaks Thai") == ["language:th"]


def test_a_language_that_is_a_first_name_needs_the_word_interpreter_or_the_like():
    assert facets("Karen needs food") == ["need:food-clothing"]
    assert facets("Karen interpreter") == ["language:ksw"]


# Terms


def test_the_longest_term_wins():
    assert facets("a T visa") == ["need:t-visa"]
    assert facets("a visa") == ["need:immigration-relief"]


@pytest.mark.parametrize(
    ("text", "slug"), [("T visa", "t-visa"), ("T-visa", "t-visa"), ("U visa", "u-visa"), ("I-914", "t-visa"),
                       ("SIJS", "sijs"), ("sijs", "sijs"), ("VAWA", "vawa-self-petition")]
)  # fmt: skip
def test_relief_is_known_by_its_names(text, slug):
    assert facets(text) == [f"need:{slug}"]


def test_a_word_that_is_a_need_and_a_kind_asks_for_the_need():
    assert facets("hotline") == ["need:crisis-hotline"]


def test_a_word_may_be_two_facets_otherwise():
    assert set(facets("wage theft")) == {"victim:labor-trafficking", "need:employment-rights"}
    assert set(facets("pro bono")) == {"need:civil-legal", "cost:free"}


def test_apostrophes_of_all_sorts_are_one():
    assert facets("workers’ rights") == facets("workers' rights") == ["need:employment-rights"]


def test_short_acronyms_that_are_words_count_in_capitals_only():
    assert facets("a number of ICE") == ["kind:law-enforcement"]
    assert facets("ice and snow") == []


def test_a_term_does_not_reach_over_the_end_of_a_sentence():
    assert facets("We have a safe. House is small") == []


def test_around_the_clock_is_a_facet():
    assert facets("24/7 hotline") == ["open:24-7", "need:crisis-hotline"]
    assert facets("las 24 horas") == ["open:24-7"]


def test_a_weak_synonym_is_a_hint_and_stays_a_word():
    reading = read("court tonight", Shelf(words=["court"]))
    assert reading.read == ()
    assert [one.key for one in reading.hints] == ["need:civil-legal", "need:emergency-shelter"]
    assert reading.words == ("court",)


def test_words_that_only_look_like_a_term_are_none():
    assert facets("toll free number") == []
    assert facets("free food") == ["cost:free", "need:food-clothing"]


# Negations


@pytest.mark.parametrize(
    "text",
    ["not police", "no law enforcement", "without police", "don't want to involve the police", "nothing with ICE",
     "no cops", "sin policía", "no quiere policía", "nada de policía", "doesn’t want the FBI", "no la migra",
     "no immigration enforcement", "please avoid calling the police", "no police, ICE or FBI"],
)  # fmt: skip
def test_law_enforcement_that_is_not_wanted_is_left_out(text):
    assert facets(text, Shelf(words=["police", "policia", "migra"])) == ["without:law-enforcement"]


def test_the_chip_shows_the_words_of_the_negation():
    assert [one.words for one in read("a lawyer, not the police").read] == ["lawyer", "not the police"]


def test_what_somebody_is_afraid_of_is_not_asked_for():
    assert facets("scared of ICE and the police") == []


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("not a shelter", ["without:emergency-shelter"]),
        ("no hotline", ["without:crisis-hotline"]),
        ("nothing with a church", ["without:community-organization"]),
        ("no hotline or shelter", ["without:crisis-hotline", "without:emergency-shelter"]),
    ],
)
def test_so_are_kinds_and_needs(text, read_as):
    assert facets(text) == read_as


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("has no lawyer", ["need:civil-legal"]),
        ("no shelter beds available", ["need:emergency-shelter"]),
        ("no food", ["need:food-clothing"]),
        ("sin abogado", ["need:civil-legal"]),
    ],
)
def test_what_is_missing_is_needed(text, read_as):
    assert facets(text) == read_as


@pytest.mark.parametrize("text", ["speaks no English", "not undocumented", "no police report"])
def test_what_is_only_denied_is_not_read(text):
    assert facets(text) == []


def test_a_negation_ends_with_its_clause():
    assert facets("I said no. Police came") == ["need:law-enforcement-reporting"]
    assert facets("no, a shelter") == ["need:emergency-shelter"]


def test_terms_that_hold_a_no_are_no_negations():
    assert facets("undocumented, no papers") == ["victim:undocumented"]
    assert facets("unaccompanied minor") == ["victim:unaccompanied-children"]


# Names of records

NAMED = Shelf(names=["breaking free", "cast la", "gems", "legal aid", "washington", "hope", "polaris"])


def test_a_name_that_is_longer_than_a_term_wins_and_stays_in_words():
    reading = read("breaking free", NAMED)
    assert (reading.read, reading.names, reading.words) == ((), ("breaking free",), ("breaking", "free"))


def test_a_name_that_is_just_a_term_or_a_place_does_not_block_it():
    assert facets("legal aid", NAMED) == ["need:civil-legal"]
    assert read("legal aid", NAMED).names == ("legal aid",)
    assert read("legal aid", NAMED).words == ("legal", "aid")
    assert read("WASHINGTON", NAMED).names == ("washington",)
    assert read("WASHINGTON", NAMED).which == (("Washington", ("WA", "DC")),)


def test_a_name_of_one_word_counts_in_capitals_or_if_it_means_nothing_else():
    assert read("polaris", NAMED).names == ("polaris",)
    assert read("GEMS", NAMED).names == ("gems",)
    assert read("legal hope", Shelf(names=["legal", "hope"])).names == ()


def test_names_are_asked_for_once():
    asked = []

    class Counting(Shelf):
        def named(self, names):
            asked.append(names)
            return super().named(names)

    read("a lawyer from Legal Aid of Nowhere", Counting(names=["legal aid of nowhere"]))
    assert len(asked) == 1


# Phone numbers and addresses


@pytest.mark.parametrize("written", ["1-888-373-7888", "(888) 373-7888", "888.373.7888", "18883737888",
                                     "+1 888 373 7888", "1-888-3737-888", "1-888-373-7888."])  # fmt: skip
def test_a_phone_number_is_one_number_however_it_is_written(written):
    reading = read(f"call {written}", Shelf(words=["888", "373", "7888"], points=["8883737888"]))
    assert (reading.numbers, reading.words) == (("8883737888",), ())


def test_numbers_in_letters_and_short_codes_are_numbers():
    shelf = Shelf(points=["8007997233", "988", "233733", "88788"])
    assert read("1-800-799-SAFE", shelf).numbers == ("8007997233",)
    assert read("988 or 233733", shelf).numbers == ("988", "233733")
    assert read("text HELP to 88788", shelf).numbers == ("88788",)


@pytest.mark.parametrize("text", ["her number is 313-555-0142", "text 31355", "angels.flores@gmail.com", "flores.org"])
def test_a_number_or_address_that_leads_to_no_contact_may_be_a_persons_own_and_is_forgotten(text):
    reading = read(text, Shelf(words=["angels", "flores", "gmail", "313", "0142"], points=["8883737888", "ncfan.org"]))
    assert (reading.numbers, reading.sites) == ((), ())
    assert not {"angels", "flores", "gmail", "31355", "313", "0142"} & {*reading.words}


def test_a_short_code_may_be_a_need_too():
    assert facets("211") == ["need:information-referral"]
    assert read("211", Shelf(words=["211"])).words == ()


@pytest.mark.parametrize("text", ["01/02/2008", "2008-01-02", "A 087 654 321", "123-45-6789", "case 20240012345"])
def test_dates_and_long_numbers_are_forgotten(text):
    reading = read(text, Shelf(words=text.lower().replace("/", " ").replace("-", " ").split()))
    assert reading.numbers == ()
    assert not any(character.isdigit() for word in reading.words for character in word)


@pytest.mark.parametrize(
    ("text", "site"),
    [("www.ncfan.org/x", "ncfan.org"), ("ncfan.org", "ncfan.org"), ("https://www.castla.org/help?x=1", "castla.org"),
     ("jane.doe@Example.org", "example.org"), ("see legal.ncfan.org.", "legal.ncfan.org")],
)  # fmt: skip
def test_a_web_or_mail_address_leads_to_its_site_and_leaves_no_words(text, site):
    reading = read(text, Shelf(words=["jane", "doe", "ncfan", "org", "www"], points=[site]))
    assert (reading.sites, reading.words) == ((site,), ())


# Misspellings


def test_misspelled_words_are_read_and_shown_as_typed():
    reading = read("imigration lawer with a screning tool")
    assert [(one.key, one.words) for one in reading.read] == [
        ("need:immigration-relief", "imigration lawer"),
        ("need:screening-tools", "screning tool"),
    ]
    assert [(one.typed, one.word) for one in reading.corrections][:2] == [
        ("imigration", "immigration"),
        ("lawer", "lawyer"),
    ]


def test_a_word_of_the_directory_may_be_meant():
    reading = read("harbr", Shelf(names=["harbor"]))
    assert reading.words == ("harbor",)
    assert [one.typed for one in reading.corrections] == ["harbr"]


def test_a_name_of_a_person_does_not_become_a_search_word():
    reading = read("My client Harbin wants a lawyer", Shelf(words=["harbor"]))
    assert (reading.words, reading.corrections) == ((), ())


def test_a_short_word_with_another_letter_is_another_word():
    assert read("his wire", Shelf(words=["wife"])).corrections == ()
    assert read("a vissa").corrections[0].word == "visa"


@pytest.mark.parametrize("text", ["wife", "Houston", "husband", "línea", "house"])
def test_plain_words_and_places_are_not_corrected(text):
    assert read(text, Shelf(words=["life", "hustler", "husbandry", "line", "horse"])).corrections == ()


# What stays


def test_words_the_directory_does_not_use_are_dropped():
    reading = read("zzyzx visa removal", Shelf(words=["removal"]))
    assert reading.words == ("removal",)
    assert reading.dropped == 1


# What may stay in an address. Every word of these is used by the directory.

USED = Shelf(
    names=["harbor house", "house of hope", "flores legal center", "hope", "rainn", "polaris project"],
    words="angels angel flores ex hope maria rose basement tattoo removal court report will grace lawyer".split(),
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Angels Flores trafficked by ex in Detroit", ("ex",)),
        ("help for Hope, trafficked in Boise", ()),
        ("HELP FOR HOPE, TRAFFICKED IN BOISE", ()),
        ("Rose is 16 and needs a lawyer", ()),
        ("my client Will Grace, undocumented", ()),
        ("Maria Flores", ()),
        ("Maria Flores wants tattoo removal", ("removal",)),
        ("report for Maria", ("report",)),
        ("Xochitl Angels", ()),
        ("hope for a lawyer in Boise", ()),
    ],
)
def test_nobodys_name_stays_though_the_directory_uses_the_word(text, words):
    reading = read(text, USED)
    assert (reading.words, reading.names) == (words, ())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("hope", ("hope",)),
        ("House of Hope", ("house", "hope")),
        ("flores legal center", ("flores", "legal", "center")),
        ("flores legal", ("flores", "legal")),
        ("harbor house boise", ("harbor", "house")),
        ("polar project", ("polar", "project")),
        ("16 year old, call Polaris Project", ("polaris", "project")),
        ("RAINN for a minor", ("rainn",)),
        ("rainn for a minor", ("rainn",)),
        ("tattoo removal", ("tattoo", "removal")),
        ("tattoo removal in Boise", ("tattoo", "removal")),
        ("report for a minor", ("report",)),
    ],
)
def test_names_of_contacts_and_words_of_services_stay(text, words):
    assert read(text, USED).words == words


def test_a_facet_that_was_taken_out_is_not_read_again_but_searched_as_a_word():
    reading = read("minor needs a visa", Shelf(words=["minor", "visa"]), ignore=["victim:minors"])
    assert [one.key for one in reading.read] == ["need:immigration-relief"]
    assert reading.words == ("minor",)


def test_an_age_or_a_country_that_was_taken_out_stays_no_word():
    shelf = Shelf(words=["16", "honduras", "year", "old"])
    reading = read("16 year old from Honduras", shelf, ignore=["victim:minors", "victim:immigrants"])
    assert (reading.read, reading.words) == ((), ())


def test_every_facet_says_where_its_words_stand():
    text = "A minor in North Carolina"
    found = [(one.slug, one.words, text[one.start : one.end]) for one in read(text).read]
    assert found == [("minors", "minor", "minor"), ("NC", "North Carolina", "North Carolina")]


def test_a_facet_is_read_once():
    assert facets("visa, visa and visa") == ["need:immigration-relief"]


# Any text


@given(st.text(max_size=300))
def test_any_text_is_read_without_an_error_and_leaves_plain_words(text):
    reading = read(text, Shelf(names=["a b"], words=["a", "be", "visa", "12345"]))
    assert all(word.isalnum() and word == word.strip() for word in reading.words)
    assert len(reading.words) <= 12
    assert all(one.words == text[one.start : one.end] and one.words for one in reading.read)


WORDS = st.sampled_from(
    "no police sin Paris TX , . Charlotte NC LA in IN 16 year old años visa free Kansas City 28202 -1234 "
    "1-888-373-7888 ncfan.org ’ \u0301 county Cook de Honduras ICE or \n ( ) 24/7 St. Louis Spanish imigration".split(
        " "
    )
)


@given(st.lists(WORDS, max_size=40))
def test_so_is_any_mixture_of_what_is_read(words):
    text = " ".join(words)
    reading = read(text, EMPTY)
    assert reading == read(text, EMPTY)
    assert all(one.words == text[one.start : one.end] for one in reading.read)
    assert not {"16", "28202", "honduras"} & {*reading.words}


@pytest.mark.parametrize(
    "text",
    ["visa " * 2000, "1-" * 5000, "a." * 5000, "a@" * 5000, "12 y " * 2500, "san " * 2500, "'" * 10000,
     "\x00\x1b" * 5000,
     "😀" * 10000, "\u202eمرحبا " * 1500, '"+-*()&|~^ AND ' * 700, "e\u0301" * 5000, "x" * 10000, "no the " * 1400],
)  # fmt: skip
def test_a_long_text_is_read_in_part_and_quickly(text):
    read(text)
    began = time.perf_counter()
    assert len(read(text).read) <= 1
    assert time.perf_counter() - began < 0.5  # far above what it takes, for slow machines


def test_the_vocabulary_is_prepared_once_for_equal_terms():
    assert phrases.vocabulary(TERMS) is phrases.vocabulary(TERMS)
    assert phrases.vocabulary((*TERMS,)) is phrases.vocabulary(TERMS)
