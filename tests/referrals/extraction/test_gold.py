"""The thresholds the project set itself on hand-made gold; `python -m tests.evaluation.report` prints all."""

import pytest

from tests.evaluation.scores import Evaluation, Figure

SETTINGS = [(True, True), (True, False), (False, True), (False, False)]


@pytest.fixture(scope="module", params=SETTINGS, ids=lambda setting: f"names={setting[0]} bodies={setting[1]}")
def figures(request: pytest.FixtureRequest) -> dict[str, Figure]:
    names, with_bodies = request.param
    return {figure.name: figure for figure in Evaluation(names=names, with_bodies=with_bodies).figures()}


@pytest.mark.parametrize(
    ("name", "at_least"),
    [
        ("web addresses", 11),
        ("phone", 1),
        ("referral contacts", 15),
        ("resources", 23),
        ("mentions exact", 51),
        ("kind right", 23),
        ("states right", 23),
        ("advice found", 30),
    ],
)
def test_what_must_be_found(figures: dict[str, Figure], name: str, at_least: int) -> None:
    assert figures[name].right >= at_least, figures[name].wrong


@pytest.mark.parametrize(
    ("name", "at_most"),
    [("suggestions in no gold list", 4), ("non-resources suggested", 0), ("advice in no gold row", 3)],
)
def test_what_must_not_be_suggested(figures: dict[str, Figure], name: str, at_most: int) -> None:
    assert figures[name].right <= at_most, figures[name].wrong
