"""`make evaluate`: how well texts are read, then how well questions are answered. Options are the search's."""

import sys

from tests.evaluation import report, search
from tests.evaluation.scores import four_settings

if __name__ == "__main__":
    if not {"--only", "-h", "--help"} & {argument.partition("=")[0] for argument in sys.argv}:  # those are the search's
        sys.stdout.write(report.report(four_settings()) + "\n\n")
    search.main(sys.argv[1:])
