"""Quotes: own words only, short, with a way back."""

from forum.models import Post
from forum.quoting import quote_of
from tests.factories.people import MemberFactory


def quote(content):
    return quote_of(Post(pk=7, content=content, poster=MemberFactory.build(display_name="Ana R.")))


def test_quote_leaves_out_what_was_quoted():
    assert quote("> old\n\nnew\nlines") == "> [Ana R. wrote:](/forum/posts/7/)\n>\n> new\n> lines\n\n"


def test_long_quote_is_cut_at_a_word():
    lines = quote("word " * 1_000).splitlines()

    assert len(lines[2]) < 1_510
    assert lines[2].endswith("word …")


def test_quote_of_a_former_member():
    assert quote_of(Post(pk=7, content="a")).startswith("> [A former member wrote:]")
