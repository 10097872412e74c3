"""What is a name, by rules that know no organization. All names are invented."""

import pytest

from referrals.extraction import KnownName, Text, extract, without_bodies
from referrals.lexicon import Term
from tests.referrals.extraction.knowledge import PLAIN, TERMS, Knowledge, directory, found, names, surfaces


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("You may contact the Larkspur Project about this.", "Larkspur Project"),
        ("They called the National Larkspur Hotline.", "National Larkspur Hotline"),
        ("It goes to the Office of Harbor Safety.", "Office of Harbor Safety"),
        ("We like the Coalition to End Peonage and Fear.", "Coalition to End Peonage and Fear"),
        ("Posters of the ZHQ Lantern Campaign are free.", "ZHQ Lantern Campaign"),
        ("Try OH Victim Assistance Network for this.", "OH Victim Assistance Network"),
        ("Girls Learning and Mentoring Services is open.", "Girls Learning and Mentoring Services"),
        ('Now "Our Road, Our Rules" is a program for teens.', "Our Road, Our Rules"),
        ('"Our Road, Our Rules" meets weekly http://www.elsewhere.org/', "Our Road, Our Rules"),
        ("Harbor Light (212) 555-0142", "Harbor Light"),
        ("Planned Harbors: 212–555–0142", "Planned Harbors"),
        ("I would add Walking Tall in St.Paul, MN to the list.", "Walking Tall"),
        ("El Centro de Apoyo Migrante ofrece refugio.", "Centro de Apoyo Migrante"),
        ("a handbook for Screening in Rural Clinics by ZHQ", "Screening in Rural Clinics"),
        ("look at work published by Jane Roe -- re: Fear and Memory", "Jane Roe"),
    ],
)
def test_capitalised_words_that_are_a_name(body: str, name: str) -> None:
    assert name in names(body)


@pytest.mark.parametrize(
    "body",
    [
        "Contact your local Legal Aid Office.",
        "Refer to Rape Crisis Centers.",
        "We work in a Rape Crisis Center.",
        "put out materials on Counseling Services",
        "apply for a T-visa, VAWA or Political Asylum",
        "This is a KEY step for CSEC survivors.",
        "Dana Whitfield will answer.",
        "Thanks, Ms Whitfield, for this.",
        "to heal and walk tall",
        "Law Enforcement/LE may help.",
        "My colleague Robert Roe in Akron, OH runs it.",
        "The Program Director spoke at length.",
    ],
)
def test_capitalised_words_that_are_no_name(body: str) -> None:
    assert names(body) == []


@pytest.mark.parametrize(
    ("body", "acronym"),
    [
        ("a ZHQ agent came", "ZHQ"),
        ("some were detained; a ZHQ officer said so", "ZHQ"),
        ("I am a student at ZHQU.", "ZHQU"),
        ("you may want to look at ZHQ for reports", "ZHQ"),
        ("this document by ZHQ helps", "ZHQ"),
        ("ZHQ (212-555-0142)", "ZHQ"),
        ("cops (gangs, ZHQ,arson)", ""),
        ("agencies (eg: gangs, ZHQ,arson)", "ZHQ"),
        ("ZHQ WAS HERE AND LEFT AGAIN", ""),
    ],
)
def test_an_acronym_is_a_body_where_a_body_stands(body: str, acronym: str) -> None:
    assert names(body) == ([acronym] if acronym else [])


def test_an_acronym_in_brackets_is_the_same_body() -> None:
    (candidate,) = found("refer them to the Office of Harbor Safety (OHS), who call back")
    assert [mention.surface for mention in candidate.mentions] == ["Office of Harbor Safety", "OHS"]


@pytest.mark.parametrize(
    "body",
    [
        "agencies such as BRIX, Walking Tall, Ana's House and Daughters of the Dawn",
        "I have read about BRIX, Walking Tall, Ana's House and Daughters of the Dawn, but",
    ],
)
def test_a_list_of_names_after_its_cue(body: str) -> None:
    assert names(body) == ["BRIX", "Walking Tall", "Ana's House", "Daughters of the Dawn"]


def test_a_list_in_a_bracket_that_never_closes() -> None:
    assert names("led by agencies (eg: BRIX, Walking Tall, TARN… Survivors") == [
        "BRIX",
        "Walking Tall",
        "TARN",
    ]


def test_members_of_a_list_with_a_certain_name_are_names() -> None:
    assert names("Contact Jane Roe/ED of Walking Tall, TARN and BRIX staff") == [
        "Walking Tall",
        "TARN",
        "BRIX",
    ]


def test_two_names_run_together_stay_two() -> None:
    assert surfaces("this document by ZHQ the National Institute of Lanterns") == [
        "ZHQ",
        "National Institute of Lanterns",
    ]


def test_short_forms_are_recognised_once_the_thread_has_the_name() -> None:
    texts = [
        Text("1", "agencies such as TARN and Walking Tall"),
        Text("2", "As I said, WT, Tarn are the oldest. We walk tall; I saw a tarn."),
    ]
    spots = {(m.text_key, m.surface): c.name for c in extract(texts, PLAIN) for m in c.mentions}
    assert spots[("2", "WT")] == "Walking Tall"
    assert spots[("2", "Tarn")] == "TARN"
    assert ("2", "tarn") not in spots


def test_a_word_in_small_letters_is_a_body_only_if_its_acronym_is_named_and_it_stands_alone() -> None:
    assert surfaces("A FOG officer came. They fear the fog and deportation.") == ["FOG", "fog"]
    assert surfaces("A FOG officer came. They drove in thick fog.") == ["FOG"]
    assert surfaces("They fear the fog and deportation.") == []


def test_a_shorter_form_of_a_long_name_is_the_same_body() -> None:
    (candidate,) = found("The National Rural Larkspur Hotline helps. Call the National Larkspur Hotline.")
    assert candidate.name == "National Rural Larkspur Hotline"


def test_a_known_name_is_recognised_as_printed() -> None:
    known = directory(KnownName("Quiet Water (QWA), Inc.", key="7"))
    (candidate,) = found("We like Quiet Water here. QWA is old. Still, quiet water runs deep.", known)
    assert candidate.may_be == "7"
    assert [mention.surface for mention in candidate.mentions] == ["Quiet Water", "QWA"]


def test_a_candidate_may_be_the_record_with_its_domain() -> None:
    known = directory(KnownName("Larkspur", key="9", websites=("https://larkspurproject.org/en",)))
    (candidate,) = found("Try the Larkspur Project: http://www.larkspurproject.org/", known)
    assert candidate.may_be == "9"


def test_names_of_bodies_are_no_words_for_a_term() -> None:
    term = Term("kind", "law-enforcement", "Law enforcement", ("police", "FFS", "Federal Fog Service"))
    (stripped,) = without_bodies((term,), (KnownName("Federal Fog Service", ("FFS",)),))
    assert stripped.synonyms == ("police",)


def test_a_body_is_national_and_of_its_kind() -> None:
    bodies = (KnownName("Federal Fog Service", ("FFS",), "law-enforcement", national=True),)
    (candidate,) = found("arrested by FFS", Knowledge(TERMS, bodies=bodies))
    assert (candidate.kind, candidate.national, candidate.is_contact) == ("law-enforcement", True, False)


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("That comes from the Office on Violence Against Women, which pays.", "Office on Violence Against Women"),
        ("A minor: Salem City Dept. of Larkspur Services, 410-361-2235.", "Salem City Dept. of Larkspur Services"),
        ("Money for what it cost you: Office of Victim Services, 1-800-247-8035.", "Office of Victim Services"),
        ("I told them The Rowan Project in Salem (rowan.org), too.", "The Rowan Project"),
    ],
)
def test_small_words_articles_and_short_forms_inside_a_name(body: str, name: str) -> None:
    assert name in names(body)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Call the Refugio Larkspur y Comedor San Martín, please.", ["Refugio Larkspur", "Comedor San Martín"]),
        ("Ask the Department of Disabilities, Aging and Living.", ["Department of Disabilities, Aging and Living"]),
        ("If all fails, the national hotline, 888-373-7888, answers.", ["national hotline"]),
        ("In the town the only one is LKFAM; +52 877 772 0123.", ["LKFAM"]),
        ("For men: Lark Keepers of the Concho Valley, 325-212-0396.", ["Lark Keepers of the Concho Valley"]),
        ("We love the Larkspur Services of Otter Creek.", ["Larkspur Services of Otter Creek"]),
    ],
)
def test_names_with_lists_towns_and_regions_in_them(body: str, found: list[str]) -> None:
    assert names(body) == found


@pytest.mark.parametrize("body", ["They speak Somali and Oromo at night.", "It is for Ohio and Oregon alone, I hear."])
def test_languages_and_places_one_after_the_other_are_nobody(body: str) -> None:
    assert names(body) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Ask the Lake County 24-hour Larkspur Hotline today.", ["Lake County 24-hour Larkspur Hotline"]),
        ("We met at the Salem-based Larkspur House.", ["Larkspur House"]),
        ("According to the Larkspur Coalition, many came.", ["Larkspur Coalition"]),
        ("We like Ohio's Larkspur Network.", ["Larkspur Network"]),
        ("The Larkspur Center's Harbor Program has beds.", ["Larkspur Center", "Harbor Program"]),
        ("She asked Maria Lopez of the Larkspur Center about it.", ["Larkspur Center"]),
        ("It is the National Larkspur Council on Aging that pays.", ["National Larkspur Council on Aging"]),
        ("We went to Larkspur Site Services Inc. in May.", ["Larkspur Site Services Inc"]),
        ("The Community Services Program provides rides.", ["Community Services Program"]),
        ("Jo Ash, director of Victim Assistance Network, came.", ["Victim Assistance Network"]),
        ("Dial 211 Ohio for rides.", ["211 Ohio"]),
        ("Affirmations (248-398-7105) runs groups.", ["Affirmations"]),
        ("See LarkspurShelters.org about pets.", ["LarkspurShelters.org"]),
    ],
)
def test_names_as_pages_and_papers_print_them(body: str, expected: list[str]) -> None:
    assert names(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "It is so in the United States and Canada.",
        "We work in South Hampton Roads and call it home.",
        "There are shelters in Portsmouth, Norfolk, Virginia Beach and Suffolk.",
        "Write to 1430 Sanders Square, and ring twice.",
        "Ask our Title IX staff, (614) 555-0142.",
        "The Board of Directors offers help.",
        "The Roe Administration is told.",
        "TTY VP 419-421-6600",
        "Put out materials on Counseling Services, offer checks.",
    ],
)
def test_places_titles_and_words_of_the_field_name_nobody(body: str) -> None:
    assert [one.name for one in found(body) if not one.name.startswith("+")] == []


def test_the_beginning_of_a_name_stands_for_it_only_by_itself() -> None:
    body = "Quillhaven University Clinic helps. Quillhaven University Museum is far. Ask Quillhaven about it."
    surfaces_ = [mention.surface for mention in found(body)[0].mentions]
    assert surfaces_ == ["Quillhaven University Clinic", "Quillhaven"]


def test_a_name_is_found_again_with_another_apostrophe() -> None:
    assert surfaces("Call the Women’s Larkspur Center. The Women's Larkspur Center is open.") == [
        "Women’s Larkspur Center",
        "Women's Larkspur Center",
    ]


@pytest.mark.parametrize(
    "body",
    [
        "Ohio Department of Larkspur Services (DLS) pays. Ask DLS.",
        "Central American Resource Network (CARENET) helps. CARENET has lawyers.",
        "Alianza Larkspur de Salem (GLAHR)\n419-421-6600\n\nGLAHR has lawyers, they say.\n",
    ],
)
def test_an_acronym_in_brackets_stands_for_the_name(body: str) -> None:
    (candidate,) = found(body)
    assert len([mention for mention in candidate.mentions if mention.type == "acronym"]) == 2


def test_a_chapter_of_a_network_is_a_body_of_its_own() -> None:
    bodies = (KnownName("Lantern Army", ("The Lantern Army",), "community-organization"),)
    found_names = names(
        "Lantern Army Harbor House\n419-421-6600\n\nLantern Army Salem\n419-421-6601\n", Knowledge(TERMS, bodies=bodies)
    )
    assert found_names == ["Lantern Army Harbor House", "Lantern Army Salem"]


def test_a_web_address_of_a_state_names_nobody() -> None:
    assert [one.name for one in found("In Ohio see www.ohio.gov about it.")] == ["ohio.gov"]
