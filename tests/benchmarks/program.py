"""Starts a part of the benchmark in a process of its own, with Django set up.

`python -m tests.benchmarks.program PART …`: PART is a module beside this one; its `main` gets the other arguments.
"""

import importlib
import sys

import django


def main(part: str, *arguments: str) -> None:
    django.setup()
    importlib.import_module(f"tests.benchmarks.{part}").main(*arguments)


if __name__ == "__main__":
    main(*sys.argv[1:])
