"""Outlook on the desk, in the browser and on phones, and Exchange between them."""

# ruff: noqa: E501  lines of letters are as long as they are
from __future__ import annotations

from .writing import HUB_PAGE, HUB_TEXT, Case, both, letter, multi, page, part, plain

_WORD_HEAD = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"><head>'
    '<meta http-equiv="Content-Type" content="text/html; charset=utf-8"><style><!-- p.MsoNormal {margin:0in;} --></style>'
    '<!--[if gte mso 9]><xml><o:shapedefaults v:ext="edit"/></xml><![endif]--></head>'
    '<body lang="EN-US" link="#0563C1"><div class="WordSection1">'
)
_WORD_RULE = (
    '<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in"><p class="MsoNormal">'
    "<b>From:</b> Sample hub &lt;reply+k3x9q2@hub.example&gt; <br><b>Sent:</b> Monday, November 23, 2026 9:12 AM<br>"
    "<b>To:</b> Reyes, Ana &lt;ana.reyes@water.example&gt;<br><b>Subject:</b> Column names in snake case?<o:p></o:p></p>"
    f'</div></div><p class="MsoNormal"><o:p>&nbsp;</o:p></p>{HUB_PAGE}</div></body></html>'
)


def _line(text: str = "&nbsp;") -> str:
    return f'<p class="MsoNormal"><span style="font-size:11.0pt">{text}<o:p></o:p></span></p>\n'


def _headers(*lines: str) -> str:
    return "\n".join(lines) + "\n\n" + HUB_TEXT


_ENGLISH = (
    "From: Sample hub <reply+k3x9q2@hub.example>",
    "Sent: Monday, November 23, 2026 9:12 AM",
    "To: Reyes, Ana <ana.reyes@water.example>",
    "Subject: Column names in snake case?",
)
_PIXEL = b"\x89PNG\r\n\x1a\n" + bytes(range(40))


def _desktop() -> list[Case]:
    answer = "Thanks Priya, both columns are in our dictionary now.\n\nWe publish it on Friday.\n\nAna"
    top = both(
        f"{answer}\n\n" + _headers(*_ENGLISH),
        _WORD_HEAD
        + _line("Thanks Priya, both columns are in our dictionary now.")
        + _line()
        + _line("We publish it on Friday.")
        + _line()
        + _line("Ana")
        + _WORD_RULE,
        boundary="_000_BY5",
    )
    only_page = (
        _WORD_HEAD
        + _line("Two questions:")
        + "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>"
        "1.<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span><![endif]>Who owns the template?</p>"
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>"
        "2.<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span><![endif]>Is <b>May</b> the cut-off?</p>"
        + _line()
        + _line('See <a href="https://data.example/guide?a=1&amp;b=2">the guide</a>.')
        + _WORD_RULE
    )
    table = (
        "<table class=MsoTableGrid border=1><tr><td><p class=MsoNormal>Field</p></td><td><p class=MsoNormal>Type</p></td>"
        "</tr><tr><td><p class=MsoNormal>gauge_id</p></td><td><p class=MsoNormal>text|code</p></td></tr></table>"
    )
    return [
        Case("outlook-desktop-top", letter(top, "X-Mailer: Microsoft Outlook 16.0"), answer),
        Case(
            "outlook-desktop-html-only",
            page(only_page),
            "Two questions:  \n1. Who owns the template?  \n2. Is **May** the cut-off?\n\n"
            "See [the guide](https://data.example/guide?a=1&b=2).",
        ),
        Case(
            "outlook-desktop-table",
            letter(
                both(
                    "These two:\n\nField\n\nType\n\ngauge_id\n\ntext|code\n\n" + _headers(*_ENGLISH),
                    _WORD_HEAD + _line("These two:") + table + _WORD_RULE,
                    boundary="_000_TBL",
                )
            ),
            "These two:\n\n| Field | Type |\n| --- | --- |\n| gauge_id | text\\|code |",
        ),
    ]


def _desktop_plain() -> list[Case]:
    return [
        Case(
            "outlook-desktop-plain",
            plain(
                "Yes, Friday works.\n\n-----Original Message-----\n" + _headers(*_ENGLISH),
                sender='"Reyes, Ana@Water" <Ana.Reyes@Water.example>',
            ),
            "Yes, Friday works.",
            fields={"sender": "ana.reyes@water.example", "sender_name": "Reyes, Ana@Water"},
        ),
        Case(
            "outlook-desktop-forward",
            plain(
                "For the record, the vendor's answer.\n\n-----Original Message-----\nFrom: Lee Park <lee@vendor.example>\n"
                "Sent: Friday, November 20, 2026 4:02 PM\nTo: Reyes, Ana <ana.reyes@water.example>\n"
                "Subject: Export\n\nThe export keeps leading zeros.\n\n-- \nLee Park",
                subject="FW: Export",
                answers="",
            ),
            "For the record, the vendor's answer.\n\n-----Original Message-----\nFrom: Lee Park <lee@vendor.example>\n"
            "Sent: Friday, November 20, 2026 4:02 PM\nTo: Reyes, Ana <ana.reyes@water.example>\n"
            "Subject: Export\n\nThe export keeps leading zeros.\n\n--\nLee Park",
        ),
        Case("outlook-desktop-pictures", letter(_with_pictures()), "Look at the gap:\n\n[image: image001.png]\n\nAna",
             attachments=("image001.png*", "image002.png*")),
    ]  # fmt: skip


def _with_pictures() -> bytes:
    shown = 'Content-Disposition: inline; filename="image00%d.png"'
    return multi(
        "related",
        both(
            "Look at the gap:\n\n[cid:image001.png@01DC5D0A.7C1E]\n\nAna\n\n"
            + _headers(*_ENGLISH)
            + "\n[cid:image002.png@01DC5D0A.7C1E]\n",
            _WORD_HEAD
            + _line("Look at the gap:")
            + _line('<img width=200 src="cid:image001.png@01DC5D0A.7C1E">')
            + _line("Ana")
            + _WORD_RULE,
            boundary="_000_ALT",
        ),
        part("image/png", _PIXEL, "Content-ID: <image001.png@01DC5D0A.7C1E>", shown % 1, by="base64"),
        part("image/png", _PIXEL, "Content-ID: <image002.png@01DC5D0A.7C1E>", shown % 2, by="base64"),
        boundary="_005_REL",
        more='; type="multipart/alternative"',
    )


def _web() -> list[Case]:
    signature = '<div id="Signature"><div>Ana Reyes<br>Water Resources, Data Office</div></div>'
    head = (
        '<div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1">'
        '<div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif"><b>{0}:</b> Sample hub '
        "&lt;reply+k3x9q2@hub.example&gt;<br><b>{1}:</b> 23 November 2026 09:12<br><b>{2}:</b> Reyes, Ana<br>"
        f"<b>{{3}}:</b> Column names</font></div><div>{HUB_PAGE}</div>"
    )
    own = '<div class="elementToProof" style="font-size:12pt">The list is <i>final</i>.</div><div><br></div>'
    rule = "_" * 32
    return [
        Case(
            "outlook-web-signature",
            letter(
                both(
                    f"The list is final.\n\nAna Reyes\nWater Resources, Data Office\n\n{rule}\n" + _headers(*_ENGLISH),
                    f'<html><body dir="ltr">{own}{signature}{head.format("From", "Sent", "To", "Subject")}</body></html>',
                    boundary="_000_OWA",
                )
            ),
            "The list is *final*.",
        ),
        Case(
            "outlook-web-finnish-html-only",
            page(f"<html><body>{own}{head.format('Lähettäjä', 'Lähetetty', 'Vastaanottaja', 'Aihe')}</body></html>"),
            "The list is *final*.",
        ),
        Case(
            "outlook-web-plain",
            plain(f"Agreed.\nI will bring it to the group.\n\n{rule}\n" + _headers(*_ENGLISH)),
            "Agreed.\nI will bring it to the group.",
        ),
        Case(
            "outlook-new-french",
            page(
                '<div dir="ltr"><div>C’est publié.</div><div><br></div><div>À lundi</div></div>'
                '<div id="mail-editor-reference-message-container"><div style="border-top:solid #E1E1E1 1.0pt">'
                "<b>De :</b> Sample hub<br><b>Envoyé :</b> lundi 23 novembre 2026<br><b>À :</b> Ana<br>"
                f"<b>Objet :</b> Column names</div>{HUB_PAGE}</div>"
            ),
            "C’est publié.\n\nÀ lundi",
        ),
    ]


def _mobile() -> list[Case]:
    sent = "Get Outlook for iOS<https://aka.ms/o0ukef>"
    rule = "_" * 32
    return [
        Case(
            "outlook-mobile-ios",
            letter(
                both(
                    f"Yes, both.\n\n{sent}\n{rule}\n" + _headers(*_ENGLISH),
                    '<div dir="auto">Yes, both.</div><div id="ms-outlook-mobile-signature"><div><br></div>'
                    '<div>Get <a href="https://aka.ms/o0ukef">Outlook for iOS</a></div></div>'
                    f'<hr><div id="divRplyFwdMsg"><b>From:</b> Sample hub<br><b>Sent:</b> Monday</div>{HUB_PAGE}',
                    boundary="_000_IOS",
                )
            ),
            "Yes, both.",
        ),
        Case("outlook-mobile-plain", plain(f"On my way.\n\n{sent}\n{rule}\n" + _headers(*_ENGLISH)), "On my way."),
        Case(
            "outlook-mobile-android-html-only",
            page(
                '<div dir="auto">Line one</div><div dir="auto">Line two</div><div dir="auto"><br></div>'
                '<div dir="auto">Get <a href="https://aka.ms/AAb9ysg">Outlook for Android</a></div>'
                f'<hr><div id="divRplyFwdMsg"><b>From:</b> Sample hub</div>{HUB_PAGE}'
            ),
            "Line one  \nLine two",
        ),
    ]


def _languages() -> list[Case]:
    blocks = {
        "spanish": ("De: Sample hub <reply+k3x9q2@hub.example>", "Enviado el: lunes, 23 de noviembre de 2026 9:12",
                    "Para: Ana Reyes", "Asunto: Column names"),
        "german": ("-----Ursprüngliche Nachricht-----", "Von: Sample hub <reply+k3x9q2@hub.example>",
                   "Gesendet: Montag, 23. November 2026 09:12", "An: Ana Reyes", "Betreff: Column names"),
        "japanese": ("差出人: Sample hub <reply+k3x9q2@hub.example>", "送信日時: 2026年11月23日 9:12", "宛先: Ana Reyes",
                     "件名: Column names"),
        "vietnamese": ("Từ: Sample hub <reply+k3x9q2@hub.example>", "Đã gửi: 23 Tháng Mười Một 2026 9:12",
                       "Đến: Ana Reyes", "Chủ đề: Column names"),
    }  # fmt: skip
    texts = {
        "spanish": "Gracias, mañana lo publico.",
        "german": "Danke, morgen früh.",
        "japanese": "了解しました。",
        "vietnamese": "Cảm ơn chị.",
    }
    found = [
        Case(f"outlook-language-{name}", plain(f"{texts[name]}\n\n" + _headers(*lines)), texts[name])
        for name, lines in blocks.items()
    ]
    chinese = (
        "发件人: Sample hub <reply+k3x9q2@hub.example>\n发送时间: 2026年11月23日 9:12\n收件人: Ana\n主题: Column names"
    )
    body = part(
        "text/plain", f"已经更新了，谢谢。\n\n{chinese}\n\n{HUB_TEXT}", charset="gb18030", label="gb2312", by="base64"
    )
    return [*found, Case("outlook-language-chinese", letter(body), "已经更新了，谢谢。")]


CASES = [*_desktop(), *_desktop_plain(), *_web(), *_mobile(), *_languages()]
