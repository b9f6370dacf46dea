"""What Markdown becomes in a post: levels of headings, tables, code, pictures, tasks and footnotes, on markdown-it."""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping, Sequence
from html import escape
from typing import Any

from django.utils.translation import gettext as _
from linkify_it import LinkifyIt
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from mdit_py_plugins.footnote import footnote_plugin

from . import clock
from .highlighting import LANGUAGES, highlight, known_language

FIRST_HEADING = 3  # the page has one h1, each post an h2
DEEPEST = 40  # elements inside each other; a list in a list counts two
_MOST_MARKERS = 4_000  # stars, underscores and tildes in one paragraph
_LINK = re.compile(r"(https?://|mailto:|/|#)\S", re.IGNORECASE)
_TASK = re.compile(r"\[([ xX])\][ \t]")
_DOMAINS = ["gov", "org", "com", "edu", "net", "us"]  # not .py, .md or .sh, which are file names here


_Env = MutableMapping[str, Any]
_Render = Callable[[Sequence[Token], int, OptionsDict, _Env], str]


class TooDeep(Exception):
    """Quotes, lists or emphasis lie too deep inside each other; never leaves the forum's renderer."""


class _Linkify(LinkifyIt):
    """Bare addresses, found in bounded time."""

    def __init__(self) -> None:
        super().__init__()
        self.tlds(_DOMAINS)

    def test(self, text: str) -> bool:
        clock.check()
        return bool(super().test(text))


class PostMarkdown(MarkdownIt):
    """GitHub's Markdown without HTML, with links to known schemes only."""

    def __init__(self) -> None:
        super().__init__("gfm-like", {"html": False, "maxNesting": DEEPEST})
        self.linkify = _Linkify()
        footnote_plugin(self, inline=False)
        self.inline.ruler.before("text", "clock", _check_inline)
        alternatives = ["paragraph", "reference", "blockquote", "list"]
        self.block.ruler.before("table", "clock", _check_block, {"alt": alternatives})
        self.inline.ruler2.before("balance_pairs", "markers", _check_markers)
        self.core.ruler.push("tasks", _mark_tasks)
        self.core.ruler.push("headings", _level_headings)
        self.core.ruler.push("pictures", _link_pictures)
        self.core.ruler.push("depth", _check_depth)
        for kind, render in _RENDERERS.items():
            self.add_render_rule(kind, _unbound(render))

    def validateLink(self, url: str) -> bool:  # noqa: N802
        """Only web and mail addresses, and addresses of this site."""
        return bool(_LINK.match(url)) or ":" not in url.split("/", maxsplit=1)[0]


def _unbound(render: _Render) -> Callable[..., str]:
    def rule(renderer: object, tokens: Sequence[Token], place: int, options: OptionsDict, env: _Env) -> str:
        return render(tokens, place, options, env)

    return rule


def _check_inline(state: StateInline, silent: bool) -> bool:
    clock.check()
    return False


def _check_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    clock.check()
    if state.level >= DEEPEST - 2:
        raise TooDeep  # markdown-it would drop what lies deeper without a word
    return False


def _check_markers(state: StateInline) -> None:
    if len(state.delimiters) > _MOST_MARKERS:
        raise TooDeep
    clock.check()


def _check_depth(state: StateCore) -> None:
    depth = 0
    for token in state.tokens:
        depth += token.nesting
        inner = depth
        for child in token.children or ():
            inner += child.nesting
            if inner > DEEPEST:
                raise TooDeep


def _mark_tasks(state: StateCore) -> None:
    """`- [x] done`: words and a sign instead of a checkbox that nobody can tick."""
    lists: list[Token] = []
    for place, token in enumerate(state.tokens):
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            lists.append(token)
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            lists.pop()
        elif token.type == "inline" and place >= 2 and state.tokens[place - 2].type == "list_item_open":
            task = _TASK.match(token.content)
            first = token.children[0] if token.children else None
            if task and lists and first is not None and first.type == "text":
                first.content = first.content[task.end() :]
                mark = Token("task", "", 0, meta={"done": task[1] != " "})
                token.children = [mark, *(token.children or [])]
                lists[-1].attrSet("class", "hub-tasks")


def _level_headings(state: StateCore) -> None:
    """Begin at FIRST_HEADING and leave no level out, whatever the writer used."""
    above: list[str] = []
    for token in state.tokens:
        if token.type == "heading_open":
            while above and above[-1] >= token.tag:
                above.pop()
            above.append(token.tag)
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(FIRST_HEADING + len(above) - 1, 6)}"


def _link_pictures(state: StateCore) -> None:
    """A picture elsewhere becomes a link to it: showing it would tell that place who reads here."""
    for token in state.tokens:
        if token.children and any(child.type == "image" for child in token.children):
            token.children = _without_pictures(token.children)


def _without_pictures(children: list[Token]) -> list[Token]:
    kept: list[Token] = []
    links = 0
    for child in children:
        links += {"link_open": 1, "link_close": -1}.get(child.type, 0)
        if child.type != "image":
            kept.append(child)
            continue
        words = Token("text", "", 0, content=child.content.strip() or _("Picture"))
        if links:
            kept.append(words)
        else:
            opening = Token("link_open", "a", 1, attrs={"href": child.attrs["src"]})
            kept += [opening, words, Token("link_close", "a", -1)]
    return kept


# Renderers: (tokens, place, options, env) -> HTML


def _render_task(tokens: Sequence[Token], place: int, options: OptionsDict, env: _Env) -> str:
    done = tokens[place].meta["done"]
    words = _("Done:") if done else _("To do:")
    kind = "hub-task hub-task-done" if done else "hub-task"
    return f'<span class="{kind}"></span><span class="hub-hidden">{escape(words)} </span>'


def _render_code(tokens: Sequence[Token], place: int, options: OptionsDict, env: _Env) -> str:
    token = tokens[place]
    language = known_language(token.info) if token.type == "fence" else ""
    name = _("Code, %(language)s") % {"language": LANGUAGES[language][0]} if language else _("Code")
    return (
        f'<pre class="hub-code" tabindex="0" role="group" aria-label="{escape(name)}">'
        f"<code>{highlight(token.content, language)}</code></pre>\n"
    )


def _render_table_open(tokens: Sequence[Token], place: int, options: OptionsDict, env: _Env) -> str:
    return f'<div class="hub-scroller" tabindex="0" role="group" aria-label="{escape(_("Table"))}"><table>\n'


def _render_table_close(tokens: Sequence[Token], place: int, options: OptionsDict, env: _Env) -> str:
    return "</table></div>\n"


def _render_cell_open(tokens: Sequence[Token], place: int, options: OptionsDict, env: _Env) -> str:
    token = tokens[place]
    number = ' class="hub-num"' if "right" in str(token.attrGet("style") or "") else ""
    scope = ' scope="col"' if token.tag == "th" else ""
    return f"<{token.tag}{scope}{number}>"


def _note_name(token: Token, env: _Env) -> str:
    return f"{env['key']}-{token.meta['id'] + 1}"


def _back_name(token: Token, env: _Env) -> str:
    return f"{_note_name(token, env)}-{token.meta.get('subId', 0) + 1}"


def _render_note_mark(tokens: Sequence[Token], place: int, options: OptionsDict, env: _Env) -> str:
    token = tokens[place]
    label = escape(_("Footnote %(number)d") % {"number": token.meta["id"] + 1})
    return (
        f'<sup><a href="#note-{_note_name(token, env)}" id="mark-{_back_name(token, env)}" aria-label="{label}">'
        f"{token.meta['id'] + 1}</a></sup>"
    )


def _render_notes_open(tokens: Sequence[Token], place: int, options: OptionsDict, env: _Env) -> str:
    return '<hr>\n<ol class="hub-footnotes">\n'


def _render_notes_close(tokens: Sequence[Token], place: int, options: OptionsDict, env: _Env) -> str:
    return "</ol>\n"


def _render_note_open(tokens: Sequence[Token], place: int, options: OptionsDict, env: _Env) -> str:
    return f'<li id="note-{_note_name(tokens[place], env)}">'


def _render_note_back(tokens: Sequence[Token], place: int, options: OptionsDict, env: _Env) -> str:
    label = escape(_("Back to the text"))
    return f' <a href="#mark-{_back_name(tokens[place], env)}" aria-label="{label}">↩</a>'


_RENDERERS: dict[str, _Render] = {
    "task": _render_task,
    "fence": _render_code,
    "code_block": _render_code,
    "table_open": _render_table_open,
    "table_close": _render_table_close,
    "th_open": _render_cell_open,
    "td_open": _render_cell_open,
    "footnote_ref": _render_note_mark,
    "footnote_block_open": _render_notes_open,
    "footnote_block_close": _render_notes_close,
    "footnote_open": _render_note_open,
    "footnote_anchor": _render_note_back,
}
