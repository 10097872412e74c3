"""What contact may lead to, as far as a row of a list can say."""

import pytest

from referrals.importing.reporting import may_report

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
        ("hotline", "Police-based victim services", "", (), ("crisis-hotline",), "unknown"),
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
