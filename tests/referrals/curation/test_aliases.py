"""Aliases belong to the organization: added and taken away through any of its records."""

import pytest

from referrals import curation
from referrals.curation import record

pytestmark = pytest.mark.django_db


def created(name: str, **values):
    values = record.blank(name=name, kind="hotline", **values)
    return curation.create(by="Ana", values=values, source="test", key=name)


def test_an_alias_taken_away_is_gone():
    line = created("Harbor Line", aliases=["HL", "The Line"])
    curation.edit(line, by="Ana", values={"aliases": ["The Line"]})
    assert record.of(line)["aliases"] == ["The Line"]


def test_an_organization_left_behind_keeps_its_aliases():
    line = created("Harbor Line", organization="Harbor Aid", aliases=["HA"])
    other = created("Harbor House", organization="Harbor Aid", aliases=["HA"])
    curation.edit(line, by="Ana", values={"organization": "Sound Aid", "aliases": []})
    assert record.of(other)["aliases"] == ["HA"]
