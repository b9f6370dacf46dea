"""Charsets and headers: right, wrong, missing and broken."""

# ruff: noqa: E501  lines of letters are as long as they are
from __future__ import annotations

import base64

from .writing import HUB_TEXT, Case, letter, multi, page, part, plain, quoted

_BIG5 = "各位好，\n\n我們部門的資料集已經更新，請大家查看附件。\n\n王美玲"
_SIMPLIFIED = "各位好，\n\n我们部门的数据集已经更新，请大家查看附件。"
_RUSSIAN = "Спасибо, я посмотрю набор данных завтра утром и отвечу вам."
_JAPANESE = "データセットを更新しました。\n\nご確認ください。"
_SMART = "It’s “final” — the Señor García file… €5"


def _word(text: str, charset: str, by: str = "B") -> str:
    return f"=?{charset}?{by}?{base64.b64encode(text.encode(charset)).decode()}?="


def _charsets() -> list[Case]:
    chinese_name = _word("王美玲", "big5")
    return [
        Case(
            "charset-big5",
            letter(
                part("text/plain", _BIG5, charset="big5", by="base64"),
                sender=f"{chinese_name} <meiling@water.example>",
                subject=_word("回覆: 資料集", "big5"),
            ),
            _BIG5,
            fields={"sender_name": "王美玲", "subject": "回覆: 資料集", "sender": "meiling@water.example"},
        ),
        Case(
            "charset-big5-missing",
            letter(part("text/plain", _BIG5, charset="big5", label=""), subject=_word("回覆: 資料集", "big5")),
            _BIG5,
        ),
        Case("charset-gb18030-missing", letter(part("text/plain", _SIMPLIFIED, charset="gb18030", label="")), _SIMPLIFIED),
        Case("charset-gb2312-for-gb18030", letter(part("text/plain", "镕基，您好。", charset="gb18030", label="gb2312")),
             "镕基，您好。"),
        Case("charset-iso-2022-jp",
             letter(part("text/plain", _JAPANESE, charset="iso-2022-jp", by="7bit"),
                    subject=_word("Re: データ", "iso-2022-jp")), _JAPANESE, fields={"subject": "Re: データ"}),
        Case("charset-iso-2022-jp-missing", letter(part("text/plain", _JAPANESE, charset="iso-2022-jp", label="")),
             _JAPANESE),
        Case("charset-shift-jis", letter(part("text/plain", "①番のデータです。", charset="cp932", label="Shift_JIS")),
             "①番のデータです。"),
        Case("charset-koi8-r", letter(part("text/plain", _RUSSIAN, charset="koi8-r", by="quoted-printable")), _RUSSIAN),
        Case("charset-koi8-r-missing", letter(part("text/plain", _RUSSIAN, charset="koi8-r", label="")), _RUSSIAN),
        Case("charset-windows-1252-as-latin-1",
             letter(part("text/plain", _SMART, charset="cp1252", label="iso-8859-1", by="quoted-printable")), _SMART),
        Case("charset-windows-1252-as-ascii", letter(part("text/plain", _SMART, charset="cp1252", label="us-ascii")), _SMART),
        Case("charset-utf-8-as-latin-1", letter(part("text/plain", _SMART, label="iso-8859-1")), _SMART),
        Case("charset-missing-western", letter(part("text/plain", "Señor García, mañana", charset="cp1252", label="")),
             "Señor García, mañana"),
        Case("charset-unknown", letter(part("text/plain", _SMART, label="x-hub-unknown")), _SMART),
        Case("charset-utf-8-broken", letter(part("text/plain", "Año ".encode() + b"\xc3\x28 2026 \xe2\x82.")),
             "Año \ufffd( 2026 \ufffd."),
        Case("charset-utf-8-is-western", letter(part("text/plain", "Mañana sí".encode("cp1252"), label="utf-8")), "Mañana sí"),
        Case("charset-utf-16", letter(part("text/plain", "Hola, año", charset="utf-16", by="base64")), "Hola, año"),
        Case("charset-in-the-page",
             letter(part("text/html", f'<html><head><meta charset="koi8-r"></head><body>{_RUSSIAN}</body></html>',
                         charset="koi8-r", label="")), _RUSSIAN),
        Case("charset-controls", letter(part("text/plain", "one\x00two\x1b[31m\x7f \u0085three\tfour")),
             "onetwo[31m three\tfour"),
        Case("charset-cr-only", letter(part("text/plain", "one\rtwo\r\rthree")), "one\ntwo\n\nthree"),
    ]  # fmt: skip


def _headers() -> list[Case]:
    raw = "資料集更新".encode()
    split = " ".join(
        f"=?utf-8?B?{base64.b64encode(raw[place : place + 4]).decode()}?=" for place in range(0, len(raw), 4)
    )
    named = multi(
        "mixed",
        part("text/plain", "Three files."),
        part("application/pdf", b"%PDF-1.4\n", "Content-Disposition: attachment; filename*0*=utf-8''%E8%B3%87%E6%96%99;\n"
             " filename*1*=%20Q3;\n filename*2=.pdf", by="base64"),
        part("text/csv", b"a,b\n", 'Content-Disposition: attachment; filename="=?utf-8?Q?a=C3=B1o.csv?="', by="base64"),
        part("text/csv", b"a,b\n", "Content-Disposition: attachment; filename=../../etc/año 2.csv", by="base64"),
        boundary="names",
    )  # fmt: skip
    return [
        Case("header-split-characters", plain("x y", subject=split), "x y", fields={"subject": "資料集更新"}),
        Case("header-quoted-word", plain("x y", sender='"=?utf-8?Q?Garc=C3=ADa=2C_Jos=C3=A9?=" <Jose@Water.example>'), "x y",
             fields={"sender": "jose@water.example", "sender_name": "García, José"}),
        Case("header-raw-utf-8", plain("x y", subject="Añadir columnas", sender="José García <jose@water.example>"), "x y",
             fields={"subject": "Añadir columnas", "sender_name": "José García"}),
        Case("header-broken-word", plain("x y", subject="=?utf-8?B?w7F?= and =?nope"), "x y",
             fields={"subject": "ñ and =?nope"}),
        Case("header-file-names", letter(named), "Three files.", attachments=("資料 Q3.pdf", "año.csv", "año 2.csv")),
        Case("header-malformed-ids", plain("x y", message_id="<[broken@@ id>", date="yesterday, at noon", answers="post.214.9"),
             "x y", fields={"date": None, "in_reply_to": "", "references": []}),
        Case("header-malformed-disposition",
             letter(part("text/plain", "x y", "Content-Disposition: =?; ;;filename*0*1=\"x; charset*=''")), "x y"),
        Case("header-no-sender", plain("x y", sender=None), "x y", fields={"sender": "", "sender_name": ""}),
        Case("header-two-senders", plain("x y", sender="a@water.example, b@water.example"), "x y", fields={"sender": ""}),
        Case("header-two-froms", plain("x y", "From: priya.nair@health.example"), "x y", fields={"sender": ""}),
        Case("header-address-as-name", plain("x y", sender='"priya.nair@health.example" <luis@parks.example>'), "x y",
             fields={"sender": "luis@parks.example"}),
        Case("header-address-in-comment", plain("x y", sender="luis@parks.example (priya.nair@health.example)"), "x y",
             fields={"sender": "luis@parks.example"}),
        Case("header-two-addresses-in-one", plain("x y", sender="priya.nair@health.example <luis@parks.example>"), "x y",
             fields={"sender": ""}),
        Case("header-recipients",
             plain("x y", "Delivered-To: Reply+K3x9q2@hub.example", "X-Original-To: reply+k3x9q2@hub.example",
                   "Cc: =?utf-8?Q?Luis?= <luis@parks.example>, group: a@b.example;", to="undisclosed-recipients:;"), "x y",
             fields={"recipients": ["luis@parks.example", "a@b.example", "reply+k3x9q2@hub.example"]}),
        Case("header-threads", plain("x y", answers="<post.214.9@hub.example>\n <post.214.1@hub.example>",
                                     date="Mon, 23 Nov 2026 09:41:07 -0800"), "x y",
             fields={"references": ["<post.214.9@hub.example>", "<post.214.1@hub.example>"],
                     "in_reply_to": "<post.214.9@hub.example>", "date": "2026-11-23T17:41:07+00:00",
                     "message_id": "<m1@water.example>"}),
        Case("header-only-body", b"\nno header at all", "no header at all", fields={"sender": "", "recipients": []}),
    ]  # fmt: skip


def _shapes() -> list[Case]:
    stub = multi(
        "alternative",
        part("text/plain", "Your mail program does not show HTML."),
        part("text/html", "<p>The real answer, longer than the other part.</p>", by="base64"),
        boundary="stub",
    )
    return [
        Case("shape-stub", letter(stub), "The real answer, longer than the other part."),
        Case("shape-empty-plain", letter(multi("alternative", part("text/plain", " \n"), part("text/html", "<p>Yes.</p>"),
                                               boundary="empty")), "Yes."),
        Case("shape-no-boundary", letter(b"Content-Type: multipart/mixed\n\nstill words\n"), "still words"),
        Case("shape-unclosed", letter(multi("mixed", part("text/plain", "cut off"), boundary="cut")[:-8]), "cut off"),
        Case("shape-encoding-with-spaces", letter(b"Content-Type: text/plain\nContent-Transfer-Encoding: BASE64 ; x\n\n"
                                                   + base64.encodebytes(b"still words")), "still words"),
        Case("shape-page-with-traps",
             page("<style>p{}</style><script>alert(1)</script><title>no</title><!-- no --><p>Seen &amp; <code>a*b_c</code> "
                  "1 &lt; 2</p><p onclick=x>snake_case_name <a href='data:text/html,x'>link</a> "
                  "<a href='https://x.example/a b(c)'>here</a></p><h1>Big</h1><hr><pre>  a\n  b</pre>"
                  "<table><tr><td>placed<br>below</td></tr></table>"),
             "Seen & `a*b_c` 1 < 2\n\nsnake_case_name link [here](https://x.example/a%20b%28c%29)\n\n# Big\n\n---\n\n"
             "```\n  a\n  b\n```\n\nplaced  \nbelow"),
        Case("shape-own-blockquote", page("<p>The policy:</p><blockquote><p>thirty days</p></blockquote><p>We do.</p>"),
             "The policy:\n\n> thirty days\n\nWe do."),
        Case("shape-two-texts", letter(multi("mixed", part("text/plain", "one"), part("text/html", "<p>two</p>"),
                                             boundary="two")), "one\n\ntwo"),
        Case("shape-crlf", plain(f"Yes.\n\nOn Nov 23, 2026 at 09:12 AM Sample hub <r@hub.example> wrote:\n{quoted(HUB_TEXT)}")
             .replace(b"\n", b"\r\n"), "Yes."),
    ]  # fmt: skip


CASES = [*_charsets(), *_headers(), *_shapes()]
