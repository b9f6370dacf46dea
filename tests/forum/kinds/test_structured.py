"""A public question as schema.org's QAPage: what it says, where it is, and that nothing of it can run."""

import json
import re

import pytest

from community.safety.structured import json_ld
from forum.enums import Audience
from forum.kinds.services import accept_answer, share_question
from forum.models import Post
from forum.rendering import compose
from forum.services.posting import reply
from tests.factories.forum import BoardFactory, make_question, make_topic
from tests.factories.people import MemberFactory
from tests.forum.cases import HOSTILE

ELEMENT = re.compile(r'<script type="application/ld\+json" nonce="([^"]+)">(.*?)</script>', re.DOTALL)


def said_by(client, topic, query=""):
    """The data in the page, and the nonce with the policy that must name it."""
    got = client.get(topic.get_absolute_url() + query)
    found = ELEMENT.findall(got.content.decode())
    assert all(f"'nonce-{nonce}'" in got["Content-Security-Policy"] for nonce, _text in found)
    return [json.loads(text) for _nonce, text in found]


@pytest.mark.django_db
def test_a_solved_question_is_told_with_its_answers(member, client_for):
    question = make_question(poster=member, title="How deep?", text="Is *this* well deep?")
    accepted, other = (
        reply(topic=question, poster=MemberFactory(display_name=name), text=compose(f"Says {name}.")) for name in "AB"
    )
    accept_answer(post=accepted, by=member)
    share_question(topic=question, member=MemberFactory())

    (page,) = said_by(client_for(), question)

    entity = page["mainEntity"]
    assert (page["@context"], page["@type"], entity["@type"]) == ("https://schema.org", "QAPage", "Question")
    assert (entity["name"], entity["text"]) == ("How deep?", "Is this well deep?")
    assert (entity["answerCount"], entity["upvoteCount"]) == (2, 1)
    assert entity["author"] == {"@type": "Person", "name": member.display_name}
    assert entity["acceptedAnswer"] == {
        "@type": "Answer",
        "text": "Says A.",
        "datePublished": accepted.created.isoformat(),
        "url": f"http://testserver{accepted.get_absolute_url()}",
        "author": {"@type": "Person", "name": "A"},
    }
    assert [answer["text"] for answer in entity["suggestedAnswer"]] == ["Says B."]
    assert other.get_absolute_url() in entity["suggestedAnswer"][0]["url"]


@pytest.mark.django_db
def test_only_first_pages_of_public_questions_tell_it(member, client_for):
    public = make_question(posts=21)
    client = client_for(member)
    Post.objects.filter(pk=public.first_post_id).update(poster=None)

    assert len(said_by(client, public)) == 1
    assert said_by(client, public, "?page=2") == []
    assert said_by(client, make_topic()) == []
    assert said_by(client, make_question(BoardFactory(audience=Audience.MEMBERS))) == []


@pytest.mark.parametrize("text", [*HOSTILE.values(), "</script><script>alert(1)</script>", "<!--<script>", "\u2028"])
def test_no_text_ends_the_element_or_begins_another(text):
    element = json_ld({"name": text}, nonce="abc")

    ((nonce, inside),) = ELEMENT.findall(element)
    assert (nonce, json.loads(inside)) == ("abc", {"name": text})
    assert not set("<>&\u2028\u2029") & set(inside)


def test_control_without_the_escapes_the_element_ends():
    assert ELEMENT.findall(f'<script type="application/ld+json" nonce="a">{json.dumps("</script>x")}</script>') == [
        ("a", '"')
    ]
