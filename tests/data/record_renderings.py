"""Records what the renderer makes of the everyday notebooks: `python -m tests.data.record_renderings`.

Run it after RENDERER_VERSION was raised; the test of the record fails when the HTML changes and the version does not.
"""

from __future__ import annotations

import hashlib
import json

from tests.factories.notebooks import DATA
from training.notebooks.rendering import render_notebook
from training.notebooks.results import RENDERER_VERSION

RECORD = DATA / "renderings.json"


def recorded(name: str = "*") -> dict[str, str]:
    """The digest of each everyday notebook's HTML, or of one."""
    paths = sorted((DATA / "everyday").glob(f"{name}.ipynb"))
    html = {path.stem: render_notebook(path.read_bytes()).html for path in paths}
    return {name: hashlib.sha256(text.encode()).hexdigest() for name, text in html.items()}


def main() -> None:
    RECORD.write_text(json.dumps({"renderer": RENDERER_VERSION, "html": recorded()}, indent=1) + "\n")
    print(f"recorded under renderer version {RENDERER_VERSION}")


if __name__ == "__main__":
    main()
