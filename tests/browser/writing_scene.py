"""What the pages about writing show: a post with a picture, a name and three versions; a draft of a reply."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from community.people.models import Member
from community.safety.uploads import Purpose, admit
from forum.drafts.services import Typed, save_draft
from forum.files.services import add_picture
from forum.files.words import markdown_of
from forum.models import Topic
from forum.rendering import compose
from forum.services.editing import edit_post
from tests.factories.uploads import picture


def write_in_forum(people: dict[str, Member], topic: Topic) -> dict[str, str]:
    """In the first post of `topic`, which the member wrote and which keeps its words at the end."""
    member, reader = people["member"], people["coordinator"]
    post = topic.posts.in_order()[0]
    file = SimpleUploadedFile("map.png", picture(size=(300, 200)))
    shown = add_picture(member=member, file=file, admitted=admit(file, purpose=Purpose.IMAGE), alt="A map of wells")
    named = f"[@{reader.display_name}]({reader.get_absolute_url()})"
    for text in (f"The well is deep, {named}.", f"{post.content}\n\n{markdown_of(shown)}\n\n{named} knows."):
        edit_post(post=post, by=member, text=compose(text), title=topic.subject)
    save_draft(member=reader.pk, place=topic.place, typed=Typed("Not *yet*."))
    return {
        "history": reverse("boards:post_history", args=[post.pk]),
        "short_history": reverse("boards:post_history", args=[topic.posts.in_order()[1].pk]),
    }
