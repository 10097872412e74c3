"""Planted duplicates are found, and nobody is taken for another. The whole figures are a report: `make evaluate`."""

import pytest

from tests.evaluation import duplicates

pytestmark = pytest.mark.django_db


def test_nineteen_of_twenty_planted_duplicates_are_found_and_hardly_anybody_is_taken_for_another(shipped):
    found = duplicates.evaluate(every=8)
    assert found.share >= 0.95, [(plant.kind, plant.values["name"]) for plant in found.missed]
    assert found.false_alarms <= 0.05, found.alarms
    assert found.looked_at > 600


def test_a_plant_differs_from_what_it_is_planted_beside(shipped):
    kept = {one.resource_id: one.values for one in duplicates.kept_records()}
    planted = list(duplicates.plants(every=40))
    assert {one.kind for one in planted} == set(duplicates.KINDS)
    assert all(one.values != kept[one.of] for one in planted)
