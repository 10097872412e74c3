"""Fixtures for the whole suite."""

import hypothesis
import pytest

from referrals import limits
from tests.examples import examples

hypothesis.settings.register_profile("here", max_examples=examples(100), deadline=None)
hypothesis.settings.load_profile("here")

pytest_plugins = ["tests.shipped", "tests.cast"]


@pytest.fixture(autouse=True)
def nobody_came_before():
    """All tests come from one address: what one of them sent does not count for the next."""
    limits.COUNTER.forget()
