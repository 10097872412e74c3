"""`make evaluate ARGS="--only extraction"`: how well pages and transcripts are read, with every miss listed."""

import sys

from tests.evaluation.extraction.report import report

if __name__ == "__main__":
    sys.stdout.write(report(misses="--misses" in sys.argv, parts=[a for a in sys.argv[1:] if a[0] != "-"]) + "\n")
