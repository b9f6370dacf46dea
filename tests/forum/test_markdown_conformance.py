"""Markdown as its specifications have it: the examples of CommonMark and of GitHub's extensions."""

import json
import os
import re
from pathlib import Path

import pytest
from machina.core.markdown import markdown as stock_markdown
from markdown_it import MarkdownIt

from forum.rendering import compose
from tests.forum.dom import in_house_style, tree, without_dress

TESTS = Path(__file__).parents[1]
SPEC = TESTS / "node_modules" / "commonmark-spec" / "spec.txt"
GFM = json.loads((TESTS / "data" / "gfm_examples.json").read_text())["examples"]
EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", re.DOTALL | re.MULTILINE)

# GFM asks for another result than CommonMark: bare addresses become links.
BY_GFM = {
    608: '<p>&lt; <a href="https://foo.bar">https://foo.bar</a> &gt;</p>',
    611: '<p><a href="https://example.com">https://example.com</a></p>',
    612: '<p><a href="mailto:foo@bar.example.com">foo@bar.example.com</a></p>',
}
EXCEPTIONS = {
    500: "`foo):` has a colon before its first slash; no address with one is a link, whatever stands before the colon",
    596: "irc: is none of the schemes that posts link to (http, https, mailto, xmpp)",
    598: "a+b+c: is none of them",
    599: "made-up-scheme: is none of them",
    601: "localhost: is none of them",
}


def has_raw_html(source):
    tokens = MarkdownIt("commonmark").parse(source)
    inner = [child for token in tokens for child in token.children or ()]
    return any(token.type in {"html_block", "html_inline"} for token in tokens + inner)


@pytest.fixture(scope="module")
def commonmark():
    """{number: (Markdown, HTML)} of the examples without raw HTML."""
    if not SPEC.is_file():
        why = "the examples are not there: install node, then run `npm ci --prefix tests`"
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail(why)
        pytest.skip(why)
    found = EXAMPLE.findall(SPEC.read_text(encoding="utf-8"))
    numbered = {number: [part.replace("→", "\t") for part in parts] for number, parts in enumerate(found, start=1)}
    return {number: parts for number, parts in numbered.items() if not has_raw_html(parts[0])}


@pytest.fixture
def gfm():
    return {example["number"]: (example["markdown"], example["html"]) for example in GFM}


def post(source):
    return without_dress(compose(source).html)


def failing(examples, render, expected=in_house_style):
    return {number for number, (source, html) in examples.items() if tree(render(source)) != tree(expected(html))}


def told(name, examples, failed):
    share = 1 - len(failed) / len(examples)
    print(f"\n{name}: {len(examples) - len(failed)} of {len(examples)} examples, {share:.1%}; not {sorted(failed)}")
    return share


def test_posts_follow_commonmark(commonmark):
    examples = {**commonmark, **{number: (commonmark[number][0], html) for number, html in BY_GFM.items()}}

    failed = failing(examples, post)

    assert (failed, len(examples)) == (set(EXCEPTIONS), 580)
    assert told("CommonMark 0.31.2", examples, failed) >= 0.99


def test_posts_follow_github(gfm):
    failed = failing(gfm, post)

    assert (failed, len(gfm)) == (set(), 27)
    assert told("GFM's extensions", gfm, failed) >= 0.95


def test_control_of_commonmark_the_stock_renderer_falls_under_the_bar(commonmark):
    failed = failing(commonmark, stock_markdown, expected=str)

    assert told("machina's renderer", commonmark, failed) < 0.9


def test_control_of_github_a_renderer_without_its_extensions_falls_under_the_bar(gfm):
    failed = failing(gfm, MarkdownIt("commonmark").render, expected=str)

    assert told("CommonMark alone on GFM", gfm, failed) < 0.5


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p>a</p>", "<p>b</p>"),
        ("<p>a</p>", "a"),
        ("<p>a b</p>", "<p>ab</p>"),
        ("<p>a<em>b</em></p>", "<p>a <em>b</em></p>"),
        ("<pre><code>a\n</code></pre>", "<pre><code>a</code></pre>"),
        ('<a href="/a">a</a>', '<a href="/b">a</a>'),
        ("<h3>a</h3>", "<h4>a</h4>"),
        ('<input type="checkbox" checked>', '<input type="checkbox">'),
        ('<td align="right">1</td>', "<td>1</td>"),
    ],
)
def test_control_of_the_comparison_small_differences_count(one, other):
    assert tree(one) != tree(other)
