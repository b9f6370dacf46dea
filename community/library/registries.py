"""What the floors above bring to the library: how its texts are read, and which of their things cite resources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from community.safety.html import clean_post

if TYPE_CHECKING:
    from django.utils.safestring import SafeString


@dataclass(frozen=True)
class Rendered:
    """A text as HTML that one of the profiles of the sanitizer cleaned; `refusal` says why it is shown as typed."""

    html: SafeString | str
    refusal: str = ""


@dataclass
class Texts:
    """Who makes HTML of what editors write: the forum brings the site's Markdown."""

    _render: Callable[[str], Rendered] | None = None

    def register(self, render: Callable[[str], Rendered]) -> None:
        """Bring the renderer. Raises ValueError for a second one."""
        if self._render not in {None, render}:
            raise ValueError("The library has a renderer already.")
        self._render = render

    def render(self, source: str) -> Rendered:
        """Render `source`; as typed, where nobody brought a renderer."""
        if self._render is None:
            return Rendered(clean_post(f'<p class="hub-as-typed">{escape(source)}</p>'))
        return self._render(source)


@dataclass(frozen=True)
class Citing:
    """A kind of thing that leads to resources, named by its kind of search entry.

    `say(count)` says how many there are; `cited()` gives each key with the addresses that stand in it now, to write the
    citations again.
    """

    kind: str
    say: Callable[[int], str]
    cited: Callable[[], Iterable[tuple[int, Iterable[str]]]]


@dataclass
class CitingKinds:
    """The kinds, in the order of registration."""

    _kinds: dict[str, Citing] = field(default_factory=dict)

    def register(self, citing: Citing) -> None:
        """Add a kind. Raises ValueError when it is taken."""
        if citing.kind in self._kinds:
            raise ValueError(f"{citing.kind} cites already.")
        self._kinds[citing.kind] = citing

    def __iter__(self) -> Iterator[Citing]:
        return iter(self._kinds.values())


texts = Texts()
citing_kinds = CitingKinds()
