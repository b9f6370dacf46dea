"""Apple Mail and iPhones, Thunderbird, Yahoo, Notes, K-9 and the programs of a terminal."""

# ruff: noqa: E501  lines of letters are as long as they are
from __future__ import annotations

from .writing import HUB_PAGE, HUB_TEXT, Case, both, letter, multi, page, part, plain, quoted

_WROTE = "On Nov 23, 2026, at 9:12 AM, Sample hub <reply+k3x9q2@hub.example> wrote:"
_CITED = (
    '<br><div><blockquote type="cite"><div>On Nov 23, 2026, at 9:12 AM, Sample hub &lt;reply+k3x9q2@hub.example&gt; '
    f'wrote:</div><br class="Apple-interchange-newline"><div>{HUB_PAGE}</div></blockquote></div>'
)


def _apple() -> list[Case]:
    pieces = multi(
        "mixed",
        part("text/plain", "First the file:\n", by="quoted-printable"),
        part("text/csv; name=gauges.csv; x-unix-mode=0644", b"gauge_id,stage\n1,2.5\n",
             "Content-Disposition: inline; filename=gauges.csv", by="base64"),
        part("text/plain", f"and then a word on it.\n\n{_WROTE}\n\n{quoted(HUB_TEXT)}\n", by="quoted-printable"),
        boundary="Apple-Mail=_1",
    )  # fmt: skip
    return [
        Case(
            "apple-mail-top",
            letter(
                both(f"Done.\n\nAna\n\n> {_WROTE}\n> \n{quoted(HUB_TEXT)}\n", f"<html><body>Done.{_CITED}</body></html>",
                     boundary="Apple-Mail=_2"),
                "X-Mailer: Apple Mail (2.3826.200.121)",
            ),
            "Done.\n\nAna",
        ),
        Case(
            "apple-mail-html-only",
            page(f'<html><body style="overflow-wrap: break-word;">Done <b>today</b>.<div><br></div><div>Ana</div>{_CITED}'),
            "Done **today**.\n\nAna",
        ),
        Case(
            "apple-mail-inline-html-only",
            page(
                '<html><body><div><blockquote type="cite"><div>On Nov 23, 2026, at 9:12 AM, Sample hub '
                "&lt;reply+k3x9q2@hub.example&gt; wrote:</div><div>We moved to snake_case in May;</div></blockquote>"
                '<div><br></div><div>So did we.</div><br><blockquote type="cite"><div>the dictionary template has both.</div>'
                "</blockquote><div><br></div><div>Which version?</div></div></body></html>"
            ),
            "> We moved to snake_case in May;\n\nSo did we.\n\n> the dictionary template has both.\n\nWhich version?",
        ),
        Case("apple-mail-pieces", letter(pieces), "First the file:\n\nand then a word on it.",
             attachments=("gauges.csv",)),
        Case(
            "apple-mail-forward",
            plain(
                "Worth reading:\n\n> Begin forwarded message:\n> \n> From: Lee Park <lee@vendor.example>\n"
                "> Subject: Export\n> Date: November 20, 2026 at 4:02:10 PM PST\n> \n> It keeps leading zeros.\n",
                subject="Fwd: Export",
                answers="",
            ),
            "Worth reading:\n\n> Begin forwarded message:\n>\n> From: Lee Park <lee@vendor.example>\n"
            "> Subject: Export\n> Date: November 20, 2026 at 4:02:10 PM PST\n>\n> It keeps leading zeros.",
        ),
    ]  # fmt: skip


def _iphone() -> list[Case]:
    photo = multi(
        "mixed",
        part("text/plain", "The board from today.\n\n", label="us-ascii"),
        part("image/jpeg; name=IMG_0420.jpg", b"\xff\xd8\xff\xe0x", "Content-Disposition: inline; filename=IMG_0420.jpg",
             by="base64"),
        part("text/plain", f"\n\nSent from my iPhone\n\n> {_WROTE}\n> \n{quoted(HUB_TEXT)}", label="us-ascii"),
        boundary="Apple-Mail-77",
    )  # fmt: skip
    signed = {
        "english": ("Got it", "Sent from my iPhone", _WROTE),
        "french": ("Bien reçu", "Envoyé de mon iPhone",
                   "Le 23 nov. 2026 à 09:12, Sample hub <reply+k3x9q2@hub.example> a écrit :"),
        "spanish": ("Recibido", "Enviado desde mi iPhone",
                    "El 23 nov 2026, a la(s) 9:12 a. m., Sample hub <reply+k3x9q2@hub.example> escribió:"),
        "german": ("Angekommen", "Von meinem iPhone gesendet",
                   "Am 23.11.2026 um 09:12 schrieb Sample hub <reply+k3x9q2@hub.example>:"),
        "japanese": ("届きました", "iPhoneから送信",
                     "2026/11/23 9:12、Sample hub <reply+k3x9q2@hub.example>のメール:"),
        "chinese": ("收到", "发自我的iPhone", "在 2026年11月23日，09:12，Sample hub <reply+k3x9q2@hub.example> 写道："),
        "vietnamese": ("Đã nhận", "Đã gửi từ iPhone của tôi",
                       "Vào 09:12, 23 thg 11, 2026, Sample hub <reply+k3x9q2@hub.example> đã viết:"),
    }  # fmt: skip
    return [
        Case(f"iphone-{name}", plain(f"{text}\n\n{sent}\n\n> {line}\n> \n{quoted(HUB_TEXT, '> ')}"), text)
        for name, (text, sent, line) in signed.items()
    ] + [
        Case("iphone-photo", letter(photo), "The board from today.", attachments=("IMG_0420.jpg*",)),
        Case("iphone-its-own-words", plain("Sent from my iPhone, the CSV looks broken:\nthe first column is missing."),
             "Sent from my iPhone, the CSV looks broken:\nthe first column is missing."),
    ]  # fmt: skip


def _thunderbird() -> list[Case]:
    flowed = "The columns are renamed, and the old names stay in the dictionary as \naliases for a year.\n\n  indented\n \n> x\n"
    delsp = "資料字典已經 \n更新了。\n\nOn 11/23/26 9:12 AM, Sample hub wrote:\n>\n> 短い \n> 行\n"
    cite = '<div class="moz-cite-prefix">On 11/23/26 09:12, Sample hub wrote:<br></div><blockquote type="cite" cite="mid:x">'
    return [
        Case(
            "thunderbird-bottom-signature",
            plain(
                f"On 11/23/26 09:12, Sample hub wrote:\n{quoted(HUB_TEXT)}\n\nBoth, please.\n\nAna\n\n-- \nAna Reyes\n"
                "Water Resources\n"
            ),
            "Both, please.\n\nAna",
        ),
        Case(
            "thunderbird-inline",
            plain(
                "Hello,\n\nOn 11/23/26 09:12, Sample hub wrote:\n> We moved to snake_case in May;\nSo did we.\n"
                "> the dictionary template\n> has both.\nWhich version?\n\n-- \nAna\n"
            ),
            "Hello,\n\n> We moved to snake_case in May;\n\nSo did we.\n\n> the dictionary template\n> has both.\n\n"
            "Which version?",
        ),
        Case(
            "thunderbird-flowed",
            letter(part("text/plain; format=flowed", flowed)),
            "The columns are renamed, and the old names stay in the dictionary as aliases for a year.\n\n indented\n\n> x",
        ),
        Case("thunderbird-flowed-delsp", letter(part("text/plain; format=flowed; delsp=yes", delsp)), "資料字典已經更新了。"),
        Case(
            "thunderbird-html-only",
            page(
                f"<html><body><p>Ja, <strong>beide</strong>.</p>{cite}{HUB_PAGE}</blockquote><br>"
                '<div class="moz-signature">-- <br>Ana Reyes</div></body></html>'
            ),
            "Ja, **beide**.",
        ),
        Case(
            "thunderbird-bottom-html-only",
            page(f"<html><body>{cite}{HUB_PAGE}</blockquote><p>Below, as I like it.</p></body></html>"),
            "Below, as I like it.",
        ),
        Case("thunderbird-german", plain(f"Ja.\n\nAm 23.11.26 um 09:12 schrieb Sample hub:\n{quoted(HUB_TEXT)}\n"), "Ja."),
        Case(
            "thunderbird-forward",
            plain(
                "From the vendor.\n\n-------- Forwarded Message --------\nSubject: \tExport\nDate: \tFri, 20 Nov 2026 "
                "16:02:10 -0800\nFrom: \tLee Park <lee@vendor.example>\nTo: \tAna Reyes\n\nZeros are kept.\n",
                subject="Fwd: Export",
                answers="",
            ),
            "From the vendor.\n\n-------- Forwarded Message --------\nSubject: \tExport\nDate: \tFri, 20 Nov 2026 "
            "16:02:10 -0800\nFrom: \tLee Park <lee@vendor.example>\nTo: \tAna Reyes\n\nZeros are kept.",
        ),
    ]  # fmt: skip


def _yahoo_and_notes() -> list[Case]:
    yahoo = (
        '<html><body><div class="ydp1yahoo-style-wrap"><div dir="ltr">I can join on Thursday.</div></div>'
        '<div id="yahoo_quoted_4411" class="yahoo_quoted"><div>On Monday, November 23, 2026 at 09:12:00 AM PST, Sample hub '
        f"&lt;reply+k3x9q2@hub.example&gt; wrote: </div><div>{HUB_PAGE}</div></div></body></html>"
    )
    unmarked = (
        " I can join on Thursday.\n    On Monday, November 23, 2026 at 09:12:00 AM PST, Sample hub "
        f"<reply+k3x9q2@hub.example> wrote:  \n \n {HUB_TEXT}\n  "
    )
    notes = (
        "Agreed, thanks.\n\nMina\n\n\n\nFrom:\tSample hub <reply+k3x9q2@hub.example>\nTo:\tMina Ortiz/HCD@HCD\n"
        f"Date:\t11/23/2026 09:12 AM\nSubject:\tColumn names in snake case?\n\n\n\n{HUB_TEXT}"
    )
    inotes = (
        'Agreed, thanks.\n\n-----"Sample hub" <reply+k3x9q2@hub.example> wrote: -----\nTo: Mina Ortiz/HCD@HCD\n'
        f"From: Sample hub <reply+k3x9q2@hub.example>\nDate: 11/23/2026 09:12AM\nSubject: Column names\n\n{HUB_TEXT}"
    )
    return [
        Case("yahoo-html-only", page(yahoo), "I can join on Thursday."),
        Case("yahoo-plain-unmarked", plain(unmarked), "I can join on Thursday."),
        Case(
            "yahoo-android",
            plain(
                "Yes!\n\nSent from Yahoo Mail on Android \n \n  On Mon, Nov 23, 2026 at 9:12 AM, Sample hub"
                f"<reply+k3x9q2@hub.example> wrote:   {HUB_TEXT}"
            ),
            "Yes!",
        ),
        Case(
            "notes-headers",
            plain(notes, sender="Mina Ortiz/HCD <mina.ortiz@housing.example>"),
            "Agreed, thanks.\n\nMina",
        ),
        Case("notes-web", plain(inotes), "Agreed, thanks."),
    ]


def _further() -> list[Case]:
    hub = "Sample hub <reply+k3x9q2@hub.example>"
    block = "From: {0}\nDate: 11/23/26 9:12 AM (GMT-08:00)\nTo: ana.reyes@water.example\nSubject: Column names\n\n{1}"
    notes = "Hm.\nsigned, Ana\n\n--\nThat was the first half. Here is the second one.\nIt has two sentences."
    phone = (
        '<html><body dir="auto">Got it<br id="lineBreakAtBeginningOfSignature"><div dir="ltr">Sent from my iPhone</div>'
        f'<div dir="ltr"><br><blockquote type="cite">On Nov 23, 2026, at 9:12 AM, {hub.replace("<", "&lt;")} wrote:<br><br>'
        f'</blockquote></div><blockquote type="cite"><div dir="ltr">{HUB_PAGE}</div></blockquote></body></html>'
    )
    return [
        Case("iphone-html-only", page(phone), "Got it"),
        Case("samsung-top", plain(f"Yes to both.\n\n\nSent via the Samsung Galaxy S24, an AT&T 5G smartphone\n\n\n"
                                  f"-------- Original message --------\n{block.format(hub, HUB_TEXT)}"), "Yes to both."),
        Case("zoho-top", plain("Yes to both.\n\n\n---- On Mon, 23 Nov 2026 09:12:00 -0800 Sample hub "
                               f"<reply+k3x9q2@hub.example> wrote ----\n\n{HUB_TEXT}"), "Yes to both."),
        Case("qq-top", plain("收到，谢谢。\n\n\n------------------&nbsp;原始邮件&nbsp;------------------\n发件人: \"hub\" <r@hub.example>;"
                             f"\n发送时间: 2026年11月23日(星期一) 上午9:12\n收件人: \"Ana\";\n主题: Re: 列名\n\n{HUB_TEXT}"
                             .replace("&nbsp;", "\xa0")), "收到，谢谢。"),
        Case("netease-top", plain(f"收到。\n\nAt 2026-11-23 09:12:00, \"Sample hub\" <r@hub.example> wrote:\n{quoted(HUB_TEXT)}"),
             "收到。"),
        Case("proton-top", plain(f"Agreed.\n\nSent with [Proton Mail](https://proton.me/mail/home) secure email.\n\n"
                                 f"On Monday, November 23rd, 2026 at 9:12 AM, {hub} wrote:\n\n{quoted(HUB_TEXT)}"), "Agreed."),
        Case("gmail-web-three-lines",
             plain("We meet.\nOn Mon, Nov 23, 2026 at 9:12 AM Ana Maria de los Angeles Reyes via Data\nstandards and "
                   f"quality work group <\nreply+k3x9q2@hub.example> wrote:\n\n{quoted(HUB_TEXT)}"), "We meet."),
        Case("gmail-web-date-above",
             plain(f"On Nov 20, 2026 we met.\nOn Mon, Nov 23, 2026 at 9:12 AM {hub}\nwrote:\n\n{quoted(HUB_TEXT)}"),
             "On Nov 20, 2026 we met."),
        Case("outlook-mac-top", plain(f"Fine.\n\n{block.format(hub, HUB_TEXT)}"), "Fine."),
        Case("outlook-desktop-marked", plain("-----Original Message-----\n" + block.format(hub, "> one\n\nFirst.\n\n> two\n"
                                             "\nSecond.\n")), "> one\n\nFirst.\n\n> two\n\nSecond."),
        Case("mutt-own-dashes", plain(notes), notes),
        Case("mutt-own-date", plain("On November 20, 2026 Ana wrote:\n\n    drop the column\n\nand I disagree."),
             "On November 20, 2026 Ana wrote:\n\n    drop the column\n\nand I disagree."),
        Case("mutt-own-quote-and-the-hubs",
             plain(f"> a rule\n\nWe follow it.\n\nOn Mon, Nov 23, 2026 at 09:12:00AM -0800, hub wrote:\n{quoted(HUB_TEXT)}\n"),
             "> a rule\n\nWe follow it."),
        Case("mutt-delimiter-without-space", plain("Fine.\n\n--\nLuis Ortega\nState Parks\n"), "Fine."),
        Case("mutt-date-alone", plain("Fine.\n\nOn July 28, 2026, Ana Reyes wrote:\n> the old letter\n"), "Fine."),
        Case("hotmail-marked-headers", plain("Fine.\n\n> Subject: Names\n> From: r@hub.example\n> To: Ana\n> Date: Mon, 2 Apr "
                                             "2026 17:44:22 +0400\n>\n> old\n"), "Fine."),
        Case("hotmail-html-only", page("<div dir='ltr'>Fine.<div><br></div><div>Ana<br><br><div><hr id='stopSpelling'>Date: Thu, "
                                       "26 Nov 2026 13:53:45<br>Subject: Names<br>From: r@hub.example<br>To: Ana<br><br>old</div>"
                                       "</div></div>"), "Fine.\n\nAna"),
        Case("blackberry-unmarked", plain(f"Fine.\n\nSample hub <reply+k3x9q2@hub.example> wrote:\n\n{HUB_TEXT}"), "Fine."),
        Case("gmail-android-broken-lines",
             plain("Fine.\n\nOn Sep 21, 2026 3:18 PM, \"hub\" <r@hub.example> wrote:\n> Pitchfork occupied the vegan library, "
                   "and the dictionary came out\nanew, in two volumes.\n> The end.\n"), "Fine."),
        Case("thunderbird-german-two-lines",
             plain(f"Ja.\n\nSample hub <r@hub.example> schrieb am\nFr., 20. Nov. 2026 um 11:53 Uhr:\n\n{quoted(HUB_TEXT)}"),
             "Ja."),
        Case("seal-pgp-clear", plain("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\nFine.\n- -- one dash line\n"
                                     "-----BEGIN PGP SIGNATURE-----\n\niQ==\n-----END PGP SIGNATURE-----\n"),
             "Fine.\n-- one dash line"),
        Case("seal-pgp-in-the-text", plain("-----BEGIN PGP MESSAGE-----\n\nhQ==\n-----END PGP MESSAGE-----\n"),
             kind="unreadable"),
    ]  # fmt: skip


def _terminal() -> list[Case]:
    own = (
        "On Monday Ana wrote:\n\n    name the columns by hand\n\nFrom: and To: are the two columns I mean.\n\n"
        "> a rule I quote on purpose\nand my answer to it.\n\nBest regards,\nLuis"
    )
    table = "| a | b |\n|---|---|\n| 1 | 2 |\n\n---\n\n- one\n- two\n\nTitle\n--\n\n__________\n\nafter the rule"
    muttered = "On Mon, Nov 23, 2026 at 09:12:00AM -0800, Sample hub wrote:"
    return [
        Case("mutt-inline", plain(f"{muttered}\n> one\n\n1st\n\n> two\n> three\n\n2nd\n\n-- \nLuis\n"),
             "> one\n\n1st\n\n> two\n> three\n\n2nd"),
        Case("mutt-own-words", plain(own), own.replace("purpose\nand", "purpose\n\nand")),
        Case("mutt-own-markdown", plain(table), table),
        Case("mutt-own-quote-at-end", plain("The policy says:\n\n> Publish within thirty days.\n> No exceptions."),
             "The policy says:\n\n> Publish within thirty days.\n> No exceptions."),
        Case("mutt-quote-marked-twice", plain(f"Fine.\n\n{muttered}\n>> old\n> new\n"), "Fine."),
        Case("mutt-unknown-announcement", plain(f"Fine.\n\nSample hub sagte:\n{quoted(HUB_TEXT)}\n"),
             "Fine.\n\nSample hub sagte:"),
        Case("mutt-unmarked-reply-line", plain(f"Kyllä.\n\nSample hub kirjoitti 23.11.2026 klo 9.12:\n\n{HUB_TEXT}\n"),
             "Kyllä."),
        Case("mutt-speaks-of-the-line", plain("What is it for?\n\nEach mail has\n\n-- Reply above this line --\n\nat its top."),
             "What is it for?\n\nEach mail has\n\n-- Reply above this line --\n\nat its top."),
        Case("mutt-footer-of-the-server",
             plain(f"Fine.\n\n{muttered}\n{quoted(HUB_TEXT)}\n\nCONFIDENTIALITY NOTICE: This message is for its reader.\n"),
             "Fine.\n\nCONFIDENTIALITY NOTICE: This message is for its reader."),
        Case("mutt-footer-behind-signature", plain("Fine.\n\n-- \nLuis\n\nCONFIDENTIALITY NOTICE: secret.\n"), "Fine."),
        Case("mutt-two-announcements",
             plain(f"{muttered}\n> one\n\nYes.\n\nOn Mon, Nov 23, 2026 at 10:00:00AM -0800, Ana Reyes wrote:\n> two\n\nNo.\n"),
             "> one\n\nYes.\n\n> two\n\nNo."),
        Case("k9-top", plain(f"Sí, los dos.\n\nOn 23 November 2026 09:12:00 GMT-08:00, Sample hub <reply+k3x9q2@hub.example> "
                             f"wrote:\n{quoted(HUB_TEXT, '>')}\n-- \nSent from my Android device with K-9 Mail. "
                             "Please excuse my brevity.\n"), "Sí, los dos."),
        Case("k9-sent-from", plain("Sí.\n\nSent from my Android device with K-9 Mail. Please excuse my brevity."), "Sí."),
        Case("k9-html-only",
             page("<html><body>Ja.<br><br><div class=\"gmail_quote\">On November 23, 2026 9:12:00 AM PST, Sample hub "
                  "&lt;reply+k3x9q2@hub.example&gt; wrote:<blockquote class=\"gmail_quote\">" + HUB_PAGE
                  + "</blockquote></div><br>-- <br>Sent from my Android device with K-9 Mail.</body></html>"), "Ja."),
    ]  # fmt: skip


CASES = [*_apple(), *_iphone(), *_thunderbird(), *_yahoo_and_notes(), *_further(), *_terminal()]
