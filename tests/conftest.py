"""Fixtures for the whole suite."""

pytest_plugins = ["tests.shipped", "tests.cast"]
