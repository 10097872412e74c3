"""Gaps: where the directory is thin or not verified, state by state."""
