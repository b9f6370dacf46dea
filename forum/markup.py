"""What Markdown becomes in a post: levels of headings, tables, code, pictures, tasks and footnotes, on markdown-it."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from linkify_it import LinkifyIt
from linkify_it.main import Match
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

from community.safety.html import PICTURE_ADDRESS

from . import clock, limits
from .highlighting import LANGUAGES, highlight, known_language

FIRST_HEADING = 3  # the page has one h1, each post an h2
_LINK = re.compile(r"(https?://|mailto:|xmpp:|/|#)\S", re.IGNORECASE)
_TASK = re.compile(r"\[([ xX])\][ \t]")
_MAIL_BEGUN = re.compile(r"(?<![^\s*_~(])[A-Za-z0-9.+-]{1,64}\Z")
_MAIL_REST = re.compile(r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9_-]{1,63}(?:\.[A-Za-z0-9_-]{1,63}){1,9}")
_ALIGNED = {"center": "hub-centered", "right": "hub-num"}
_MEMBER = re.compile(r"/people/([1-9][0-9]{0,17})/")
_DOMAINS = ["gov", "org", "com", "edu", "net", "us"]  # not .py, .md or .sh, which are file names here


_Env = MutableMapping[str, Any]
_Render = Callable[[Sequence[Token], int, OptionsDict, _Env], str]


class _BareDomains(LinkifyIt):
    """`data.ca.gov` without a scheme; addresses with one, `www.` and mail are the GFM plug-in's."""

    def __init__(self) -> None:
        super().__init__()
        self.tlds(_DOMAINS)
        self._domain = re.compile(self.re["link_no_ip_fuzzy"], re.IGNORECASE)

    def pretest(self, text: str) -> bool:
        return "." in text

    def test(self, text: str) -> bool:
        clock.check()
        return bool(self._domain.search(text))

    def match(self, text: str) -> list[Match]:
        places = ((found.end(1), found.end()) for found in self._domain.finditer(text))
        return [self._create_match(text, "", start, end) for start, end in places]


@dataclass
class Found:
    """What the hub has to know of a text: whom it names, which of our pictures it shows, whether words are missing."""

    mentioned: list[int] = field(default_factory=list)
    pictures: list[uuid.UUID] = field(default_factory=list)
    lacks_alt: bool = False


class PostMarkdown(MarkdownIt):
    """GitHub's Markdown without HTML, with links to known schemes only, within the limits of `limits`."""

    def __init__(self) -> None:
        super().__init__("zero")
        self.inline = limits.CountedInline()
        self.configure("gfm-like", {"html": False, "maxNesting": limits.DEEPEST, "strikethrough_single_tilde": True})
        self.linkify = _BareDomains()
        self.inline.ruler.disable("linkify")
        gfm_autolink_plugin(self)
        self.inline.ruler.before("strikethrough", "mail with underscores", _link_mail)
        footnote_plugin(self, inline=False)
        self.core.ruler.push("tasks", _mark_tasks)
        self.core.ruler.push("headings", _level_headings)
        self.core.ruler.push("mentions", _mark_mentions)
        self.core.ruler.push("pictures", _place_pictures)
        limits.limit(self)
        for kind, render in _RENDERERS.items():
            self.add_render_rule(kind, _unbound(render))

    def render_post(self, source: str, *, key: str) -> tuple[str, Found]:
        """Return the HTML of one post, not sanitized yet, and what is in it. `key` names its anchors.

        Raises TooMuch and OutOfTime.
        """
        found = Found()
        html = str(self.render(source, {"key": key, "work": limits.Work(), "found": found}))
        if len(html) > limits.LONGEST_HTML:
            raise limits.TooMuch(limits.GROWN)
        return html, found

    def validateLink(self, url: str) -> bool:  # noqa: N802
        """Only the schemes of GitHub's autolinks, and addresses of this site."""
        return bool(_LINK.match(url)) or ":" not in url.split("/", maxsplit=1)[0]


def _unbound(render: _Render) -> Callable[..., str]:
    def rule(renderer: object, tokens: Sequence[Token], place: int, options: OptionsDict, env: _Env) -> str:
        return render(tokens, place, options, env)

    return rule


def _link_mail(state: StateInline, silent: bool) -> bool:
    """`first_last@dept.ca.gov` as one address: the plug-in looks back no further than an underscore."""
    if silent or state.linkLevel or state.src[state.pos] != "_":
        return False
    begun, rest = _MAIL_BEGUN.search(state.pending), _MAIL_REST.match(state.src, state.pos)
    if not begun or not rest or rest[0][-1] in "-_":
        return False
    address = begun[0] + rest[0]
    state.pending = state.pending[: begun.start()]
    state.push("link_open", "a", 1).attrs = {"href": f"mailto:{address}"}
    state.push("text", "", 0).content = address
    state.push("link_close", "a", -1)
    state.pos = rest.end()
    return True


def _mark_tasks(state: StateCore) -> None:
    """`- [x] done`: a checkbox that nobody can tick, in the first paragraph of an item."""
    lists: list[Token] = []
    before = ["", ""]
    for token in state.tokens:
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            lists.append(token)
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            lists.pop()
        elif token.type == "inline" and before == ["list_item_open", "paragraph_open"] and _has_task(token):
            lists[-1].attrSet("class", "hub-tasks")
        before = [before[1], token.type]


def _has_task(paragraph: Token) -> bool:
    """Whether it begins with `[ ]` or `[x]`, which then becomes a token of its own."""
    task = _TASK.match(paragraph.content)
    children = paragraph.children or []
    if not task or not children or children[0].type != "text":
        return False
    children[0].content = children[0].content[task.end() :]
    paragraph.children = [Token("task", "", 0, meta={"done": task[1] != " "}), *children]
    return True


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


def _mark_mentions(state: StateCore) -> None:
    """`[@Name](/people/7/)` names a member; within a quote it only names them again."""
    found: Found = state.env["found"]
    quotes = 0
    for token in state.tokens:
        quotes += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        children = token.children or []
        for link, words in pairwise(children):
            member = _MEMBER.fullmatch(str(link.attrGet("href"))) if link.type == "link_open" else None
            if member and words.type == "text" and words.content.startswith("@"):
                link.attrSet("class", "hub-mention")
                if not quotes and int(member[1]) not in found.mentioned:
                    found.mentioned.append(int(member[1]))


def _place_pictures(state: StateCore) -> None:
    """A picture of ours is shown. One elsewhere becomes a link: showing it would tell that place who reads here."""
    lost: set[tuple[int, int]] = set()
    for token in state.tokens:
        pictures = [child for child in token.children or () if child.type == "image"]
        if pictures:
            lost.update(_marks_in(pictures))
            token.children = _with_pictures(token.children or [], state.env["found"])
    if lost:  # a footnote leads back to no mark that stood in a picture's words
        anchors = (token.type == "footnote_anchor" and _mark(token) in lost for token in state.tokens)
        state.tokens = [token for token, is_lost in zip(state.tokens, anchors, strict=True) if not is_lost]


def _marks_in(children: Sequence[Token]) -> Iterator[tuple[int, int]]:
    for child in children:
        if child.type == "footnote_ref":
            yield _mark(child)
        yield from _marks_in(child.children or ())


def _mark(token: Token) -> tuple[int, int]:
    return token.meta["id"], token.meta["subId"]


def _with_pictures(children: list[Token], found: Found) -> list[Token]:
    kept: list[Token] = []
    links = 0
    for child in children:
        links += {"link_open": 1, "link_close": -1}.get(child.type, 0)
        if child.type != "image":
            kept.append(child)
            continue
        alt = _words_of(child.children or []).strip()
        ours = PICTURE_ADDRESS.fullmatch(str(child.attrs["src"]))
        if ours and alt:
            found.pictures.append(uuid.UUID(ours["token"]))
            kept.append(Token("picture", "", 0, content=alt, meta=ours.groupdict() | {"src": ours[0]}))
            continue
        found.lacks_alt |= bool(ours)
        kept += _linked(child, alt or _("Picture"), is_in_link=bool(links))
    return kept


def _linked(picture: Token, alt: str, *, is_in_link: bool) -> list[Token]:
    words = Token("text", "", 0, content=alt)
    if is_in_link:
        return [words]
    opening = Token("link_open", "a", 1, attrs={"href": picture.attrs["src"]})
    if "title" in picture.attrs:
        opening.attrSet("title", picture.attrs["title"])
    return [opening, words, Token("link_close", "a", -1)]


def _words_of(children: Sequence[Token]) -> str:
    """The alternative text of a picture: its description without marks."""
    breaks = {"softbreak", "hardbreak"}
    texts = (_words_of(child.children) if child.children else child.content for child in children)
    return "".join(" " if child.type in breaks else text for child, text in zip(children, texts, strict=True))


# Renderers: (tokens, place, options, env) -> HTML


def _render_task(tokens: Sequence[Token], place: int, options: OptionsDict, env: _Env) -> str:
    done = tokens[place].meta["done"]
    words, state = (_("Done"), " checked") if done else (_("To do"), "")
    return f'<input type="checkbox" disabled{state} aria-label="{escape(words)}"> '


def _render_picture(tokens: Sequence[Token], place: int, options: OptionsDict, env: _Env) -> str:
    token = tokens[place]
    alt = escape(token.content.replace("<", "‹").replace(">", "›"))
    size = f'width="{token.meta["width"]}" height="{token.meta["height"]}"'
    return f'<img src="{escape(token.meta["src"])}" alt="{alt}" {size} loading="lazy">'


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
    side = str(token.attrGet("style") or "").rpartition(":")[2]
    aligned = f' class="{_ALIGNED[side]}"' if side in _ALIGNED else ""
    scope = ' scope="col"' if token.tag == "th" else ""
    return f"<{token.tag}{scope}{aligned}>"


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
    again = tokens[place].meta.get("subId", 0)
    words = _("Back to the text, place %(number)d") % {"number": again + 1} if again else _("Back to the text")
    label = escape(words)
    return f' <a href="#mark-{_back_name(tokens[place], env)}" aria-label="{label}">↩</a>'


_RENDERERS: dict[str, _Render] = {
    "task": _render_task,
    "picture": _render_picture,
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
