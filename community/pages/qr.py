"""An address as a QR code: the path of an SVG drawing, dark squares on whatever is behind."""

from __future__ import annotations

from dataclasses import dataclass

import segno


@dataclass(frozen=True)
class Code:
    """`path` draws on a square of `size` units, with the quiet zone that readers need."""

    size: int
    path: str

    @property
    def svg(self) -> str:
        """The whole drawing, black on white."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.size} {self.size}">'
            f'<path fill="#fff" d="M0 0h{self.size}v{self.size}H0z"/><path d="{self.path}"/></svg>'
        )


def code_of(address: str) -> Code:
    """The code of `address`."""
    rows = list(segno.make(address, error="m", micro=False).matrix_iter(border=4))
    squares = (f"M{column} {line}h1v1h-1z" for line, row in enumerate(rows) for column, dark in enumerate(row) if dark)
    return Code(len(rows), "".join(squares))
