"""What holds the docs together: each page is in the navigation, each link leads somewhere, each picture has words.

`make docs` finds the same with Sphinx, and more; this needs nothing but the files, so each test run does it.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.guards.sizes import ROOT

FIRST_PARTY = ("community", "events", "forum", "training")
ADMINS = ("wagtail", "django/contrib/admin", "django/contrib/auth")
TOP_PAGES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
START = "index.md"
_FENCE = re.compile(r"^(`{3,}|~{3,})(.*?)^\1\s*?$", re.MULTILINE | re.DOTALL)
_TOCTREE = re.compile(r"^```\{toctree\}\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(<?([^)\s>]+)>?\)")
_HEADING = re.compile(r"^#{1,6} +(.+?) *#*$", re.MULTILINE)
_BOLD = re.compile(r"\*\*([^*]+)\*\*")
_CODE = re.compile(r"`[^`\n]+`")


def pages(root: Path = ROOT) -> list[Path]:
    """Every page of the docs, by name."""
    return sorted(path for path in (root / "docs").rglob("*.md") if "_build" not in path.parts)


def faults(root: Path = ROOT) -> Iterator[str]:
    """One line for each page nobody finds, each link that leads nowhere, each picture without words."""
    docs = root / "docs"
    named = set(_named(docs, START))
    for path in pages(root):
        if path.relative_to(docs).as_posix() not in named | {START}:
            yield f"{path.relative_to(root).as_posix()}: in no toctree, so nobody finds it"
    for name in sorted(named):
        if not (docs / name).is_file():
            yield f"docs/{name}: named in a toctree, and not there"
    for path in (*pages(root), *(root / name for name in TOP_PAGES)):
        yield from _link_faults(path, root)


def unlisted_decisions(root: Path = ROOT) -> list[str]:
    """The decisions that the list of decisions does not link."""
    folder = root / "docs" / "adr"
    listed = {target for _image, _words, target in links(folder / "README.md")}
    return [path.name for path in sorted(folder.glob("0*.md")) if path.name not in listed]


def words_not_on_screen(root: Path = ROOT) -> Iterator[str]:
    """One line for each word that a guide sets in bold, as what people see, and that nothing of the hub says."""
    said = _said(root)
    for path in sorted((root / "docs" / "guides").glob("*.md")):
        for bold in _BOLD.findall(_CODE.sub("", path.read_text())):
            words = " ".join(bold.split()).replace("’", "'")
            pattern = re.escape(words.lower()).replace("…", ".{1,60}")
            if not re.search(rf"(?<!\w){pattern}", said):
                yield f"docs/guides/{path.name}: nothing on the screen says “{words}”"


@cache
def _said(root: Path) -> str:
    """The hub's templates and strings, and the catalogs of the two admins, in lower case, one space between words."""
    ours = [path for folder in FIRST_PARTY for path in (root / folder).rglob("*.py") if "migrations" not in path.parts]
    ours += _installed("django_q").glob("*.py")  # it has no catalog in English
    catalogs = [path for name in ADMINS for path in _installed(name).rglob("locale/en/**/*.po")]
    texts = [path.read_text(encoding="utf-8") for path in (*(root / "templates").rglob("*.html"), *ours)]
    texts += [path.read_text(encoding="utf-8").replace('"\n"', "") for path in catalogs]
    return re.sub(r"\s+", " ", "\n".join(texts)).lower().replace("’", "'")


def _installed(name: str) -> Path:
    top, *below = name.split("/")
    origin = find_spec(top)
    assert origin is not None, f"{name} is not installed"
    assert origin.submodule_search_locations, f"{name} is no package"
    return Path(origin.submodule_search_locations[0], *below)


def links(path: Path) -> list[tuple[bool, str, str]]:
    """(is a picture, words, target) of each link in a page, code left out."""
    text = _CODE.sub("", _FENCE.sub("", path.read_text()))
    found = [(bool(mark), words, target) for mark, words, target in _LINK.findall(text)]
    for _is_picture, words, _target in list(found):  # a picture that is itself a link
        found += [(bool(mark), inner, target) for mark, inner, target in _LINK.findall(words)]
    return found


def anchors(path: Path) -> set[str]:
    """The anchors that Git hosts and MyST make of a page's headings."""
    made: set[str] = set()
    for heading in _HEADING.findall(_FENCE.sub("", path.read_text())):
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()
        kept = "".join(letter for letter in words if letter in "-_ " or letter not in string.punctuation)
        slug = re.sub(r"[^\w\- ]", "", kept).replace(" ", "-")
        made.add(next(name for name in _numbered(slug) if name not in made))
    return made


def _numbered(slug: str) -> Iterator[str]:
    yield slug
    number = 1
    while True:
        yield f"{slug}-{number}"
        number += 1


def _named(docs: Path, page: str) -> Iterator[str]:
    """The pages that toctrees name, from `page` on."""
    for block in _TOCTREE.findall((docs / page).read_text() if (docs / page).is_file() else ""):
        is_pattern = ":glob:" in block
        for line in block.splitlines():
            if not line.strip() or line.startswith(":"):
                continue
            name = (Path(page).parent / line.strip()).as_posix() + ".md"
            names = [name]
            if is_pattern:
                every = (path.relative_to(docs).as_posix() for path in docs.rglob("*.md"))
                names = sorted(one for one in every if fnmatch(one, name))
            for one in names:
                yield one
                yield from _named(docs, one)


def _link_faults(path: Path, root: Path) -> Iterator[str]:
    name = path.relative_to(root).as_posix()
    docs = (root / "docs").resolve()
    for is_picture, words, target in links(path):
        if is_picture and not words.strip():
            yield f"{name}: {target} has no words for who does not see it"
        parts = urlsplit(target)
        if parts.scheme or target.startswith("//"):
            if is_picture:
                yield f"{name}: {target} is a picture on another site"
            continue
        aim = (path.parent / unquote(parts.path)).resolve() if parts.path else path.resolve()
        if not aim.exists():
            yield f"{name}: {target} is not there"
        elif path.resolve().is_relative_to(docs) and not aim.is_relative_to(docs):
            yield f"{name}: {target} lies outside docs/, where the site can't follow: name it, don't link it"
        elif parts.fragment and parts.fragment not in anchors(aim):
            yield f"{name}: {target}: no such heading"
