"""`make sbom`: what an installation is made of, as CycloneDX 1.6 JSON on standard output: every locked package with its
version, licence, where it comes from and the hashes it is held to. Read from the lock and from what is installed, so
that it says what runs."""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

from bootstrap import ROOT, RUNTIME

LOCKED = re.compile(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
CLASSIFIER = "License :: OSI Approved :: "
# What packages call their licence, by its SPDX name.
SPDX = {
    "MIT License": "MIT", "MIT": "MIT", "BSD License": "BSD-3-Clause", "BSD": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0", "Apache 2.0": "Apache-2.0", "ISC License (ISCL)": "ISC",
    "GNU Lesser General Public License v3 (LGPLv3)": "LGPL-3.0-only", "GNU LGPLv2.1": "LGPL-2.1-only",
    "GNU Lesser General Public License v2 (LGPLv2)": "LGPL-2.1-only", "LGPL-2.1": "LGPL-2.1-only",
    "Python Software Foundation License": "PSF-2.0", "The Unlicense (Unlicense)": "Unlicense",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0", "BSD-2-Clause": "BSD-2-Clause",
    # pypdfium2: itself, the engine it ships, and what that is made of, all free to pass on
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
}  # fmt: skip

IN_A_FILE = {"pyrage": "MIT"}  # packages that say it in no field; read in the file they ship


@dataclass(frozen=True, slots=True)
class Package:
    """A locked package. `licence` is an SPDX expression, or what the package says where that is none."""

    name: str
    version: str
    licence: str
    hashes: tuple[str, ...]


def packages(lock: str = RUNTIME) -> Iterator[Package]:
    """Those of a lock that are installed here; others are for another system."""
    text = (Path(ROOT) / lock).read_text(encoding="utf-8")
    found = list(LOCKED.finditer(text))
    for one, following in zip(found, [*found[1:], None], strict=True):
        block = text[one.end() : following.start() if following else len(text)]
        try:
            yield Package(one[1], one[2], licence_of(one[1]), tuple(HASH.findall(block)))
        except PackageNotFoundError:
            continue


def licence_of(name: str) -> str:
    """By the package's own words: its expression, else its classifiers, else the field that older ones fill."""
    said = metadata(name)
    if expression := said.get("License-Expression"):
        return expression
    classified = [one.removeprefix(CLASSIFIER) for one in said.get_all("Classifier", []) if one.startswith(CLASSIFIER)]
    written = (said.get("License") or "").strip().splitlines()[:1]
    return " OR ".join(SPDX.get(one, one) for one in classified or written) or IN_A_FILE.get(name, "not stated")


def document() -> dict[str, Any]:
    """The list, in CycloneDX's words."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "referral-desk", "licenses": [_licence("MIT")]}},
        "components": [
            {
                "type": "library",
                "name": one.name,
                "version": one.version,
                "purl": f"pkg:pypi/{one.name.lower()}@{one.version}",
                "licenses": [_licence(one.licence)],
                "hashes": [{"alg": "SHA-256", "content": value} for value in one.hashes],
            }
            for one in packages()
        ],
    }


def _licence(expression: str) -> dict[str, str]:
    return {"expression": expression}


if __name__ == "__main__":
    json.dump(document(), sys.stdout, indent=1)
    sys.stdout.write("\n")
