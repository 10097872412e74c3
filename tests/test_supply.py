"""What an installation is made of: locked by hash, on terms we allow, and said in a list that programs read."""

import json
import re
import subprocess
import sys

import pytest

from bootstrap import ROOT, RUNTIME
from tools import sbom

# Free to use and pass on with the program. LGPL and MPL: used as they come, as packages of their own.
ALLOWED = {"MIT", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "PSF-2.0", "Unlicense", "ISC", "LGPL-3.0-only",
           "LGPL-2.1-only", "MPL-2.0"}  # fmt: skip
PACKAGES = list(sbom.packages())


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_every_licence_is_one_we_allow(package):
    assert set(re.split(" OR | AND ", package.licence.replace("(", "").replace(")", ""))) <= ALLOWED


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_every_package_is_held_to_its_hashes(package):
    assert package.hashes


def test_what_a_package_says_in_any_of_three_ways_is_read(monkeypatch):
    said = {
        "License-Expression": None,
        "Classifier": ["License :: OSI Approved :: MIT License"],
        "License": "a whole text",
    }

    class Metadata(dict):
        def get_all(self, name, default):
            return self.get(name) or default

    for fields, licence in [
        (said | {"License-Expression": "BSD-3-Clause"}, "BSD-3-Clause"),
        (said, "MIT"),
        (said | {"Classifier": []}, "a whole text"),
        ({}, "not stated"),
    ]:
        monkeypatch.setattr(sbom, "metadata", lambda name, fields=fields: Metadata(fields))
        assert sbom.licence_of("anything") == licence


def test_what_is_under_several_licences_is_looked_at_licence_by_licence():
    assert sbom.licence_of("pypdfium2") == "BSD-3-Clause AND Apache-2.0"


def test_the_list_is_cyclonedx_and_names_no_place_of_download():
    printed = subprocess.run([sys.executable, "-m", "tools.sbom"], cwd=ROOT, capture_output=True, text=True, check=True)
    said = json.loads(printed.stdout)
    assert (said["bomFormat"], said["specVersion"]) == ("CycloneDX", "1.6")
    assert {one["name"] for one in said["components"]} == {one.name for one in PACKAGES}
    assert all(one["purl"].startswith("pkg:pypi/") and one["hashes"] for one in said["components"])
    assert "http" not in printed.stdout
    assert RUNTIME == "requirements.txt"
