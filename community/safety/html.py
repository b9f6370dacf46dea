"""The one sanitizer: which HTML members' and editors' words may become. Nothing else marks HTML as safe."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

import nh3
from django.utils.safestring import SafeString

_TEXT_TAGS = frozenset(
    [
        "a",
        "abbr",
        "b",
        "blockquote",
        "br",
        "cite",
        "code",
        "dd",
        "del",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "ins",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "s",
        "samp",
        "section",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "table",
        "caption",
        "colgroup",
        "col",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "u",
        "ul",
        "var",
    ]
)
_LINK_SCHEMES = frozenset({"http", "https", "mailto"})
_CELL_ATTRIBUTES = frozenset({"colspan", "rowspan", "scope", "headers", "class"})
_MATH_TAGS = frozenset(
    [
        "math",
        "menclose",
        "merror",
        "mfrac",
        "mi",
        "mmultiscripts",
        "mn",
        "mo",
        "mover",
        "mpadded",
        "mphantom",
        "mprescripts",
        "mroot",
        "mrow",
        "ms",
        "mspace",
        "msqrt",
        "mstyle",
        "msub",
        "msubsup",
        "msup",
        "mtable",
        "mtd",
        "mtext",
        "mtr",
        "munder",
        "munderover",
        "none",
    ]
)
_NOTEBOOK_CLASSES = frozenset(
    [
        "hub-cell",
        "hub-cell-input",
        "hub-cell-output",
        "hub-code",
        "hub-details",
        "hub-error",
        "hub-formula",
        "hub-missing",
        "hub-more",
        "hub-num",
        "hub-output-label",
        "hub-output-text",
        "hub-scroller",
        "hub-solution",
        "hub-stderr",
        "hub-stdout",
        "hub-tall",
    ]
)
_POST_CLASSES = frozenset(
    [
        "hub-as-typed",
        "hub-centered",
        "hub-code",
        "hub-footnotes",
        "hub-mention",
        "hub-num",
        "hub-scroller",
        "hub-tasks",
    ]
)
_POST_ANCHOR = re.compile(r"(note|mark)-[0-9a-f]{8}(-[0-9]{1,5}){1,2}")  # footnotes, apart in each post
# Of a picture that a member put on the hub; its size stands in it, and whoever asks for it is asked who they are
PICTURE_ADDRESS = re.compile(
    r"/forum/posts/pictures/(?P<token>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
    r"-(?P<width>[1-9][0-9]{0,4})x(?P<height>[1-9][0-9]{0,4})/"
)
_CODE_CLASS = re.compile(r"[a-z]{1,2}[0-9a-z]?|ansi(-[a-z]{2,9}){1,4}")  # Pygments' short names, nbconvert's colours
_NOTEBOOK_LINK = re.compile(r"(https?://|mailto:)\S", re.IGNORECASE)
_PICTURE = re.compile(r"data:image/(png|jpeg|gif|webp|svg\+xml);base64,[A-Za-z0-9+/]+={0,2}")
_ATTACHED = re.compile(r"attachment:[^\s<>\"'&]{1,500}")


@dataclass(frozen=True)
class Profile:
    """One allow-list: what a kind of text may hold after cleaning."""

    tags: frozenset[str]
    attributes: dict[str, set[str]]
    schemes: frozenset[str] = _LINK_SCHEMES
    link_rel: str | None = "nofollow noopener noreferrer ugc"
    classes: dict[str, set[str]] | None = None
    dropped_with_content: frozenset[str] = field(default_factory=lambda: frozenset({"script", "style", "template"}))
    attribute_filter: Callable[[str, str, str], str | None] | None = None
    fixed: dict[str, dict[str, str]] = field(default_factory=dict)  # attributes an element has whatever was written

    def clean(self, html: str, *, base: str = "") -> SafeString:
        """Return `html` with everything outside the allow-list removed; the result is safe to serve.

        With `base`, the hub's own address, relative links become whole ones.
        """
        return SafeString(
            nh3.clean(
                html,
                tags=set(self.tags),
                attributes={tag: set(names) for tag, names in self.attributes.items()},
                url_schemes=set(self.schemes),
                link_rel=self.link_rel,
                allowed_classes=self.classes,
                clean_content_tags=set(self.dropped_with_content),
                strip_comments=True,
                attribute_filter=self.attribute_filter,
                set_tag_attribute_values=self.fixed,
                url_relative=("rewrite_with_base", base) if base else None,
            )
        )


def _post_attribute(tag: str, name: str, value: str) -> str | None:
    """Narrow what the allow-list lets through: our own classes and anchors, nothing that acts like a control."""
    if name == "class":
        return " ".join(word for word in value.split() if word in _POST_CLASSES or _CODE_CLASS.fullmatch(word)) or None
    if name == "id":
        return value if _POST_ANCHOR.fullmatch(value) else None
    if name == "tabindex":
        return "0"
    if name == "role":
        return value if value == "group" else None
    if name == "src":
        return value if PICTURE_ADDRESS.fullmatch(value) else None
    if name in {"width", "height"}:
        return value if value.isdecimal() and len(value) <= 5 else None
    return value


POST = Profile(
    tags=_TEXT_TAGS | {"input"},  # boxes of task lists, which nobody can tick or type in
    attributes={
        "a": {"class", "href", "title", "id", "aria-label"},
        "div": {"class", "tabindex", "role", "aria-label"},
        "input": {"type", "disabled", "checked", "aria-label"},
        "li": {"id"},
        "ol": {"start", "class"},
        "p": {"class"},
        "pre": {"class", "tabindex", "role", "aria-label"},
        "span": {"class"},
        "td": {"class"},
        "th": {"class", "scope"},
        "ul": {"class"},
    },
    schemes=_LINK_SCHEMES | {"xmpp"},  # GitHub's autolinks have it
    attribute_filter=_post_attribute,
    fixed={"input": {"type": "checkbox", "disabled": ""}},
)
# For a post in which the renderer placed pictures of ours; all others keep the narrower list.
POST_WITH_PICTURES = replace(
    POST,
    tags=POST.tags | {"img"},
    attributes={**POST.attributes, "img": {"src", "alt", "width", "height"}},
    fixed={**POST.fixed, "img": {"loading": "lazy"}},
)

MAIL = Profile(  # mail programs bring their own style; pictures would tell the reader's address to whoever serves them
    tags=_TEXT_TAGS,
    attributes={"a": {"href", "title"}, "ol": {"start"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}},
    link_rel="noopener noreferrer",
)

RICH_TEXT = Profile(
    tags=_TEXT_TAGS | {"img", "figure", "figcaption"},
    attributes={
        "a": {"href", "title", "id"},
        "img": {"src", "alt", "width", "height"},
        "td": set(_CELL_ATTRIBUTES),
        "th": set(_CELL_ATTRIBUTES),
        "ol": {"start"},
    },
    link_rel="noopener",
)


def notebook_anchor(words: str) -> str:
    """Return the id or link target that `words` become in a notebook lesson; `nb-` keeps it off the page's own ids."""
    slug = re.sub(r"[^\w]+", "-", unquote(words).casefold()).strip("-_").removeprefix("nb-")[:80]
    return f"nb-{slug or 'part'}"


def _notebook_class(value: str) -> str | None:
    names = [name for name in value.split() if name in _NOTEBOOK_CLASSES or _CODE_CLASS.fullmatch(name)]
    return " ".join(names) or None


def _notebook_link(value: str) -> str | None:
    if value.startswith("#") and len(value) > 1:
        return "#" + notebook_anchor(value[1:])
    return value if _NOTEBOOK_LINK.match(value) else None


def _notebook_attribute(tag: str, name: str, value: str) -> str | None:
    """Narrow what the allow-list lets through: ids and links into `nb-`, pictures to data addresses, known classes."""
    if name == "class":
        return _notebook_class(value)
    if name == "href":
        return _notebook_link(value)
    if name == "id":
        return notebook_anchor(value)
    if name == "src":
        return value if _PICTURE.fullmatch(value) else None
    if name == "tabindex":
        return "0"
    if name == "role":
        return value if value in {"region", "group"} else None
    if tag == "img" and name in {"width", "height"}:
        return value if value.isdecimal() and len(value) <= 5 else None
    return value


def _notebook_draft_attribute(tag: str, name: str, value: str) -> str | None:
    if name == "src" and _ATTACHED.fullmatch(value):
        return value
    return _notebook_attribute(tag, name, value)


_NOTEBOOK_LINK_SCHEMES = _LINK_SCHEMES | {"data"}  # `data` for pictures alone: _notebook_link refuses it
NOTEBOOK = Profile(
    tags=_TEXT_TAGS | _MATH_TAGS | {"img", "figure", "figcaption", "details", "summary", "h1"},
    attributes={
        "*": {"id", "class", "lang", "dir", "title"},
        "a": {"href"},
        "img": {"src", "alt", "width", "height"},
        "ol": {"start", "reversed"},
        "pre": {"tabindex", "role", "aria-label"},
        "div": {"tabindex", "role", "aria-label"},
        "td": {"colspan", "rowspan"},
        "th": {"colspan", "rowspan", "scope"},
        "math": {"display"},
        "mi": {"mathvariant"},
        "mo": {
            "fence",
            "form",
            "largeop",
            "lspace",
            "maxsize",
            "minsize",
            "movablelimits",
            "rspace",
            "separator",
            "stretchy",
        },
        "mfrac": {"linethickness"},
        "mover": {"accent"},
        "munder": {"accentunder"},
        "munderover": {"accent", "accentunder"},
        "menclose": {"notation"},
        "mspace": {"width", "height", "depth"},
        "mpadded": {"width", "height", "depth", "lspace", "voffset"},
        "mstyle": {"displaystyle", "scriptlevel"},
        "mtable": {"columnalign", "rowspacing", "columnspacing", "displaystyle"},
        "mtd": {"columnalign"},
    },
    schemes=_NOTEBOOK_LINK_SCHEMES,
    link_rel="noopener",
    dropped_with_content=frozenset(
        [
            "annotation",
            "annotation-xml",
            "iframe",
            "noembed",
            "noframes",
            "noscript",
            "object",
            "script",
            "style",
            "svg",
            "template",
            "title",
        ]
    ),
    attribute_filter=_notebook_attribute,
)
_NOTEBOOK_DRAFT = replace(
    NOTEBOOK, schemes=_NOTEBOOK_LINK_SCHEMES | {"attachment"}, attribute_filter=_notebook_draft_attribute
)


def clean_notebook(html: str) -> SafeString:
    """Clean a rendered notebook lesson; the last thing that happens to it before it is stored."""
    return NOTEBOOK.clean(html)


def clean_notebook_draft(html: str) -> str:
    """Clean and balance a part of a notebook before the renderer works on it; `clean_notebook` comes after that."""
    return str(_NOTEBOOK_DRAFT.clean(html))


def clean_post(html: str, *, has_pictures: bool = False) -> SafeString:
    """Clean what a member wrote in the forum, after Markdown became HTML, with pictures put on the hub or without."""
    return (POST_WITH_PICTURES if has_pictures else POST).clean(html)


def clean_for_mail(html: str, *, base: str) -> SafeString:
    """Clean what goes into the HTML part of a mail; `base` is the hub's own address, for relative links."""
    return MAIL.clean(html, base=base)


def clean_rich_text(html: str) -> SafeString:
    """Clean what an editor wrote outside Wagtail's own rich text."""
    return RICH_TEXT.clean(html)


def stored(html: str) -> SafeString:
    """Mark HTML that one of the profiles here cleaned before it was stored. Never call it on anything else."""
    return SafeString(html)
