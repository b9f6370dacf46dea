"""What the pages of the forum need; scene.py makes it."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from community.people.models import Member
from forum.enums import Audience
from forum.models import Board, Topic
from forum.rendering import compose
from forum.services.boards import found_board
from forum.services.posting import reply, start_topic
from tests.browser.topic_scene import topics_to_tend
from tests.browser.writing_scene import write_in_forum
from tests.factories.forum import make_put_question, make_solved_question

RICH_TEXT = """Who has done this before?

| Column | Meaning |
|---|---|
| `date` | the day of the sample |

1. first, the **title**
2. then the [description](https://data.ca.gov/)

> A quoted line.

```python
frame = read("wells.csv")
```

- [x] a task that is done
- [ ] one that is not
"""


def forum(people: dict[str, Member]) -> dict[str, str]:
    """A board with two pages of topics, one topic with two pages of posts; an empty board."""
    member, lead = people["member"], people["lead"]
    full = found_board(board=Board(name="Scene: full board", slug="scene-full", audience=Audience.EVERYBODY), by=None)
    empty = found_board(board=Board(name="Scene: empty", slug="scene-empty", audience=Audience.EVERYBODY), by=None)
    now = timezone.now() - timedelta(hours=2)  # so that nobody was too fast when a test posts
    for number in range(21):
        start_topic(board=full, poster=lead, title=f"Scene topic {number}", text=compose("Words."), at=now)
    began = now - timedelta(hours=5)
    title = "Scene: everything in one topic"
    topic = start_topic(board=full, poster=member, title=title, text=compose(RICH_TEXT), at=began)
    for number in range(1, 22):
        text = compose(f"Reply {number}.\n\n{RICH_TEXT}")
        reply(topic=topic, poster=member if number % 2 else lead, text=text, at=began + timedelta(minutes=10 * number))
    lonely = start_topic(board=full, poster=member, title="Scene: nobody answered", text=compose("Anybody?"), at=now)
    locked = start_topic(board=full, poster=lead, title="Scene: locked", text=compose("No more replies."), at=now)
    Topic.objects.filter(pk=locked.pk).update(status=Topic.TOPIC_LOCKED)
    first = topic.posts.order_by("pk").first()
    solved = make_solved_question(full, poster=member, answerer=lead, tags=["scene"])
    return (
        {
            "full_board": full.get_absolute_url(),
            "empty_board": empty.get_absolute_url(),
            "start_topic": reverse("boards:topic_start", args=["scene-full"]),
            "topic": topic.get_absolute_url(),
            "solved_question": solved.get_absolute_url(),
            "put_question": make_put_question(member, full, poster=lead, word="Theatre").get_absolute_url(),
            "topic_sort": reverse("boards:topic_sort", args=[solved.pk]),
            "lonely_topic": lonely.get_absolute_url(),
            "reply": reverse("boards:reply", args=[topic.pk]),
            "reply_locked": reverse("boards:reply", args=[locked.pk]),
            "quote": f"{reverse('boards:reply', args=[topic.pk])}?quote={first.pk}",
            "post_edit": reverse("boards:post_edit", args=[first.pk]),
        }
        | topics_to_tend(people)
        | write_in_forum(people, topic)
    )
