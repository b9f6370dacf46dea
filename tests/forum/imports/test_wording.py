"""Plain mail is shown as written: nothing in it is Markdown, but for quotes and addresses."""

import re
from html import unescape

import pytest

from forum.imports.wording import FITS, posts_of

NASTY = """# not a heading
    four blanks
1. no list
- nor this
2015) year
+ plus
*stars* _lines_ `ticks` ~~no~~ a|b
---|---
===
<b>tag</b> &amp; &lt; [link](http://evil.example) ![pic](x)
```
fence
[^1]: note
a\\b  $x$ @ana
columns   of   words
| a | b |
www.example.org"""


def _shown(text):
    html = "".join(str(post.html) for post in posts_of(text, is_markdown=False))
    html = re.sub(r"</?a\b[^>]*>", "", html)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", html)).replace("\xa0", " ")).strip()


def _words(text):
    return re.sub(r"\s+", " ", text).strip()


@pytest.mark.parametrize("line", NASTY.splitlines())
def test_each_line_is_shown_as_written(line):
    assert _shown(f"before\n{line}\nafter") == _words(f"before {line} after")


def test_all_lines_together():
    assert _shown(NASTY) == _words(NASTY)


def test_quotes_stay_quotes_and_what_follows_is_outside():
    (post,) = posts_of("> > old\n> newer\nmine", is_markdown=False)

    assert str(post.html).count("<blockquote>") == 2
    assert str(post.html).rpartition("</blockquote>")[2].count("mine") == 1


def test_many_levels_of_quotes_are_kept_as_signs():
    assert "deep" in _shown(">" * 60 + " deep")


def test_addresses_are_links_without_the_stop_behind_them():
    (post,) = posts_of("See https://data.ca.gov/a_b_c?x=1.", is_markdown=False)

    assert 'href="https://data.ca.gov/a_b_c?x=1"' in post.html


def test_mail_addresses_are_no_links():
    (post,) = posts_of("Write to ana@water.example", is_markdown=False)

    assert "mailto" not in post.html


@pytest.mark.parametrize("text", ["x" * (FITS * 3), "[" * 30_000, "> " * 20_000 + "x", "a\n" * 40_000, "*a" * 30_000])
def test_every_piece_is_shown_and_nothing_is_lost(text):
    posts = posts_of(text, is_markdown=False)

    assert not any(post.is_plain for post in posts)
    assert re.sub(r"[\s>\\]", "", "".join(unescape(re.sub("<[^>]*>", "", post.html)) for post in posts)).replace(
        "\xa0", ""
    ) == re.sub(r"[\s>]", "", text)


def test_markdown_made_of_a_page_stays_markdown():
    (post,) = posts_of("**bold** words", is_markdown=True)

    assert "<strong>bold</strong>" in post.html
