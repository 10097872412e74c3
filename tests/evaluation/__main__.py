"""`make evaluate`: how well texts are read, then how well questions are answered.

`--only extraction` reads the labelled pages and transcripts alone (its options: tests/evaluation/extraction); all
other options are the search's.
"""

import sys

from tests.evaluation import report, search
from tests.evaluation.extraction.__main__ import main as read_texts
from tests.evaluation.scores import four_settings

ONLY = ["--only", "extraction"]

if __name__ == "__main__":
    arguments = [part for argument in sys.argv[1:] for part in argument.split("=", 1)]
    if arguments[:2] == ONLY:
        read_texts(arguments[2:])
    else:
        if not {"--only", "-h", "--help"} & set(arguments):  # those are the search's
            sys.stdout.write(report.report(four_settings()) + "\n\n")
            read_texts([])
        search.main(sys.argv[1:])
