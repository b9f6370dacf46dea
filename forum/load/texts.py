"""What the posts of a load say: the sample hub's threads, put together in ever new ways and really rendered."""

from __future__ import annotations

import random
import tomllib
import uuid
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from community.search.services import plain_words
from forum import sample
from forum.rendering import compose

POOL = 500
COUNTIES = (
    "Alameda|Alpine|Amador|Butte|Calaveras|Colusa|Contra Costa|Del Norte|El Dorado|Fresno|Glenn|Humboldt|Imperial|"
    "Inyo|Kern|Kings|Lake|Lassen|Los Angeles|Madera|Marin|Mariposa|Mendocino|Merced|Modoc|Mono|Monterey|Napa|Nevada|"
    "Orange|Placer|Plumas|Riverside|Sacramento|San Benito|San Bernardino|San Diego|San Francisco|San Joaquin|"
    "San Luis Obispo|San Mateo|Santa Barbara|Santa Clara|Santa Cruz|Shasta|Sierra|Siskiyou|Solano|Sonoma|Stanislaus|"
    "Sutter|Tehama|Trinity|Tulare|Tuolumne|Ventura|Yolo|Yuba"
).split("|")
FIRST_NAMES = (
    "Ana Ben Carmen Deshawn Elena Farid Grace Hung Ines Jorge Kim Lena Marco Nia Omar Priya Quinn Rosa".split()
)
LAST_NAMES = "Alvarez Brown Chen Diaz Evans Flores Garcia Hughes Ito Johnson Khan Lopez Moua Nguyen Ortiz Patel".split()


@dataclass(frozen=True)
class Text:
    """A post as typed, as shown and as search reads it."""

    source: str
    html: str
    words: str


@cache
def _threads() -> list[dict[str, object]]:
    files = sorted((Path(sample.__file__).parent / "threads").glob("*.toml"))
    return [thread for file in files for thread in tomllib.loads(file.read_text(encoding="utf-8"))["threads"]]


def titles() -> list[str]:
    """What the sample's threads are called."""
    return [str(thread["title"]) for thread in _threads()]


def pool(seed: int) -> list[Text]:
    """POOL texts, each of one to three of the sample's posts."""
    choose = random.Random(f"texts {seed}")  # noqa: S311  a load, no secret
    posts = [post["text"].strip() for thread in _threads() for post in thread["posts"]]  # type: ignore[attr-defined]
    return [_text(choose, posts) for _ in range(POOL)]


def _text(choose: random.Random, posts: list[str]) -> Text:
    parts = choose.sample(posts, choose.choice((1, 1, 1, 2, 2, 3)))
    parts[0] = parts[0] if choose.random() < 0.8 else f"> {choose.choice(posts).splitlines()[0]}\n\n{parts[0]}"
    if choose.random() < 0.1:
        parts.append(f"This is about {choose.choice(COUNTIES)} County.")
    text = compose("\n\n".join(parts), key=uuid.UUID(int=choose.getrandbits(128)))
    return Text(text.source, str(text.html), plain_words(text.html))
