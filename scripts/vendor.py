# /// script
# requires-python = ">=3.11"
# dependencies = ["fonttools[woff]==4.68.0"]
# ///
"""Fetch the front-end files that Samverkan ships and write their lock, `vendor.toml`.

Run with `uv run scripts/vendor.py`; it needs Node's npm. The site itself never needs either: the
files are committed, and a test compares them with the lock.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tarfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.ttLib import TTFont

DESIGN = Path(__file__).parents[1] / "src/samverkan/web/design"
VENDOR = DESIGN / "static/design/vendor"
PAPER_FONTS = DESIGN / "paper/fonts"
THEME = Path(__file__).with_name("theme.json")
THEME_TOOL = "@digdir/designsystemet@1.15.0"
MAPPED = re.compile(rb"\n?//# sourceMappingURL=\S+\s*$")


@dataclass(frozen=True, slots=True)
class Package:
    """A package of the npm registry; `files` maps a path inside it to our path under VENDOR."""

    name: str
    version: str
    licence: str
    files: tuple[tuple[str, str], ...]


PACKAGES = (
    Package(
        "@digdir/designsystemet-css",
        "1.22.0",
        "MIT",
        (
            ("dist/src/index.css", "designsystemet/designsystemet.css"),
            ("LICENSE", "designsystemet/LICENSE"),
        ),
    ),
    Package(
        "@fkui/font-default",
        "6.24.1",
        "OFL-1.1 (fonts), MIT (package)",
        (
            ("fonts/Inter-Regular.woff2", "inter/Inter-Regular.woff2"),
            ("fonts/Inter-Medium.woff2", "inter/Inter-Medium.woff2"),
            ("fonts/Inter-SemiBold.woff2", "inter/Inter-SemiBold.woff2"),
            ("LICENSE.md", "inter/LICENSE.md"),
        ),
    ),
    # Only for the font licence's text, which the package above leaves out.
    Package("@fontsource/inter", "5.3.0", "OFL-1.1", (("LICENSE", "inter/OFL.txt"),)),
    Package(
        "leaflet",
        "1.9.4",
        "BSD-2-Clause",
        (
            ("dist/leaflet.js", "leaflet/leaflet.js"),
            ("dist/leaflet.css", "leaflet/leaflet.css"),
            ("dist/images/layers.png", "leaflet/images/layers.png"),
            ("dist/images/layers-2x.png", "leaflet/images/layers-2x.png"),
            ("dist/images/marker-icon.png", "leaflet/images/marker-icon.png"),
            ("LICENSE", "leaflet/LICENSE"),
        ),
    ),
)
PAPER_WEIGHTS = ("Regular", "SemiBold")


def run(*command: str, where: Path) -> str:
    """Run a program and give what it printed; its failure ends the script."""
    result = subprocess.run(command, cwd=where, check=True, capture_output=True, text=True)  # noqa: S603
    return result.stdout


def unpack(package: Package, where: Path) -> Path:
    """Fetch one package with npm and give the folder with its files."""
    archive = run("npm", "pack", "--silent", f"{package.name}@{package.version}", where=where)
    folder = where / package.name.replace("/", "+")
    with tarfile.open(where / archive.strip().splitlines()[-1]) as tar:
        tar.extractall(folder, filter="data")
    return folder / "package"


def copy(package: Package, source: Path) -> list[Path]:
    """Copy the chosen files. A map address is cut: the map is not shipped and would not resolve."""
    copied = []
    for inside, ours in package.files:
        target = VENDOR / ours
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(MAPPED.sub(b"\n", (source / inside).read_bytes()))
        copied.append(target)
    return copied


def theme(where: Path) -> Path:
    """Build the colours, sizes and type of `theme.json` into one style sheet."""
    config = where / "designsystemet.config.json"
    shutil.copy(THEME, config)
    tool = ("npx", "--yes", THEME_TOOL, "tokens")
    run(*tool, "create", "--config", config.name, where=where)
    run(*tool, "build", "-t", "tokens", "-o", "css", where=where)
    target = VENDOR / "theme/samverkan.css"
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(where / "css/samverkan.css", target)
    return target


def paper_fonts() -> list[Path]:
    """Turn the web fonts into TrueType, which the typesetter reads, and list what they can show."""
    PAPER_FONTS.mkdir(parents=True, exist_ok=True)
    made = []
    shown = set(range(0x110000))
    for weight in PAPER_WEIGHTS:
        font = TTFont(VENDOR / f"inter/Inter-{weight}.woff2", recalcTimestamp=False)
        font.flavor = None
        target = PAPER_FONTS / f"Inter-{weight}.ttf"
        font.save(target)
        made.append(target)
        shown &= set(font.getBestCmap())
    coverage = PAPER_FONTS / "coverage.txt"
    coverage.write_text("\n".join(ranges(shown)) + "\n", "ascii")
    return [*made, coverage]


def ranges(points: set[int]) -> list[str]:
    """Write code points as ranges: `0041-005A`."""
    first = [point for point in sorted(points) if point - 1 not in points]
    last = [point for point in sorted(points) if point + 1 not in points]
    return [f"{a:04X}-{b:04X}" for a, b in zip(first, last, strict=True)]


def table(name: str, version: str, licence: str, files: list[Path]) -> str:
    """Write one package's table of the lock."""
    lines = ["[[package]]", f'name = "{name}"', f'version = "{version}"', f'licence = "{licence}"']
    for path in files:
        digest = sha256(path.read_bytes()).hexdigest()
        lines += [
            "[[package.file]]",
            f'path = "{path.relative_to(DESIGN)}"',
            f'sha256 = "{digest}"',
        ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Fetch, build and lock everything."""
    tables = ["# Written by scripts/vendor.py. Paths are relative to src/samverkan/web/design.\n"]
    with TemporaryDirectory() as folder:
        where = Path(folder)
        for package in PACKAGES:
            files = copy(package, unpack(package, where))
            if package.name == "@fkui/font-default":
                files += paper_fonts()
            tables.append(table(package.name, package.version, package.licence, files))
        name, version = THEME_TOOL.rsplit("@", 1)
        tables.append(table(f"{name} with scripts/theme.json", version, "MIT", [theme(where)]))
    VENDOR.joinpath("vendor.toml").write_text("\n".join(tables), "utf-8")


if __name__ == "__main__":
    main()
