"""`make bench`: see run, which this hands over to once Django is set up."""

import os
import sys
import tempfile
from pathlib import Path

from tests.benchmarks import program
from tests.benchmarks.processes import environment

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as nowhere:  # the measuring process itself reads no directory
        os.environ |= environment(Path(nowhere))
        program.main("run", *sys.argv[1:])
