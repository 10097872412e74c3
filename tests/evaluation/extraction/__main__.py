"""`make evaluate ARGS="--only extraction"`: how well pages and transcripts are read, with every miss listed."""

import argparse
import sys

from tests.evaluation.extraction.labels import PARTS
from tests.evaluation.extraction.report import report


def main(arguments: list[str]) -> None:
    """Print the table of each part."""
    parser = argparse.ArgumentParser(description="How well pages and transcripts are read.")
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="which labelled texts; all if none is named")
    parser.add_argument("--misses", action="store_true", help="list every miss, also those of held_out")
    parser.add_argument("--against", default="", metavar="PYTHON", help="a Python that has spaCy and a model")
    options = parser.parse_args(arguments)
    sys.stdout.write(report(misses=options.misses, parts=options.parts, against=options.against) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
