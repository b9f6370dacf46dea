"""What `/styleguide/` shows of the forum, with made-up content and no database."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.pages.registries import Specimen
from community.pages.styleguide import member

from .enums import Audience, TopicKind
from .models import Attachment, Board, Post, Tag, Topic
from .reactions.enums import ReactionKind
from .reactions.querysets import Counted, Reactions
from .rendering import compose
from .routing.figures import Fare
from .routing.reasons import AskedPeople

TEXT = """A post may hold **strong** and *soft* words, ~~old ones~~, `code` and [links](/forum/).

> Somebody said this before.

- [x] a task that is done
- [ ] one that is not

| column | meaning | readings |
|---|---|---:|
| `depth` | feet below ground | 294 |

```sql
SELECT well_id, avg(depth) FROM readings GROUP BY well_id;
```
"""

_BECAUSE = _("Because you know SQL and your answer to “Which dates?” was accepted.")


def _board(number: int, name: str, audience: Audience, *, unread: int = 0) -> Board:
    board = Board(pk=number, name=name, slug=f"board-{number}", type=Board.FORUM_POST, audience=audience)
    board.description, board.direct_topics_count, board.unread_count = "What the board is about.", 3 * number, unread
    return board


def _topic(number: int, title: str, *, tags: tuple[str, ...] = (), **fields: Any) -> Topic:
    now = timezone.now()
    topic = Topic(pk=number, subject=title, slug=f"topic-{number}", poster=member(number), **fields)
    topic.forum = _board(1, "Open data portal", Audience.EVERYBODY)
    topic.created, topic.posts_count, topic.unread_count = now - timedelta(days=number), number, number % 3
    topic.last_post = Post(pk=number, topic=topic, poster=member(number + 1, "Ben O."), created=now)
    topic.last_post_on = now - timedelta(hours=number)
    topic.is_solved, topic.sharers_count, topic.is_shared = False, 0, False
    topic._prefetched_objects_cache = {"tags": [Tag(name=name, slug="x") for name in tags]}
    return topic


def _question(answer: Post) -> Topic:
    """A solved one, that others have too."""
    topic = _topic(5, "Which projection is this?", kind=TopicKind.QUESTION, tags=("Maps", "working alone"))
    answer.topic = topic
    topic.accepted_answer, topic.is_solved, topic.sharers_count = answer, True, 3
    return topic


def _give_files(post: Post, *files: Attachment) -> None:
    post._prefetched_objects_cache = {"attachments": list(files)}


def _context() -> dict[str, Any]:
    topics = [
        _topic(1, "A topic that nobody answered yet"),
        _topic(7, "How do you version a data dictionary when columns change?", type=Topic.TOPIC_STICKY),
        _topic(9, "A locked topic: " + "a long title goes on " * 6, status=Topic.TOPIC_LOCKED),
    ]
    written = compose(TEXT)
    post = Post(pk=1, poster=member(), content=TEXT, html=written.html, created=timezone.now())
    post_of_nobody = Post(pk=2, poster=None, content="Words.", html=compose("Words.").html)
    _give_files(post, Attachment(pk=1, file="wells.csv", name="Wells, spring.csv", size=48_200))
    _give_files(post_of_nobody)
    post.reactions_shown = Reactions([Counted(kind, number, number == 2) for number, kind in enumerate(ReactionKind)])
    question = _question(Post(pk=3, poster=member(2, "Ben O."), content="EPSG 3310.", html=compose("EPSG 3310.").html))
    topics += [
        question,
        _topic(2, "A question that waits", kind=TopicKind.QUESTION, tags=("Water",)),
        _topic(3, "Something to look at", kind=TopicKind.SHOWCASE),
        _topic(4, "News for everybody", kind=TopicKind.ANNOUNCEMENT),
    ]
    return {
        "question": question,
        "open_question": topics[4],
        "asked_me": AskedPeople(["Ben O.", "Dana R."], str(_BECAUSE)),
        "asked_others": AskedPeople(["Ben O.", "Dana R."], ""),
        "questions_for_me": [(topics[4], _BECAUSE)],
        "fare": Fare("Open data portal", 12, 10, 2, 9, 7, 15_000),
        "boards": [
            _board(1, "Open data portal", Audience.EVERYBODY, unread=2),
            _board(2, "Legal and Privacy work group", Audience.GROUP),
        ],
        "topics": topics,
        "topic": topics[0],
        "post": post,
        "post_of_nobody": post_of_nobody,
    }


SPECIMEN = Specimen(_("Forum"), "styleguide/forum.html", _context)
