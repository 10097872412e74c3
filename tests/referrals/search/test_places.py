"""Where somebody is: what names a state, what asks which, and what is no place at all."""

import threading

import pytest

from referrals import gazetteer
from referrals.search.reading import places
from tests.referrals.search.reading import Shelf, facets, read


@pytest.fixture(scope="module", autouse=True)
def table():
    places.warm()
    return gazetteer.gazetteer()


def where(text, directory=None):
    """(states, city) read from a text."""
    reading = read(text, directory or Shelf())
    return [one.slug for one in reading.read if one.facet == "state"], reading.city


@pytest.mark.parametrize(
    ("text", "state", "city"),
    [
        ("Charlotte, NC", "NC", "Charlotte"), ("charlotte, nc", "NC", "Charlotte"), ("charlotte nc", "NC", "Charlotte"),
        ("CHARLOTTE NC", "NC", "Charlotte"), ("Paris, TX", "TX", "Paris"), ("paris tx", "TX", "Paris"),
        ("Kansas City, Kansas", "KS", "Kansas City"), ("Kansas City, MO", "MO", "Kansas City"),
        ("Portland Maine", "ME", "Portland"), ("Portland", "OR", "Portland"), ("Seattle, Washington", "WA", "Seattle"),
        ("Washington DC", "DC", "Washington"), ("Washington, D.C.", "DC", "Washington"), ("Washington State", "WA", ""),
        ("in Washington state", "WA", ""), ("New York", "NY", ""), ("New York City", "NY", "New York"),
        ("NYC", "NY", "New York"), ("New York, NY 10001", "NY", "New York"), ("New Orleans, LA", "LA", "New Orleans"),
        ("L.A.", "CA", "Los Angeles"), ("Philly", "PA", "Philadelphia"), ("in Vegas", "NV", "Las Vegas"),
        ("the Bay Area", "CA", ""), ("St. Louis", "MO", "Saint Louis"), ("Saint Louis", "MO", "Saint Louis"),
        ("Ft. Worth", "TX", "Fort Worth"), ("mt vernon ny", "NY", "Mount Vernon"),
        ("Winston-Salem", "NC", "Winston-Salem"), ("Virginia Beach", "VA", "Virginia Beach"),
        ("O'Fallon, MO", "MO", "O'Fallon"), ("Los Ángeles", "CA", "Los Angeles"),
    ],
)  # fmt: skip
def test_cities_say_their_state(text, state, city):
    assert where(text) == ([state], city)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("North Carolina", "NC"), ("north carolina", "NC"), ("NC", "NC"), ("N.C.", "NC"), ("Guam", "GU"),
        ("Nueva York", "NY"), ("Carolina del Norte", "NC"), ("Nuevo México", "NM"), ("Dakota del Sur", "SD"),
        ("Pensilvania", "PA"), ("Luisiana", "LA"), ("Misisipi", "MS"), ("Virginia Occidental", "WV"),
        ("Distrito de Columbia", "DC"), ("Islas Vírgenes", "VI"), ("Hawái", "HI"), ("West Virginia", "WV"),
        ("in Texas", "TX"), ("from Texas", "TX"), ("lawyer in IN", "IN"), ("OR", "OR"), ("ME", "ME"),
        ("I live in Ga.", "GA"),
    ],
)  # fmt: skip
def test_states_are_known_by_name_and_code_in_both_languages(text, state):
    assert where(text) == ([state], "")


@pytest.mark.parametrize(
    "text",
    ["lawyer in town", "this or that", "help me", "ok", "hi", "la", "HELP ME OR CALL SOMEBODY", "I'm OK", "needs an ID",
     "a shelter OR a lawyer",
     "gary in", "Miss. Jones", "mass murder", "ill", "the district court"],
)  # fmt: skip
def test_words_are_no_states(text):
    assert where(text) == ([], "")


def test_capitals_everywhere_say_nothing_about_words():
    assert where("SHELTER IN CHARLOTTE NC OR RALEIGH") == (["NC"], "Charlotte")


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Springfield", ("Springfield", ("IL", "MA", "MO"))),
        ("Kansas City", ("Kansas City", ("MO", "KS"))),
        ("shelter in kansas city", ("Kansas City", ("MO", "KS"))),
        ("Washington", ("Washington", ("WA", "DC"))),
        ("in Washington", ("Washington", ("WA", "DC"))),
        ("LA", ("LA", ("CA", "LA"))),
        ("lawyer near LA", ("LA", ("CA", "LA"))),
        ("Charleston", ("Charleston", ("WV", "SC"))),
        ("Orange County", ("Orange County", ("CA", "FL", "NY"))),
    ],
)
def test_what_several_states_share_asks_which(text, asked):
    assert read(text).which == (asked,)
    assert where(text) == ([], "")


@pytest.mark.parametrize(
    ("text", "state", "city"),
    [
        ("Springfield shelter anywhere in Illinois", "IL", "Springfield"),
        ("from Kansas, now in Kansas City", "KS", "Kansas City"),
        ("Orange County, California", "CA", ""),
        ("she lives in Portland and her case is in Maine", "ME", "Portland"),
        ("LA or elsewhere in California", "CA", "Los Angeles"),
        ("in LA, Louisiana", "LA", ""),
    ],
)
def test_a_state_elsewhere_in_the_text_settles_it(text, state, city):
    assert where(text) == ([state], city)
    assert read(text).which == ()


def test_part_of_a_name_in_capitals_is_no_state():
    reading = read("CAST LA", Shelf(names=["cast la"]))
    assert (reading.read, reading.which, reading.words) == ((), (), ("cast",))


def test_an_acronym_of_the_vocabulary_before_a_code_is_no_name():
    assert facets("SIJS NC") == ["need:sijs", "state:NC"]


def test_a_city_that_is_asked_about_may_still_be_searched():
    assert read("Springfield", Shelf(words=["springfield"])).words == ("springfield",)


@pytest.mark.parametrize(
    "text",
    ["help with reading", "a safe home", "mobile phone", "Hope House", "mercy", "normal", "liberty and justice",
     "orange", "media", "price", "in safe"],
)  # fmt: skip
def test_cities_that_are_words_are_words(text):
    assert where(text) == ([], "")
    assert read(text).which == ()


@pytest.mark.parametrize(
    ("text", "state"), [("shelter in Reading", "PA"), ("Mobile, AL", "AL"), ("lives in Hope, Arkansas", "AR"),
                        ("safe house in Independence", "MO"), ("orange, ca", "CA")]
)  # fmt: skip
def test_unless_a_place_is_plainly_meant(text, state):
    assert where(text)[0] == [state]


@pytest.mark.parametrize(
    "text",
    ["Charlotte Smith was there", "Maria Jackson", "Austin needs food", "Brooklyn is 17", "Virginia needs food",
     "Sam Houston", "Mary Beth Madison", "dallas needs food"],
)  # fmt: skip
def test_people_are_no_places(text):
    assert where(text) == ([], "")


@pytest.mark.parametrize(
    ("text", "state"), [("in Austin", "TX"), ("Charlotte", "NC"), ("shelter charlotte", "NC"),
                        ("cerca de Houston", "TX"), ("shelter in Virginia", "VA"), ("from Jackson, Mississippi", "MS"),
                        ("shelter houston", "TX")]
)  # fmt: skip
def test_large_cities_with_first_names_are_places_where_one_stands(text, state):
    assert where(text)[0] == [state]


def test_cities_abroad_are_not_read_as_their_namesakes():
    for text in ("from Lima", "Paris", "Athens", "from Lebanon"):
        assert where(text) == ([], "")
    assert where("Athens, GA") == (["GA"], "Athens")


@pytest.mark.parametrize(
    ("text", "state"), [("Mecklenburg County", "NC"), ("Cook county", "IL"), ("condado de Mecklenburg", "NC"),
                        ("Orleans Parish", "LA"), ("Orange County, FL", "FL")]
)  # fmt: skip
def test_counties_say_their_state(text, state):
    assert where(text) == ([state], "")


def test_zip_codes_say_state_and_city_and_are_never_left_as_words():
    used = Shelf(words=["28202", "1234", "99999"])
    for text in ("28202", "28202-1234", "near 28202"):
        reading = read(text, used)
        assert ([one.slug for one in reading.read], reading.city, reading.words) == (["NC"], "Charlotte", ())
    assert read("1234567890123", used).read == ()


def test_a_city_and_its_state_are_one_chip():
    assert [one.words for one in read("a lawyer in Charlotte, NC 28202 please").read] == [
        "lawyer",
        "Charlotte, NC 28202",
    ]


def test_all_states_named_are_kept():
    assert where("from Texas to California")[0] == ["TX", "CA"]


def test_a_state_that_was_taken_out_leaves_its_words():
    reading = read("food in Charlotte", Shelf(words=["charlotte"]), ignore=["state:NC"])
    assert ([one.key for one in reading.read], reading.words, reading.city) == (
        ["need:food-clothing"],
        ("charlotte",),
        "",
    )


def test_the_table_is_built_once_whoever_asks():
    found = []
    threads = [threading.Thread(target=lambda: found.append(gazetteer.gazetteer())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(one) for one in found}) == 1


def test_the_table_knows_sizes_and_no_military_post(table):
    assert table.cities["charlotte"][0][0] == "NC"
    assert table.cities["charlotte"][0][1] > 50
    assert not {state for sizes in table.cities.values() for state, _ in sizes} & {"AE", "AP", "AA"}
    assert table.zip_code("28202") == ("NC", "Charlotte")
    assert table.zip_code("00000") == ("", "")
