"""Fixtures for the whole suite."""

import pytest

from referrals import limits

pytest_plugins = ["tests.shipped", "tests.cast"]


@pytest.fixture(autouse=True)
def nobody_came_before():
    """All tests come from one address: what one of them sent does not count for the next."""
    limits.COUNTER.forget()
