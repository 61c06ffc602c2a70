"""Where the program's own files are: the same from a checkout, an installation and a frozen folder."""

from __future__ import annotations

import sys
from pathlib import Path


class Missing(Exception):
    """A file that belongs to the program is not there: the installation is broken."""


def root() -> Path:
    """The folder `resources`."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return Path(frozen) / "resources"
    import resources

    return Path(next(iter(resources.__path__)))


def path(name: str) -> Path:
    """Full path of a file of the program, such as "icons/goldthread.svg".

    Raises:
        Missing: there is no such file.
    """
    found = root() / name
    if not found.is_file():
        raise Missing(f"The program's own file {name} is missing. Install the program again.")
    return found


def text(name: str) -> str:
    """What a text file of the program holds. Raises Missing."""
    return path(name).read_text(encoding="utf-8")


def icon() -> Path:
    """The program's own picture, as SVG."""
    return path("icons/goldthread.svg")


def demo_plan() -> Path:
    """The demo plan, in the form that `goldthread load` reads."""
    return path("demo.json")


def font(face: str) -> Path:
    """A face of Lato, the font of printed papers: "Regular", "Bold", "Italic" or "BoldItalic".

    Raises:
        Missing: there is no such face.
    """
    import fontpkg_lato

    found = fontpkg_lato.ROOT / "files" / f"Lato-{face}.ttf"
    if not found.is_file():
        raise Missing(f"The font Lato {face} is missing. Install the program again.")
    return found


def bengali_font(face: str) -> Path:
    """A face of Hind Siliguri, which draws Bengali on printed papers: "Regular" or "Bold".

    Raises:
        Missing: it is not there.
    """
    import fontpkg_hind_siliguri

    found = fontpkg_hind_siliguri.ROOT / "files" / f"HindSiliguri-{face}.ttf"
    if not found.is_file():
        raise Missing(f"The font Hind Siliguri {face} is missing. Install the program again.")
    return found


def program_version() -> str:
    """Such as "0.1.0"; empty when the program was never installed."""
    from importlib.metadata import PackageNotFoundError, version  # slow to import, and seldom asked

    try:
        return version("goldthread")
    except PackageNotFoundError:
        return ""
