"""What must never stand in the directory's tables is refused by the database, whoever writes it."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from django.contrib.auth import get_user_model
from django.db.models import F

from referrals.models import (
    Address,
    Change,
    ContactKey,
    Email,
    Evidence,
    Import,
    ImportRow,
    Invitation,
    Link,
    LinkCheck,
    Organization,
    OrganizationAlias,
    Pasted,
    PersonChange,
    Phone,
    PmtTerm,
    Report,
    Resource,
    ResourceState,
    ResourceTerm,
    Revision,
    SourceRecord,
    Succession,
    Term,
    Unhiding,
)
from tests.constraints import Refusals, Write, assert_refused, declared, each

pytestmark = pytest.mark.django_db

numbers = count(1)
NOON = datetime(2026, 1, 21, 12, tzinfo=UTC)


# One lawful row each, apart from what is asked for; written without curation.


def organization(**fields) -> Organization:
    return Organization.objects.create(**{"name": f"Harbor House {next(numbers)}"} | fields)


def alias(**fields) -> OrganizationAlias:
    return of(organization, OrganizationAlias, {"name": "HH"}, fields)


def resource(**fields) -> Resource:
    return of(
        organization,
        Resource,
        {"slug": f"hotline-{next(numbers)}", "name": "Harbor Hotline", "discreet_name": "Harbor", "kind": "hotline"},
        fields,
    )


def resource_state(**fields) -> ResourceState:
    return of(resource, ResourceState, {"state": "TX"}, fields)


def resource_term(**fields) -> ResourceTerm:
    return of(resource, ResourceTerm, {"relation": "serves"}, {"term": fields.pop("term", None) or term()} | fields)


def phone(**fields) -> Phone:
    return of(resource, Phone, {"number": "+18883737888"}, fields)


def link(**fields) -> Link:
    return of(resource, Link, {"url": "https://harbor.example/help"}, fields)


def email(**fields) -> Email:
    return of(resource, Email, {"address": "help@harbor.example"}, fields)


def address(**fields) -> Address:
    return of(resource, Address, {"street": "1 Main Street", "city": "Austin", "state": "TX"}, fields)


def evidence(**fields) -> Evidence:
    said = {"quote": "Call Harbor.", "role": "host", "stance": "recommended", "source_label": "Forum"}
    return of(resource, Evidence, said, fields)


def source_record(**fields) -> SourceRecord:
    return of(resource, SourceRecord, {"source": "list.csv", "key": f"row {next(numbers)}"}, fields)


def change(**fields) -> Change:
    return of(resource, Change, {"by": "curator", "action": "publish"}, fields)


def unhiding(**fields) -> Unhiding:
    return of(resource, Unhiding, {"visibility": "city", "proposed_by": "ana", "proposed_at": NOON}, fields)


def link_check(**fields) -> LinkCheck:
    lawful = {"url": "https://harbor.example/help", "checked_on": NOON.date(), "outcome": "works"}
    return of(resource, LinkCheck, lawful, fields)


def report(**fields) -> Report:
    return of(resource, Report, {"at": NOON, "code_hash": f"{next(numbers)}", "problem": "dead"}, fields)


def contact_key(**fields) -> ContactKey:
    return of(resource, ContactKey, {"key": "n harbor line", "weight": 10}, fields)


def batch(**fields) -> Import:
    return Import.objects.create(**{"file": "list.csv", "kind": "csv", "by": "curator"} | fields)


def batch_row(**fields) -> ImportRow:
    return of(batch, ImportRow, {"line": 2, "key": "Harbor", "outcome": "publish"}, fields)


def pasted(**fields) -> Pasted:
    lawful = {"text": "Call Harbor.", "label": "e-mail", "by": "curator", "at": NOON}
    return Pasted.objects.create(**lawful | {"source": f"pasted {next(numbers)}"} | fields)


def succession(**fields) -> Succession:
    return of(resource, Succession, {"kind": "renamed", "was": "Lantern"}, fields)


def person():
    return get_user_model().objects.create_user(f"person {next(numbers)}")


def invitation(**fields) -> Invitation:
    week = {"invited_at": NOON, "expires_at": NOON + timedelta(days=7)}
    lawful = {"token_hash": f"{next(numbers)}", "role": "curator", "invited_by": "root"}
    return Invitation.objects.create(**lawful | week | fields)


def person_change(**fields) -> PersonChange:
    return PersonChange.objects.create(**{"at": NOON, "by": "root", "action": "invited"} | fields)


def term(**fields) -> Term:
    return Term.objects.create(**{"facet": "need", "slug": f"need-{next(numbers)}", "label": "A need"} | fields)


def pmt_term(**fields) -> PmtTerm:
    return PmtTerm.objects.create(**{"list": "services", "code": "A", "label": f"Service {next(numbers)}"} | fields)


def revision(pk: int) -> Revision:
    return Revision.objects.create(pk=pk, value=7)


def of(owner, model, lawful: dict, fields: dict):
    """A row that belongs to another, which is made unless it is given."""
    key = owner.__name__
    return model.objects.create(**{key: fields.pop(key, None) or owner()} | lawful | fields)


def under_one(owner, make, *rows: dict) -> list:
    """Several rows under the same owner."""
    shared = {owner.__name__: owner()}
    return [make(**shared | row) for row in rows]


def twice(make, owner, **fields) -> list:
    return under_one(owner, make, fields, fields)


def changed(row, **fields) -> None:
    """A lawful row made unlawful by an update that passes by `save`."""
    type(row).objects.filter(pk=row.pk).update(**fields)


def serves_and_excludes(one: Resource, same: Term) -> None:
    ResourceTerm.objects.bulk_create(
        ResourceTerm(resource=one, term=same, relation=relation) for relation in ("serves", "excludes")
    )


FAILING = {"outcome": "failing", "failures": 1, "failing_since": NOON.date()}
DECIDED = {"outcome": "confirmed", "decided_by": "ben", "decided_at": NOON}
TRIED = {"tried": 1, "tried_on": date(2026, 1, 21), "tried_outcome": "no-answer"}
VERIFIED = {"verified_on": date(2026, 1, 21), "verified_by": "curator", "verified_how": "phone"}
HANDLED = {"outcome": "fixed", "handled_by": "curator", "handled_at": NOON}
REJECTED = {"curation": "rejected", "rejection": "closed"}

REFUSED: Refusals = {
    # Checks of web addresses
    "contact_key_once": [lambda: twice(contact_key, resource)],
    "import_says_who": [lambda: batch(by="")],
    "import_state_listed": [lambda: batch(state="lost")],
    "import_row_once": [lambda: twice(batch_row, batch)],
    "succession_says_what": [
        lambda: succession(was=""),
        lambda: succession(kind="superseded", was=""),
        lambda: succession(kind="superseded", successor=resource()),
        lambda: succession(successor=resource()),
        lambda: changed(succession(kind="superseded", was="", successor=resource()), successor=F("resource")),
    ],
    "succession_since_is_a_date": [lambda: succession(since="lately")],
    "pasted_says_who": [lambda: pasted(by="")],
    "link_check_once": [lambda: twice(link_check, resource)],
    "link_check_outcome_listed": [lambda: link_check(outcome="fine")],
    "link_check_moved_says_where": [
        lambda: link_check(outcome="moved"),
        lambda: link_check(moved_to="https://harbor.example/new"),
    ],
    "link_check_failing_says_since_when": [
        lambda: link_check(outcome="gone"),
        lambda: link_check(**FAILING | {"failing_since": None}),
        lambda: link_check(**FAILING | {"outcome": "works"}),
    ],
    # Places that are hidden
    "unhiding_one_open": [lambda: twice(unhiding, resource)],
    "unhiding_shows_something": [
        lambda: unhiding(visibility=""),
        lambda: unhiding(visibility="hidden"),
        lambda: unhiding(visibility="hidden", city="Durham"),
    ],
    "unhiding_says_who": [lambda: unhiding(proposed_by="")],
    "unhiding_decided_says_who": [
        lambda: unhiding(outcome="confirmed"),
        lambda: unhiding(decided_by="ben"),
        lambda: unhiding(**DECIDED | {"decided_by": ""}),
        lambda: unhiding(**DECIDED | {"outcome": "shown"}),
    ],
    "unhiding_takes_two": [
        lambda: unhiding(**DECIDED | {"decided_by": "ana"}),
        lambda: changed(unhiding(**DECIDED), decided_by="ana"),
    ],
    # Organizations and their names
    "organization_has_a_name": [lambda: organization(name="")],
    "organization_once": [lambda: [organization(name="Harbor House") for _ in range(2)]],
    "alias_has_a_name": [lambda: alias(name="")],
    "alias_once": [lambda: twice(alias, organization)],
    # Resources: closed lists
    "resource_has_names": [lambda: resource(name=""), lambda: resource(discreet_name="")],
    "resource_kind_listed": [lambda: resource(kind="rumor"), lambda: resource(kind="")],
    "resource_cost_listed": [lambda: resource(cost="cheap"), lambda: resource(cost="")],
    "resource_coverage_listed": [lambda: resource(coverage="galaxy"), lambda: resource(coverage="")],
    "resource_curation_listed": [lambda: resource(curation="public"), lambda: changed(resource(), curation="")],
    "resource_interpretation_listed": [lambda: resource(interpretation="maybe"), lambda: resource(interpretation="")],
    "resource_may_report_listed": [
        lambda: resource(contact_may_report="perhaps"),
        lambda: resource(contact_may_report=""),
    ],
    "resource_base_state_listed": [lambda: resource(base_state="ZZ"), lambda: resource(base_state="tx")],
    # Resources: what goes together
    "resource_verified_says_who_and_how": [
        lambda: resource(**VERIFIED | {"verified_by": ""}),
        lambda: resource(**VERIFIED | {"verified_how": ""}),
        lambda: resource(**VERIFIED | {"verified_how": "hearsay"}),
        lambda: resource(**VERIFIED | {"verified_on": None}),
        lambda: resource(verified_by="curator"),
        lambda: resource(verified_how="phone"),
    ],
    "resource_tried_says_when_and_what": [
        lambda: resource(**TRIED | {"tried_on": None}),
        lambda: resource(**TRIED | {"tried_outcome": "bored"}),
        lambda: resource(**TRIED | {"tried": 0}),
    ],
    "resource_due_is_released": [
        lambda: resource(due_on=NOON.date()),
        lambda: changed(resource(curation="published", released={}, due_on=NOON.date()), released=None),
    ],
    "resource_published_on_is_a_date": [
        lambda: resource(published_on="last year"),
        lambda: resource(published_on="2015-1"),
        lambda: resource(published_on="21.01.2015"),
        lambda: resource(published_on="2015-01-"),
        lambda: resource(published_on="2015\n"),
    ],
    "resource_published_url_is_http": [
        lambda: resource(published_url="javascript:alert(1)"),
        lambda: resource(published_url="harbor.example/list"),
        lambda: resource(published_url="https://harbor.example/a\nb"),
    ],
    "resource_in_doubt_is_not_published": [
        lambda: resource(curation="published", in_doubt=True),
        lambda: changed(resource(in_doubt=True), curation="published"),
        lambda: changed(resource(curation="published"), in_doubt=True),
    ],
    "resource_released_is_published": [
        lambda: resource(released={"name": "Harbor Line"}),
        lambda: changed(resource(curation="published", released={}), curation="suggested"),
    ],
    "resource_rejected_says_why": [
        lambda: resource(curation="rejected"),
        lambda: resource(curation="rejected", rejection="boring"),
        lambda: resource(curation="published", rejection="closed"),
        lambda: changed(resource(**REJECTED), curation="published"),
    ],
    "resource_merged_is_retired": [
        lambda: resource(merged_into=resource()),
        lambda: resource(curation="published", merged_into=resource()),
        lambda: changed(resource(curation="retired", merged_into=resource()), curation="published"),
    ],
    "resource_is_not_itself_again": [
        lambda: changed(resource(), may_be=F("id")),
        lambda: changed(resource(curation="retired"), merged_into=F("id")),
    ],
    # What a resource serves
    "resource_state_once": [lambda: twice(resource_state, resource)],
    "resource_state_listed": [lambda: resource_state(state="ZZ"), lambda: resource_state(state="")],
    "resource_term_once": [
        lambda: twice(resource_term, resource, term=term()),
        lambda: serves_and_excludes(resource(), term()),
    ],
    "resource_term_relation_listed": [lambda: resource_term(relation="likes"), lambda: resource_term(relation="")],
    # Ways to reach it
    "phone_number_is_e164_or_short": [
        lambda: phone(number=""),
        lambda: phone(number="888-373-7888"),
        lambda: phone(number="8883737888"),
        lambda: phone(number="+0883737888"),
        lambda: phone(number="+188837"),
        lambda: phone(number="99"),
        lambda: phone(number="1-800-HELP"),
        lambda: phone(number="988\n"),
    ],
    "phone_extension_is_digits": [lambda: phone(extension="ask Ann"), lambda: phone(extension="12\n")],
    "phone_menu_key_is_a_key": [lambda: phone(menu_key="one"), lambda: phone(menu_key="1\n")],
    "phone_use_listed": [lambda: phone(use="pigeon"), lambda: phone(use="")],
    "phone_keyword_only_for_texts": [
        lambda: phone(keyword="HELP"),
        lambda: changed(phone(keyword="HELP", use="text"), use="voice"),
    ],
    "phone_once_per_resource": [lambda: twice(phone, resource)],
    "phone_one_primary_per_resource": [
        lambda: under_one(resource, phone, {"number": "988", "primary": True}, {"number": "211", "primary": True})
    ],
    "link_is_http": [
        lambda: link(url=""),
        lambda: link(url="harbor.example"),
        lambda: link(url="javascript:alert(1)"),
        lambda: link(url="ftp://harbor.example"),
        lambda: link(url="https://"),
        lambda: link(url="https://harbor.example/a b"),
        lambda: link(url="https://harbor.example/a\nb"),
        lambda: link(url="https://harbor.example/\n"),
        lambda: link(url='https://harbor.example/"onclick'),
    ],
    "link_once_per_resource": [lambda: twice(link, resource)],
    "email_is_an_address": [
        lambda: email(address=""),
        lambda: email(address="help"),
        lambda: email(address="help@harbor"),
        lambda: email(address="help@@harbor.example"),
        lambda: email(address="Ann <help@harbor.example>"),
        lambda: email(address="help@harbor.example\nBcc:all@harbor.example"),
        lambda: email(address="help@harbor.example\n"),
        lambda: email(address="ask\thelp@harbor.example"),
    ],
    "email_once_per_resource": [lambda: twice(email, resource)],
    "address_visibility_listed": [
        lambda: address(visibility="shown"),
        lambda: address(visibility=""),
        lambda: changed(address(), visibility="PUBLIC"),
    ],
    "address_state_listed": [lambda: address(state="ZZ")],
    # Why it is listed
    "evidence_has_a_quote": [lambda: evidence(quote=""), lambda: changed(evidence(), quote="")],
    "evidence_role_listed": [lambda: evidence(role="passer-by"), lambda: evidence(role="")],
    "evidence_stance_listed": [lambda: evidence(stance="praised"), lambda: evidence(stance="")],
    "evidence_once_per_resource": [lambda: twice(evidence, resource)],
    "source_key_once": [lambda: [source_record(key="row 1") for _ in range(2)]],
    # Who changed what
    "change_says_who": [lambda: change(by="")],
    "change_says_what": [lambda: change(action="")],
    "revision_is_one_row": [lambda: revision(2), lambda: revision(0)],
    # What visitors send in
    "report_problem_listed": [lambda: report(problem="rumor"), lambda: report(problem="")],
    "report_confidential_says_what": [
        lambda: report(problem="confidential"),
        lambda: report(problem="confidential", field="name"),
        lambda: report(field="phone"),
        lambda: report(about="+18883737888"),
    ],
    "report_handled_says_who": [
        lambda: report(outcome="lost"),
        lambda: report(outcome="fixed"),
        lambda: report(handled_by="curator"),
        lambda: report(**HANDLED | {"handled_by": ""}),
        lambda: report(**HANDLED | {"handled_at": None}),
    ],
    "report_decided_keeps_no_words": [
        lambda: report(words="Rings out.", **HANDLED),
        lambda: report(problem="confidential", field="phone", about="988", **HANDLED),
        lambda: changed(report(words="Rings out."), **HANDLED),
    ],
    # People
    "invitation_says_who": [lambda: invitation(invited_by="")],
    "invitation_to_a_role_or_for_a_person": [
        lambda: invitation(role=""),
        lambda: invitation(role="king"),
        lambda: invitation(person=person()),
    ],
    "invitation_ends": [lambda: invitation(expires_at=NOON)],
    "invitation_ended_says_who": [
        lambda: invitation(outcome="used"),
        lambda: invitation(outcome="used", ended_at=NOON),
        lambda: invitation(ended_by="root"),
        lambda: invitation(outcome="lost", ended_by="root", ended_at=NOON),
    ],
    "person_change_says_who": [lambda: person_change(by="")],
    "person_change_says_whose": [lambda: person_change(action="role")],
    # The open lists
    "term_facet_listed": [lambda: term(facet="mood"), lambda: term(facet="")],
    "term_not_its_own_parent": [lambda: changed(term(), parent=F("id"))],
    "pmt_label_once_under_its_code": [lambda: [pmt_term(label="Shelter") for _ in range(2)]],
}


# Beside each refusal, what comes close to it and is lawful.
ACCEPTED: dict[str, Write] = {
    "an organization": organization,
    "an invitation": invitation,
    "an invitation that was used": lambda: invitation(outcome="used", ended_by="eva", ended_at=NOON),
    "a link for a person": lambda: invitation(role="", person=person()),
    "a line about a person": lambda: person_change(action="role", person="ana", before="curator", after="provider"),
    "the same quote held twice": lambda: twice(evidence, resource, held=True),
    "an alias": alias,
    "one alias of two organizations": lambda: [alias(name="HH"), alias(name="HH")],
    "a resource": resource,
    "a resource that sits in a state": lambda: resource(base_state="TX"),
    "a verified resource": lambda: resource(**VERIFIED),
    "a publication of a year": lambda: resource(published_on="2015"),
    "a publication of a month": lambda: resource(published_on="2015-01"),
    "a publication of a day": lambda: resource(published_on="2015-01-21"),
    "a published resource": lambda: resource(curation="published"),
    "a doubtful suggestion": lambda: resource(in_doubt=True),
    "a rejected resource that says why": lambda: resource(**REJECTED),
    "a merged resource": lambda: resource(curation="retired", merged_into=resource()),
    "a resource that may be another": lambda: resource(may_be=resource()),
    "a state": resource_state,
    "two states of a resource": lambda: under_one(resource, resource_state, {"state": "TX"}, {"state": "OK"}),
    "a term": resource_term,
    "two terms of a resource": lambda: under_one(resource, resource_term, {}, {}),
    "a phone": phone,
    "a short code": lambda: phone(number="988"),
    "an extension and a key": lambda: phone(extension="204", menu_key="1#"),
    "a word to text": lambda: phone(number="233733", use="text", keyword="HELP"),
    "a number for calls and for texts": lambda: under_one(resource, phone, {"use": "voice"}, {"use": "text"}),
    "a primary phone among others": lambda: under_one(
        resource, phone, {"number": "988", "primary": True}, {"number": "211"}, {"number": "711"}
    ),
    "a link": link,
    "a plain http link": lambda: link(url="http://harbor.example"),
    "an e-mail": email,
    "an address": address,
    "an address without a state": lambda: address(state=""),
    "evidence": evidence,
    "a quote of two resources": lambda: [evidence(), evidence()],
    "a record of a source": source_record,
    "one key of two sources": lambda: [source_record(source=s, key="row 1") for s in ("a.csv", "b.csv")],
    "a change": change,
    "a report with words": lambda: report(words="Rings out."),
    "a report of something confidential": lambda: report(problem="confidential", field="phone", about="988"),
    "a report that somebody looks at": lambda: report(words="Rings out.", **HANDLED | {"outcome": "looking"}),
    "a decided report": lambda: report(**HANDLED),
    "a proposal to show a place": unhiding,
    "a proposal to show a city": lambda: unhiding(visibility="", city="Durham"),
    "one after another was decided": lambda: under_one(resource, unhiding, DECIDED, {}),
    "one that nobody else could confirm": lambda: unhiding(**DECIDED | {"decided_by": "ana", "alone": True}),
    "one withdrawn by who proposed it": lambda: unhiding(**DECIDED | {"outcome": "withdrawn", "decided_by": "ana"}),
    "a key of a record": contact_key,
    "one key of two records": lambda: [contact_key(), contact_key()],
    "an import": batch,
    "a row of an import": batch_row,
    "a pasted text": pasted,
    "a former name": lambda: succession(since="2016-01"),
    "a successor": lambda: succession(kind="superseded", was="", successor=resource()),
    "a check of a web address": link_check,
    "one that failed": lambda: link_check(**FAILING),
    "one that moved": lambda: link_check(outcome="moved", moved_to="https://harbor.example/new"),
    "a term of the vocabulary": term,
    "a narrower term": lambda: term(parent=term()),
    "a federal term": pmt_term,
    "one label under two codes": lambda: [pmt_term(code=c, label="Shelter") for c in "AB"],
    "the revision": lambda: revision(1),
}


@pytest.mark.parametrize(("name", "write"), each(REFUSED))
def test_the_database_refuses(name, write):
    assert_refused("referrals", name, write)


@pytest.mark.parametrize("write", ACCEPTED.values(), ids=ACCEPTED)
def test_the_database_accepts(write):
    assert write()


def test_every_constraint_has_a_refusal():
    assert set(REFUSED) == set(declared("referrals"))
