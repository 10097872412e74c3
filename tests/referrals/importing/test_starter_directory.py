"""The shipped starter directory, whole: what is published, what waits, and what never leaves."""

import csv
import io
import re

import pytest
from django.core import serializers
from django.core.management import call_command

from referrals import models, release
from referrals.curation import check, rules
from referrals.curation.record import of
from referrals.importing import report, run
from referrals.models import Address, Change, Resource, Revision
from referrals.release import Audience

from .conftest import STARTER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_directory")]

IN_DOUBT = {
    "ALERT - Arizona League to End Regional Trafficking",
    "Pathways to Safety International",
    "Pennsylvania Coalition Against Rape - HERO Hotline",
    "VictimConnect Resource Center",
}
UNREACHABLE = {
    "Alabama Coalition Against Rape",
    "Guam Criminal Injuries Compensation Program",
    "ICE human trafficking information",
    "National Organization for Victim Advocacy (NOVA)",
    "National Resource Center on Domestic Violence",
    "North Carolina Victim Assistance Network",
    "Oregon DOJ Trafficking Response and Intervention Program",
    "Puerto Rico Office of Compensation and Services to Victims and Witnesses of Crime",
    "U.S. Virgin Islands Criminal Victims Compensation Commission",
    "Urban Institute - victims of crime and trafficking research",
    "Vermont Human Trafficking Victim Resource Guide",
    "Victim Advocates Reaching Out (VARO)",
    "Wyoming child abuse and neglect reporting line",
}


def rows() -> list[dict]:
    with STARTER.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def one(name: str) -> Resource:
    return Resource.objects.get(name=name)


def test_every_row_is_a_record_and_600_are_published():
    assert Resource.objects.count() == len(rows()) == 617
    assert Resource.objects.published().count() == 600


def test_what_is_in_doubt_or_cannot_be_reached_waits_in_review():
    waiting = Resource.objects.awaiting_review()
    assert {r.name for r in waiting if r.in_doubt} == IN_DOUBT
    assert {r.name for r in waiting if not r.in_doubt} == UNREACHABLE


def test_no_doubtful_phone_or_link_leaves():
    doubted = [(row, row["doubt"].split("|")) for row in rows() if row["doubt"]]
    assert len(doubted) == 24
    for row, doubt in doubted:
        contact = release.contact(one(row["name"]))
        assert "phone" not in doubt or not contact.phones
        assert "website" not in doubt or not contact.links


def test_a_phone_in_doubt_leaves_the_web_site_to_reach_gems_by():
    gems = release.contact(one("Girls Educational and Mentoring Services (GEMS)"))
    assert gems.phones == ()
    assert [link.url for link in gems.links] == ["https://www.gems-girls.org"]
    assert gems.withheld == 1


def test_the_place_of_a_resource_that_shelters_people_is_released_to_nobody_outside_the_desk():
    sheltering = [r for r in Resource.objects.with_contacts() if rules.shelters_people(of(r))]
    assert {"Covenant House Alaska", "A Safe Place"} <= {r.name for r in sheltering}
    for resource in sheltering:
        assert release.address(resource, Audience.VISITOR) is None
        assert release.address(resource, Audience.PROVIDER) is None
        assert release.contact(resource).city == resource.city == ""


def test_an_address_in_doubt_is_hidden_and_another_is_public():
    assert release.address(one("Polaris"), Audience.PROVIDER) is None
    assert Address.objects.filter(visibility="public").count() == 131


def test_notes_are_nowhere_in_the_database():
    written = [row["notes"] for row in rows() if len(row["notes"]) > 30]
    kept = "".join(
        serializers.serialize("json", getattr(models, name).objects.all(), ensure_ascii=False)
        for name in models.__all__
    )
    assert written
    assert not [note for note in written if note in kept]


def test_the_national_hotline_is_whole():
    hotline = release.contact(one("National Human Trafficking Hotline"))
    assert [(p.number, p.use, p.label, p.primary) for p in hotline.phones] == [
        ("+18883737888", "voice", "", True),
        ("233733", "text", "Text 233733 (BEFREE)", False),
        ("711", "tty", "", False),
    ]
    assert (hotline.organization, hotline.coverage, hotline.states) == ("Compass Connections", "national", ())
    assert (hotline.interpretation, hotline.languages, hotline.always_open) == ("yes", (), True)
    assert hotline.published_by == "Open Resource Access Network (ORAN)"
    assert hotline.published_url.startswith("https://github.com/AutomatedEmpires/Open-Resource-Access-Network/")
    assert (hotline.published_on, hotline.freshness) == ("2026-07-13", "unverified")


def test_no_publisher_is_called_by_the_name_of_a_repository():
    named = set(Resource.objects.values_list("published_by", flat=True))
    assert [one for one in named if "/" in one or "github" in one.casefold()] == []


def test_a_contact_from_the_forum_says_so():
    assert Resource.objects.filter(published_by="OVC Provider Forum", published_url="").count() == 4


def test_a_local_resource_may_serve_several_states():
    dna = release.contact(one("DNA-Peoples Legal Services, Inc."))
    assert (dna.coverage, dna.base_state, dna.states) == ("local", "NM", ("AZ", "NM", "UT"))


def test_nothing_is_verified_by_being_imported():
    assert not Resource.objects.filter(verified_on__isnull=False).exists()


@pytest.mark.parametrize(("answer", "count"), [("yes", 27), ("mandated", 58), ("unknown", 532), ("no", 0)])
def test_what_contact_may_report(answer, count):
    assert Resource.objects.filter(contact_may_report=answer).count() == count


def test_every_contact_of_law_enforcement_says_so():
    kinds = Resource.objects.filter(kind="law-enforcement").values_list("contact_may_report", flat=True)
    assert list(kinds) == ["yes"] * 18


ENFORCEMENT = re.compile(
    r"\b(police|sheriff|district attorney|attorney general|prosecutor|FBI|HSI|CBP|USCIS|inspector general"
    r"|state patrol|Immigration and Customs|Citizenship and Immigration Services|Department of Homeland Security)\b",
    re.IGNORECASE,
)
HELP_PEOPLE_AGAINST_IT = ("legal-services", "community-organization", "research")


def test_every_contact_of_police_prosecution_and_immigration_says_so():
    parents = re.compile(r"Immigration|Homeland Security")
    own = [
        one for one in Resource.objects.select_related("organization")
        if ENFORCEMENT.search(one.name) or parents.search(one.organization.name)
    ]  # fmt: skip
    theirs = [one for one in own if one.kind not in HELP_PEOPLE_AGAINST_IT]
    assert {"USCIS Contact Center", "DHS Blue Campaign", "FBI Tip Line"} <= {one.name for one in theirs}
    assert [one.name for one in theirs if one.contact_may_report != "yes"] == []


def test_no_discreet_name_says_what_happened_or_names_the_police():
    told = re.compile(r"traffick|abuse|violen|assault|rape|victim|survivor|crisis|shelter|slav|exploit", re.IGNORECASE)
    assert [one for one in Resource.objects.values_list("discreet_name", flat=True) if told.search(one)] == []
    assert {one.discreet_name for one in Resource.objects.filter(kind="law-enforcement")} == {"Public office"}


def test_the_whole_directory_keeps_its_rules():
    assert list(check.problems()) == []


def test_a_second_run_writes_nothing(django_assert_num_queries):
    before = (Revision.objects.now().number, Change.objects.count())
    planned = run.plan(STARTER.name, STARTER.read_bytes())
    with django_assert_num_queries(2):  # a savepoint and its release
        run.commit(planned, by="again")
    assert report.summary(planned) == ("resources.csv: 617 rows: 0 published, 0 in review, 0 changed, 617 unchanged.")
    assert (Revision.objects.now().number, Change.objects.count()) == before


def test_the_report_counts_and_says_why_a_row_waits(starter_directory):
    summary, *waiting = report.lines(starter_directory)
    assert summary == "resources.csv: 617 rows: 600 published, 17 in review, 0 changed, 0 unchanged."
    assert len(waiting) == 17
    assert (
        "  in review: VictimConnect Resource Center | US: The whole record is in doubt: contact the agency first."
        in waiting
    )


def test_every_record_has_its_creation_and_its_publication_in_the_history():
    actions = Change.objects.filter(resource=one("Polaris")).values_list("action", flat=True)
    assert list(actions) == ["publish", "create"]


def test_the_commands_agree():
    out = io.StringIO()
    call_command("import_directory", str(STARTER), stdout=out)
    call_command("load_vocabulary", stdout=out)
    call_command("check_directory", stdout=out)
    assert out.getvalue().splitlines() == [
        "resources.csv: 617 rows: 0 published, 0 in review, 0 changed, 617 unchanged.",
        "Vocabulary: nothing to change.",
        "Directory: every published record keeps every rule.",
    ]
