"""A text of the library as a Word file: real headings, lists and tables, and nothing that acts (ECMA-376)."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from html import escape
from io import BytesIO

from markdown_it import MarkdownIt
from markdown_it.token import Token

_TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
<Override PartName="/word/styles.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>
<Override PartName="/word/numbering.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>
<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
</Types>"""
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>
<Relationship Id="rId2"
 Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
 Target="docProps/core.xml"/>
</Relationships>"""
_OF_DOCUMENT = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>
<Relationship Id="rId2" Type="{_OFFICE}/numbering" Target="numbering.xml"/>
</Relationships>"""
_SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SIZES = {"Title": 40, "Heading1": 30, "Heading2": 26, "Heading3": 24}
_STYLES = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles {_SPACE}><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="22"/><w:lang w:val="en-US"/></w:rPr>'
    '</w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr>'
    '</w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name '
    'w:val="Normal"/></w:style>'
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{key[:-1].lower()} {key[-1]}"/>'
        f'<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="240"/>'
        f'<w:outlineLvl w:val="{int(key[-1]) - 1}"/></w:pPr><w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr></w:style>'
        for key, size in _SIZES.items()
        if key != "Title"
    )
    + '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:rPr><w:b/>'
    f'<w:sz w:val="{_SIZES["Title"]}"/></w:rPr></w:style></w:styles>'
)
_LEVEL = (
    '<w:abstractNum w:abstractNumId="{key}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{format}"/>'
    '<w:lvlText w:val="{sign}"/><w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
)
_PAGE_WIDTH = 12_240 - 2 * 1_440  # twentieths of a point between the margins
_TASKS = {"[ ] ": "☐ ", "[x] ": "☒ "}
_PIECE = {"softbreak": " ", "hardbreak": " "}


class _Writer:
    """Turns tokens into paragraphs, each by the method of its name; each numbered list counts by itself."""

    def __init__(self) -> None:
        self.numbered = 0
        self._lists: list[int] = []  # 1 is the list of points, others are numbered
        self._style = ""
        self._rows: list[str] = []
        self._cells: list[str] = []
        self._is_head = False

    def write(self, tokens: Sequence[Token]) -> Iterator[str]:
        for token in tokens:
            step = getattr(self, f"_{token.type}", None)
            yield (step(token) if step else "") or ""

    def _heading_open(self, token: Token) -> None:
        self._style = f"Heading{int(token.tag[1]) - 1}"

    def _heading_close(self, token: Token) -> None:
        self._style = ""

    def _bullet_list_open(self, token: Token) -> None:
        self._lists.append(1)

    def _ordered_list_open(self, token: Token) -> None:
        self.numbered += 1
        self._lists.append(self.numbered + 1)

    def _bullet_list_close(self, token: Token) -> None:
        self._lists.pop()

    _ordered_list_close = _bullet_list_close

    def _table_open(self, token: Token) -> None:
        self._style, self._rows = "cell", []

    def _table_close(self, token: Token) -> str:
        self._style = ""
        look = f'<w:tblPr><w:tblW w:w="5000" w:type="pct"/>{_BORDERS}</w:tblPr>'
        grid = "".join(f'<w:gridCol w:w="{_PAGE_WIDTH // len(self._cells)}"/>' for _cell in self._cells)
        return f"<w:tbl>{look}<w:tblGrid>{grid}</w:tblGrid>{''.join(self._rows)}</w:tbl><w:p/>"

    def _thead_open(self, token: Token) -> None:
        self._is_head = True

    def _thead_close(self, token: Token) -> None:
        self._is_head = False

    def _tr_open(self, token: Token) -> None:
        self._cells = []

    def _tr_close(self, token: Token) -> None:
        head = "<w:trPr><w:tblHeader/></w:trPr>" if self._is_head else ""
        self._rows.append(f"<w:tr>{head}{''.join(self._cells)}</w:tr>")

    def _inline(self, token: Token) -> str:
        words = _runs(token, is_bold=self._is_head)
        if self._style == "cell":
            self._cells.append(f"<w:tc><w:p>{words}</w:p></w:tc>")
            return ""
        return f"<w:p>{self._look(self._style)}{words}</w:p>"

    def _look(self, style: str) -> str:
        if style:
            return f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        if self._lists:
            number = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{self._lists[-1]}"/></w:numPr>'
            return f"<w:pPr>{number}</w:pPr>"
        return ""


_BORDERS = (
    "<w:tblBorders>"
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:color="767676"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders>"
)


def as_word(title: str, source: str) -> bytes:
    """The Markdown `source` under its title."""
    writer = _Writer()
    tokens = MarkdownIt("commonmark", {"html": False}).enable("table").parse(source)
    body = "".join(writer.write(tokens))
    numbers = _LEVEL.format(key=0, format="bullet", sign="•") + _LEVEL.format(key=1, format="decimal", sign="%1.")
    numbers += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>' + "".join(
        f'<w:num w:numId="{number + 2}"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride '
        'w:val="1"/></w:lvlOverride></w:num>'
        for number in range(writer.numbered)
    )
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS,
        "word/_rels/document.xml.rels": _OF_DOCUMENT,
        "word/document.xml": _xml(
            f'<w:document {_SPACE}><w:body><w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr>{_run(title)}</w:p>{body}'
            '<w:sectPr><w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" '
            'w:left="1440" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr></w:body></w:document>'
        ),
        "word/styles.xml": _STYLES,
        "word/numbering.xml": _xml(f"<w:numbering {_SPACE}>{numbers}</w:numbering>"),
        "docProps/core.xml": _xml(
            '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title>'
            "<dc:language>en-US</dc:language></cp:coreProperties>"
        ),
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(
                zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED
            )  # no date: the same text, the same bytes
    return out.getvalue()


def _xml(content: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{content}'


def _runs(token: Token, *, is_bold: bool = False) -> str:
    found, bold = [], is_bold
    for place, child in enumerate(token.children or ()):
        if child.type in {"strong_open", "strong_close"}:
            bold = child.type == "strong_open" or is_bold
        text = _PIECE.get(child.type, child.content)
        if place == 0 and text[:4] in _TASKS:
            text = _TASKS[text[:4]] + text[4:]
        if text:
            found.append(_run(text, is_bold=bold))
    return "".join(found)


def _run(text: str, *, is_bold: bool = False) -> str:
    look = "<w:rPr><w:b/></w:rPr>" if is_bold else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'
