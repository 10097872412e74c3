"""The command line beside a site that serves."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

ASKED = "import os, manage; manage.stand_back({!r}); print(os.nice(0))"


@pytest.mark.skipif(not hasattr(os, "nice"), reason="Windows has no such step")
@pytest.mark.parametrize(
    ("command", "steps"), [("import_directory", 10), ("work_on_import", 10), ("check", 0), ("", 0)]
)
def test_what_works_for_long_lets_visitors_go_first(command: str, steps: int) -> None:
    program = [sys.executable, "-c", ASKED.format(command)]
    answer = subprocess.run(program, cwd=settings.BASE_DIR, capture_output=True, text=True, check=True)
    assert int(answer.stdout) - os.nice(0) == min(steps, 19 - os.nice(0))
