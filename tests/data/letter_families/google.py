"""Gmail in the browser and on Android."""

# ruff: noqa: E501  lines of letters are as long as they are
from __future__ import annotations

from .writing import HUB_PAGE, HUB_TEXT, Case, both, letter, multi, page, part, plain, quoted

_WROTE = "On Mon, Nov 23, 2026 at 9:12 AM Sample hub <reply+k3x9q2@hub.example>\nwrote:"
_QUOTE = (
    '<br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On Mon, Nov 23, 2026 at 9:12 AM '
    'Sample hub &lt;<a href="mailto:reply%2Bk3x9q2@hub.example">reply+k3x9q2@hub.example</a>&gt; wrote:<br></div>'
    f'<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex">{HUB_PAGE}</blockquote></div>'
)
_BELOW = f"{_WROTE}\n\n{quoted(HUB_TEXT)}\n"


def _web() -> list[Case]:
    signed = "Works for me.\n\n-- \nAna Reyes\nWater Resources\n(916) 555-0142\n\n" + _BELOW
    signed_page = (
        '<div dir="ltr">Works for me.</div><br><span class="gmail_signature_prefix">-- </span><br>'
        '<div dir="ltr" class="gmail_signature" data-smartmail="gmail_signature">Ana Reyes<br>Water Resources</div>'
    )
    return [
        Case(
            "gmail-web-top",
            letter(
                both(
                    "Hello Priya,\n\nThat answers it. Could you also share the *template* itself? Our group meets\n"
                    f"on Thursday and would like to see it.\n\nThanks,\nAna\n\n{_BELOW}",
                    '<div dir="ltr"><div>Hello Priya,</div><div><br></div><div>That answers it.</div></div>' + _QUOTE,
                    boundary="0000000000001",
                ),
                'X-Received: by 2002:a17:90a:1 with SMTP id x1; Mon, 23 Nov 2026 09:41:08 -0800 (PST)',
            ),
            "Hello Priya,\n\nThat answers it. Could you also share the *template* itself? Our group meets\n"
            "on Thursday and would like to see it.\n\nThanks,\nAna",
        ),
        Case("gmail-web-signature", letter(both(signed, signed_page + _QUOTE, boundary="0000000000002")), "Works for me."),
        Case("gmail-web-bottom", plain(f"{_BELOW}\nI read it below the quote, as always.\n"),
             "I read it below the quote, as always."),
        Case(
            "gmail-web-inline",
            plain(
                f"{_WROTE}\n\n> -- Reply above this line --\n>\n> We moved to snake_case in May;\n\nSo did we.\n\n"
                "> the dictionary template has both.\n>\n\nWhich version?\n\n"
                "> Open the topic: https://hub.example/boards/t/214/\n> Stop: https://hub.example/u/9f2c/\n"
            ),
            "> We moved to snake_case in May;\n\nSo did we.\n\n> the dictionary template has both.\n\nWhich version?",
        ),
        Case(
            "gmail-web-inline-html-only",
            page(
                '<div dir="ltr"><br></div><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Mon, Nov 23, 2026 at '
                '9:12 AM Sample hub &lt;reply+k3x9q2@hub.example&gt; wrote:<br></div><blockquote class="gmail_quote">'
                "<p>We moved to snake_case in May;</p></blockquote><div>So did <b>we</b>.</div>"
                '<blockquote class="gmail_quote"><p>the dictionary template has both.</p></blockquote>'
                '<div>Which version?</div><blockquote class="gmail_quote"><p>Open the topic</p></blockquote></div>'
            ),
            "> We moved to snake_case in May;\n\nSo did **we**.\n\n> the dictionary template has both.\n\nWhich version?",
        ),
    ]  # fmt: skip


def _web_pages() -> list[Case]:
    code = "Try this:\n\n```sql\n-- \n-- first the key\nSELECT gauge_id\n\n\n\nFROM gauges;\n```\n\nIt took **2 s**."
    return [
        Case(
            "gmail-web-html-only",
            page(
                '<div dir="ltr">A short list:<ul><li>gauges</li><li>wells<ol><li>deep</li><li>shallow</li></ol></li></ul>'
                '<div>and <a href="javascript:alert(1)">this</a>, <a href="https://data.example/x">https://data.example/x</a>'
                '</div><img src="https://track.example/p.gif" width="1"></div>' + _QUOTE
            ),
            "A short list:\n\n- gauges\n- wells\n  1. deep\n  2. shallow\n\nand this, https://data.example/x",
        ),
        Case("gmail-web-typed-markdown", plain(f"{code}\n\n{_BELOW}"),
             "Try this:\n\n```sql\n-- \n-- first the key\nSELECT gauge_id\n\n\nFROM gauges;\n```\n\nIt took **2 s**."),
        Case(
            "gmail-web-forward",
            plain(
                "See what the vendor says.\n\n---------- Forwarded message ---------\nFrom: Lee Park <lee@vendor.example>\n"
                "Date: Fri, Nov 20, 2026 at 4:02 PM\nSubject: Export\nTo: Ana Reyes <ana.reyes@water.example>\n\n\n"
                "The export keeps leading zeros.\n\nOn Thu, Nov 19, 2026 at 1:00 PM Ana Reyes <ana.reyes@water.example> wrote:"
                "\n> Does it?\n",
                subject="Fwd: Export",
                answers="",
            ),
            "See what the vendor says.\n\n---------- Forwarded message ---------\nFrom: Lee Park <lee@vendor.example>\n"
            "Date: Fri, Nov 20, 2026 at 4:02 PM\nSubject: Export\nTo: Ana Reyes <ana.reyes@water.example>\n\n"
            "The export keeps leading zeros.\n\nOn Thu, Nov 19, 2026 at 1:00 PM Ana Reyes <ana.reyes@water.example> wrote:"
            "\n\n> Does it?",
        ),
        Case("gmail-web-picture", letter(_with_picture()), "The spike is here:\n\n[image: chart.png]\n\nSee the file too.",
             attachments=("chart.png*", "Gauge readings Q3.pdf")),
    ]  # fmt: skip


def _with_picture() -> bytes:
    words = "The spike is here:\n\n[image: chart.png]\n\nSee the file too.\n\n" + _BELOW
    shown = '<div dir="ltr"><div>The spike is here:</div><img src="cid:ii_abc1" alt="chart.png"></div>' + _QUOTE
    return multi(
        "mixed",
        multi(
            "related",
            both(words, shown, boundary="000000000000a"),
            part("image/png", b"\x89PNG\r\n\x1a\nx", 'Content-Disposition: inline; filename="chart.png"',
                 "Content-ID: <ii_abc1>", by="base64"),
            boundary="000000000000b",
        ),
        part("application/pdf", b"%PDF-1.7\n%%EOF\n", 'Content-Disposition: attachment; filename="Gauge readings Q3.pdf"',
             "Content-ID: <f_mhx1>", "X-Attachment-Id: f_mhx1", by="base64"),
        boundary="000000000000c",
    )  # fmt: skip


def _android() -> list[Case]:
    return [
        Case(
            "gmail-android-top",
            letter(
                both(
                    "Yes please\n\nOn Mon, Nov 23, 2026, 9:12 AM Sample hub <reply+k3x9q2@hub.example> wrote:\n\n"
                    + quoted(HUB_TEXT),
                    '<div dir="auto">Yes please</div>' + _QUOTE,
                    boundary="0000000000003",
                )
            ),
            "Yes please",
        ),
        Case(
            "gmail-android-two-levels",
            plain(
                "Third answer.\n\nOn Mon, Nov 23, 2026, 9:12 AM Sample hub <reply+k3x9q2@hub.example> wrote:\n\n"
                "> Second answer.\n>\n> On Sun, Nov 22, 2026, 8:00 AM Ana <ana.reyes@water.example> wrote:\n>\n>> First.\n"
            ),
            "Third answer.",
        ),
    ]


def _languages() -> list[Case]:
    hub = "Sample hub <reply+k3x9q2@hub.example>"
    lines = {
        "spanish": ("Sí, el viernes.", f"El lun, 23 nov 2026 a las 9:12, {hub}\nescribió:"),
        "german": ("Ja, am Freitag.", f"Am Mo., 23. Nov. 2026 um 09:12 Uhr schrieb {hub}:"),
        "french": ("Oui, vendredi.", f"Le lun. 23 nov. 2026 à 09:12, {hub} a\nécrit :"),
        "chinese": ("好的，周五。", "Sample hub <reply+k3x9q2@hub.example> 于2026年11月23日周一 09:12写道："),
        "taiwan": ("好的，星期五。", f"{hub} 於 2026年11月23日週一 上午9:12寫道："),
        "japanese": ("はい、金曜日に。", f"2026年11月23日(月) 9:12 {hub}:"),
        "tagalog": ("Oo, sa Biyernes.", f"Noong Lun, Nob 23, 2026 nang 9:12 AM, isinulat ni {hub}:"),
        "vietnamese": ("Vâng, thứ sáu.", f"Vào Th 2, 23 thg 11, 2026 vào lúc 09:12 {hub}\nđã viết:"),
        "polish": ("Tak, w piątek.", f"pon., 23 lis 2026 o 09:12 {hub}\nnapisał(a):"),
        "danish": ("Ja, fredag.", f"Den man. 23. nov. 2026 kl. 09.12 skrev {hub}:"),
    }  # fmt: skip
    return [
        Case(f"gmail-language-{name}", plain(f"{text}\n\n{line}\n\n{quoted(HUB_TEXT)}\n"), text)
        for name, (text, line) in lines.items()
    ] + [
        Case(f"gmail-language-{name}-unmarked", plain(f"{text}\n\n{line}\n\n{HUB_TEXT}\n"), text)
        for name, (text, line) in lines.items()
        if name in ("german", "japanese", "tagalog", "vietnamese", "spanish", "french", "taiwan")
    ]


CASES = [*_web(), *_web_pages(), *_android(), *_languages()]
