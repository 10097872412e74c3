"""What the documents name is there."""

import re

import pytest
from django.conf import settings

ROOT = settings.BASE_DIR
NAMED = re.findall(r"`([\w/]+\.py)(?:::(\w+))?`", (ROOT / "docs" / "security.md").read_text())


@pytest.mark.parametrize(("file", "test"), sorted(set(NAMED)))
def test_a_promise_of_security_has_its_test(file, test):
    path = ROOT / "tests" / file if not file.startswith("tests/") else ROOT / file
    assert f"def {test}(" in path.read_text() if test else path.is_file()


@pytest.mark.parametrize("page", [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))],
                         ids=lambda page: page.name)  # fmt: skip
def test_a_link_leads_somewhere(page):
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text())
    assert [link for link in links if not (page.parent / link).exists()] == []
