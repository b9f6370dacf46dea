"""Renders the sample's notebooks ahead, in processes of their own, while other parts of the hub are made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from training.notebooks import RenderedNotebook
from training.notebooks.isolation import render_within

COURSES = Path(__file__).parent / "courses"
SECONDS = 60  # for a notebook: ours are known to be harmless, and a slow machine may take its time
_begun: dict[bytes, Future[RenderedNotebook]] = {}


def notebooks() -> list[Path]:
    """The files of all sample notebooks."""
    return sorted(COURSES.glob("*/*.ipynb"))


@contextmanager
def rendered_ahead(sources: Iterable[bytes], *, at_once: int) -> Iterator[None]:
    """Begin to render `sources`, but for those that are begun; `render` gives the results until it is over."""
    with ThreadPoolExecutor(max_workers=max(1, at_once)) as pool:
        own = {source: pool.submit(render_within, source, SECONDS) for source in sources if source not in _begun}
        _begun.update(own)
        try:
            yield
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            for source in own:
                del _begun[source]


def render(source: bytes, _seconds: int) -> RenderedNotebook:
    """What was begun, when it is ready; anything else now."""
    return _begun[source].result() if source in _begun else render_within(source, SECONDS)
