"""The configuration reference: what the settings read, as a page. `python -m community.settings.reference` writes it.

It must run in a process of its own: the settings are loaded here with an empty environment.
"""

from __future__ import annotations

import importlib
import runpy
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from . import environment
from .environment import Environment, Reading

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "configuration.md"
DEV, PRODUCTION = "community.settings.dev", "community.settings.production"
SECTIONS = {
    "community.settings.base": "Everywhere",
    PRODUCTION: "In production",
    DEV: "On your own machine",
    "deploy/gunicorn.conf.py": "The web server",
}
INTRODUCTION = """\
# Configuration

<!-- Written by `make docs` from the settings themselves: change the words there (`doc=`), not here. -->

The hub reads everything that a deployment decides from environment variables. `make run` takes them from your shell,
the systemd units from `/etc/hub/hub.env` (an example lies in `deploy/systemd/`). A variable that is empty counts as one
that is not set.

`DJANGO_SETTINGS_MODULE` chooses the settings: `community.settings.dev` unless you say otherwise,
`community.settings.production` on a server. Faults are told at start, all of them at once, one sentence each; the hub
does not start before they are mended.
"""


@dataclass
class Variable:
    """One variable, from all the places that read it."""

    name: str
    doc: str = ""
    default: str = ""
    is_required: bool = False
    refusals: list[str] = field(default_factory=list)

    def add(self, reading: Reading, module: str) -> None:
        """Take what one reading says; a second explanation is a mistake of the settings."""
        if reading.doc and self.doc:
            raise ValueError(f"{self.name} is explained twice: {self.doc!r} and {reading.doc!r}")
        self.doc = self.doc or reading.doc
        if reading.default and not self.default:
            self.default = f"`{reading.default.replace(f'{ROOT}/', '')}`{' on your own machine' * (module == DEV)}"
        self.is_required = self.is_required or (reading.is_required and module == PRODUCTION)
        self.refusals += [words for words in reading.refusals if words not in self.refusals]


def load() -> dict[str, list[Reading]]:
    """What each module reads, in its order, when nothing is set."""
    env = environment.env = Environment({})
    found: dict[str, list[Reading]] = {}
    for module in SECTIONS:
        before = len(env.readings)
        try:
            if module.endswith(".py"):
                runpy.run_path(str(ROOT / module))
            else:
                importlib.import_module(module)
        except ImproperlyConfigured:
            pass  # production names what is missing: all of it has been read by then
        found[module] = env.readings[before:]
    return found


def sections(found: dict[str, list[Reading]]) -> dict[str, list[Variable]]:
    """The variables below the heading of the module that explains them."""
    variables: dict[str, Variable] = {}
    homes: dict[str, str] = {}
    for module, readings in found.items():
        for reading in readings:
            variables.setdefault(reading.name, Variable(reading.name)).add(reading, module)
            if reading.doc:
                homes[reading.name] = module
    unexplained = [name for name, variable in variables.items() if not variable.doc]
    if unexplained:
        raise ValueError(f"nobody says what {', '.join(unexplained)} is for: give its reader a doc=")
    return {
        title: [variables[name] for name, home in homes.items() if home == module] for module, title in SECTIONS.items()
    }


def lines(parts: dict[str, list[Variable]]) -> Iterator[str]:
    """The page, line by line."""
    yield INTRODUCTION
    for title, variables in parts.items():
        if variables:
            yield f"## {title}\n"
            yield "| Variable | Default | What for |\n|---|---|---|"
            yield from (_row(variable) for variable in variables)
            yield ""
    yield "## What is refused\n"
    yield f"`{environment.ANY}` stands for what you wrote.\n"
    yield "| Variable | Sentence |\n|---|---|"
    for variables in parts.values():
        for variable in variables:
            yield from (f"| `{variable.name}` | {words} |" for words in variable.refusals)


def _row(variable: Variable) -> str:
    default = variable.default or "none"
    if variable.is_required:
        default += "; **required in production**"
    return f"| `{variable.name}` | {default} | {variable.doc} |"


def page() -> str:
    """The whole page."""
    return "\n".join(lines(sections(load()))) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page())
    sys.stdout.write(f"    {PAGE.relative_to(ROOT)}\n")
