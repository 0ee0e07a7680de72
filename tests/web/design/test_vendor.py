"""The files that others wrote are those the lock names, and no more."""

import json
import re
from hashlib import sha256
from pathlib import Path
from tomllib import loads

import pytest

import samverkan.web.design

DESIGN = Path(samverkan.web.design.__file__).parent
VENDOR = DESIGN / "static/design/vendor"
LOCK = loads((VENDOR / "vendor.toml").read_text("utf-8"))
FILES = {row["path"]: row["sha256"] for package in LOCK["package"] for row in package["file"]}


@pytest.mark.parametrize("path", FILES)
def test_a_vendored_file_is_the_one_in_the_lock(path):
    assert sha256((DESIGN / path).read_bytes()).hexdigest() == FILES[path]


def test_every_vendored_file_is_in_the_lock():
    there = [*VENDOR.rglob("*"), *(DESIGN / "paper/fonts").iterdir()]
    names = {path.relative_to(DESIGN).as_posix() for path in there if path.is_file()}

    assert names - {"static/design/vendor/vendor.toml"} == set(FILES)


def test_every_package_has_a_version_and_a_licence():
    assert all(package["version"] and package["licence"] for package in LOCK["package"])


def test_no_style_sheet_reaches_out_or_names_a_file_that_is_missing():
    for sheet in DESIGN.rglob("static/**/*.css"):
        for address in re.findall(r"url\(\s*[\"']?([^\"')]+)", sheet.read_text("utf-8")):
            if not address.startswith(("data:", "#")):
                assert (sheet.parent / address).exists(), f"{sheet.name}: {address}"


def test_the_shoreline_is_ours_with_its_licence():
    coast = DESIGN / "static/design/coast"
    found = json.loads((coast / "archipelago.geojson").read_text("utf-8"))
    polygons = found["features"][0]["geometry"]["coordinates"]
    places = [place for polygon in polygons for ring in polygon for place in ring]

    assert "OpenStreetMap" in found["attribution"]
    assert "ODbL" in (coast / "LICENCE.md").read_text("utf-8")
    assert len(polygons) > 5_000
    assert all(17.2 <= lon <= 20.0 and 58.6 <= lat <= 60.4 for lon, lat in places)
    assert (coast / "archipelago.geojson").stat().st_size < 1_200_000
