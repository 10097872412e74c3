"""What contact may lead to, as far as a row of a list can say."""

import pytest

from referrals.curation.reporting import may_report

REPORTS = ("law-enforcement-reporting",)


@pytest.mark.parametrize(
    ("kind", "name", "parent", "victim_types", "needs", "answer"),
    [
        ("law-enforcement", "County task force", "", (), (), "yes"),
        ("hotline", "Tip line", "", (), REPORTS, "yes"),
        ("government-agency", "Trafficking unit", "Ohio Attorney General", (), REPORTS, "yes"),
        ("government-agency", "Unit", "Texas Department of Public Safety", (), REPORTS, "yes"),
        ("government-agency", "HSI victim line", "", (), REPORTS, "yes"),
        ("government-agency", "Civil Rights Division", "U.S. Department of Justice", (), REPORTS, "yes"),
        ("hotline", "Elder line", "U.S. Department of Justice, Office for Victims of Crime", (), REPORTS, "unknown"),
        ("government-agency", "Compensation", "Ohio Attorney General", (), ("victim-compensation",), "unknown"),
        ("hotline", "Police-based victim services", "", (), ("crisis-hotline",), "yes"),
        ("victim-services", "Victim unit of the Clark County District Attorney", "", (), (), "yes"),
        ("government-agency", "Contact Center", "U.S. Citizenship and Immigration Services", (), (), "yes"),
        ("government-agency", "USCIS Contact Center", "", (), (), "yes"),
        ("training-tool", "Blue Campaign", "U.S. Department of Homeland Security", (), (), "yes"),
        ("government-agency", "Border Patrol community line", "", (), (), "yes"),
        ("government-agency", "Department of Labor, Office of Inspector General", "", (), (), "yes"),
        ("legal-services", "Centro Legal ICE", "", (), (), "unknown"),
        ("legal-services", "Legal help for people in ICE detention", "", (), (), "unknown"),
        ("legal-services", "Clinic for police accountability", "", (), (), "unknown"),
        ("community-organization", "Citizenship and immigration services of Catholic Charities", "", (), (), "unknown"),
        ("government-agency", "Abuse Hotline", "", ("child-abuse",), REPORTS, "mandated"),
        ("government-agency", "Child trafficking line", "", ("minors",), REPORTS, "mandated"),
        ("hotline", "National line", "", ("minors",), REPORTS, "unknown"),
        ("government-agency", "Child abuse and neglect reporting line", "", (), (), "mandated"),
        ("victim-services", "Child abuse counseling", "", ("child-abuse",), (), "unknown"),
        ("victim-services", "Office of justice and police reform", "", (), (), "unknown"),
    ],
)
def test_the_rule(kind, name, parent, victim_types, needs, answer):
    assert may_report(kind=kind, name=name, parent=parent, victim_types=victim_types, needs=needs) == answer


@pytest.mark.parametrize(
    ("site", "answer"),
    [
        ("https://www.uscis.gov/contactcenter", "yes"),
        ("https://www.ice.gov/tips", "yes"),
        ("https://dhs.gov/blue-campaign", "yes"),
        ("https://tips.fbi.gov", "yes"),
        ("https://dhs.maryland.gov/", "unknown"),  # Human Services
        ("https://notice.gov/", "unknown"),
        ("https://www.justice.gov/eoir/list", "unknown"),
        ("", "unknown"),
    ],
)
def test_the_site_of_an_enforcement_agency_says_whose_line_it_is(site, answer):
    said = may_report(kind="government-agency", name="Line", parent="", victim_types=(), needs=(), sites=[site])
    assert said == answer
