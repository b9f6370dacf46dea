"""What machines send, and what they put beside people's words: files, seals, calendars, absences, reports."""

# ruff: noqa: E501  lines of letters are as long as they are
from __future__ import annotations

import binascii

from .writing import HUB_TEXT, Case, letter, multi, page, part, plain, quoted

_DAEMON = "Mail Delivery System <MAILER-DAEMON@mx.water.example>"
_BACK = "Return-Path: <>"
_RETURNED = "Message-ID: <digest.77@hub.example>\nFrom: Sample hub <news@hub.example>\nSubject: Your week\n"


def _attached(name: str, kind: str, data: bytes) -> bytes:
    return part(f"{kind}; name={name}", data, f'Content-Disposition: attachment; filename="{name}"', by="base64")


def _mixed(*parts: bytes, kind: str = "mixed", more: str = "", **headers: str) -> bytes:
    return letter(multi(kind, *parts, boundary="----=_parts", more=more), **headers)


def _files() -> list[Case]:
    words = part("text/plain", "Here it is.")
    lines = [binascii.b2a_uu(b"gauge_id,stage\n1,2.5\n").decode()]
    uu = "Here it is.\n\nbegin 644 gauges.csv\n" + "".join(lines) + "`\nend\n\nbegin with the gauge.\n"
    inner = plain("Inner words", subject="Export, again", sender="Lee Park <lee@vendor.example>")
    invitation = "BEGIN:VCALENDAR\nMETHOD:REQUEST\nEND:VCALENDAR\n"
    return [
        Case("file-csv", _mixed(words, _attached("gauges.csv", "text/csv", b"a,b\n1,2\n")), "Here it is.",
             attachments=("gauges.csv",)),
        Case("file-text-attached", _mixed(words, _attached("notes.txt", "text/plain", b"not the answer")), "Here it is.",
             attachments=("notes.txt",)),
        Case("file-without-name", _mixed(words, part("application/pdf", b"%PDF-1.4", by="base64")), "Here it is.",
             attachments=("file-1.pdf",)),
        Case("file-uuencoded", plain(uu), "Here it is.\n\nbegin with the gauge.", attachments=("gauges.csv",)),
        Case("file-letter", _mixed(words, b"Content-Type: message/rfc822\n\n" + inner), "Here it is.",
             attachments=("Export, again.eml",)),
        Case("file-winmail", _mixed(words, _attached("winmail.dat", "application/ms-tnef", b"x\x9f>\x22")), "Here it is."),
        Case("file-invitation", _mixed(words, part("text/calendar; method=REQUEST", invitation),
                                       _attached("invite.ics", "application/ics", invitation.encode())), "Here it is."),
        Case("seal-smime-signed", _mixed(words, _attached("smime.p7s", "application/pkcs7-signature", b"0\x82"),
                                         kind="signed"), "Here it is."),
        Case("seal-pgp-signed",
             _mixed(words, part("application/pgp-signature; name=signature.asc", "-----BEGIN PGP SIGNATURE-----\n"),
                    kind="signed"), "Here it is."),
        Case("seal-smime-encrypted", letter(_attached("smime.p7m", "application/pkcs7-mime; smime-type=enveloped-data",
                                                      b"0\x82")), kind="unreadable"),
        Case("seal-pgp-encrypted", _mixed(part("application/pgp-encrypted", "Version: 1\n"),
                                          part("application/octet-stream", b"-----BEGIN PGP MESSAGE-----\n"),
                                          kind="encrypted"), kind="unreadable"),
        Case("file-alone", _mixed(_attached("gauges.csv", "text/csv", b"a,b\n")), kind="unreadable"),
    ]  # fmt: skip


def _automatic() -> list[Case]:
    away = "I am out of the office until Monday, November 30. Urgent: data-office@water.example."
    receipt = multi(
        "report",
        part("text/plain", "Your message was displayed."),
        b"Content-Type: message/disposition-notification\n\nFinal-Recipient: rfc822;ana.reyes@water.example\n"
        b"Original-Message-ID: <digest.77@hub.example>\nDisposition: manual-action/MDN-sent-manually; displayed\n",
        boundary="mdn",
        more='; report-type="disposition-notification"',
    )
    complaint = multi(
        "report",
        part("text/plain", "This is an email abuse report."),
        b"Content-Type: message/feedback-report\n\nFeedback-Type: abuse\nUser-Agent: SomeGenerator/1.0\nVersion: 1\n",
        b"Content-Type: message/rfc822\n\n" + _RETURNED.encode() + b"\nbody\n",
        boundary="arf",
        more="; report-type=feedback-report",
    )
    accepted = multi(
        "alternative",
        part("text/plain", "Accepted"),
        part("text/calendar; method=REPLY", "BEGIN:VCALENDAR\nMETHOD:REPLY\nEND:VCALENDAR\n"),
        boundary="cal",
    )
    many_hops = [f"Received: from mx{n}.water.example by mx{n + 1}.water.example; Mon, 23 Nov 2026" for n in range(40)]
    named = {
        "exchange": (["Auto-Submitted: auto-generated", "X-Auto-Response-Suppress: All"], "Automatic reply: Your week",
                     "Auto-Submitted: auto-generated"),
        "gmail": (["Precedence: bulk", "X-Autoreply: yes"], "Out of office Re: Your week", "Precedence: bulk"),
        "no-submitted": (["X-Auto-Response-Suppress: OOF"], "Your week", "X-Auto-Response-Suppress"),
        "list": (["List-Id: <water.lists.example>"], "[water] hello", "List-Id"),
        "junk": (["Precedence: auto_reply"], "x", "Precedence: auto_reply"),
        "return-path": ([_BACK], "x", "Return-Path: <>"),
        "subject-and-hint": (["X-MS-Exchange-Inbox-Rules-Loop: ana@water.example"], "自动回复: Your week",
                             "vacation subject and X-MS-Exchange-Inbox-Rules-Loop"),
        "hops": (many_hops, "x", "too many hops"),
        "delivered-twice": (["Delivered-To: a@hub.example", "Delivered-To: A@hub.example"], "x",
                            "delivered twice to one address"),
    }  # fmt: skip
    return [
        Case(f"automatic-{name}", plain(away, *lines, subject=subject), away, kind="automatic",
             fields={"automatic_reason": reason})
        for name, (lines, subject, reason) in named.items()
    ] + [
        Case("automatic-read-receipt", letter(receipt, sender="Ana <ana.reyes@water.example>"),
             "Your message was displayed.", kind="automatic", fields={"automatic_reason": "read receipt"}),
        Case("automatic-complaint", letter(complaint), "This is an email abuse report.", kind="automatic",
             fields={"automatic_reason": "feedback report"}),
        Case("automatic-calendar", letter(accepted), "Accepted", kind="automatic",
             fields={"automatic_reason": "calendar reply"}),
        Case("reply-about-an-absence", plain("I was out of the office. Here is my answer.", "Auto-Submitted: no",
                                             subject="Re: Out of office"), "I was out of the office. Here is my answer."),
    ]  # fmt: skip


def _report(human: str, block: str, returned: str = _RETURNED, kind: str = "text/rfc822-headers") -> bytes:
    body = multi(
        "report",
        part("text/plain", human),
        f"Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.water.example\n\n{block}".encode(),
        *([f"Content-Type: {kind}\n\n{returned}".encode()] if returned else []),
        boundary="dsn",
        more="; report-type=delivery-status",
    )
    return letter(body, _BACK, "Auto-Submitted: auto-replied", sender=_DAEMON, subject="Undelivered Mail", answers="")


def _bounce(name: str, raw: bytes, text: str, **fields: object) -> Case:
    known = {"action": "failed", "original_message_id": "<digest.77@hub.example>"} | fields
    return Case(
        f"bounce-{name}", raw, text, kind="bounce", fields={f"bounce.{key}": each for key, each in known.items()}
    )


def _reports() -> list[Case]:
    lost = "ana.reyes@water.example"
    return [
        _bounce(
            "postfix-hard",
            _report("I'm sorry to have to inform you", f"Final-Recipient: rfc822; {lost}\nAction: failed\nStatus: 5.1.1\n"
                    "Diagnostic-Code: smtp; 550 5.1.1 <x>: Recipient address\n    rejected: User unknown\n"),
            "I'm sorry to have to inform you", status="5.1.1", final_recipient=lost, is_hard=True,
            diagnostic="550 5.1.1 <x>: Recipient address rejected: User unknown",
        ),
        _bounce(
            "postfix-delayed",
            _report("Your message could not be delivered for 4 hours.", f"Final-Recipient: rfc822; {lost}\nAction: delayed\n"
                    "Status: 4.4.1\nDiagnostic-Code: X-Postfix; connect to mx: timed out\n"),
            "Your message could not be delivered for 4 hours.", action="delayed", status="4.4.1", final_recipient=lost,
            is_hard=False, diagnostic="connect to mx: timed out",
        ),
        _bounce(
            "exchange-hard",
            _report("Delivery has failed to these recipients or groups", "Final-Recipient: rfc822;Ana.Reyes@water.example\n"
                    "Action: failed\nStatus: 5.1.10\nDiagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound\n",
                    _RETURNED + "\nYour week\n", "message/rfc822"),
            "Delivery has failed to these recipients or groups", status="5.1.10", final_recipient=lost, is_hard=True,
            diagnostic="550 5.1.10 RESOLVER.ADR.RecipientNotFound",
        ),
        _bounce(
            "gmail-hard",
            _report("** Address not found **", f"Final-Recipient: rfc822; {lost}\nAction: failed\nStatus: 5.1.1\n"
                    "Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist.\n",
                    _RETURNED, "message/rfc822"),
            "** Address not found **", status="5.1.1", final_recipient=lost, is_hard=True,
            diagnostic="550-5.1.1 The email account that you tried to reach does not exist.",
        ),
    ]  # fmt: skip


def _other_reports() -> list[Case]:
    lost = "ana.reyes@water.example"
    return [
        _bounce(
            "mailbox-full",
            _report("full", f"Final-Recipient: rfc822; {lost}\nAction: failed\nStatus: 5.2.2\n"
                    "Diagnostic-Code: smtp; 552 5.2.2 Over quota\n"),
            "full", status="5.2.2", final_recipient=lost, is_hard=False, diagnostic="552 5.2.2 Over quota",
        ),
        _bounce(
            "given-up",
            _report("expired", f"Final-Recipient: rfc822; {lost}\nAction: failed\nStatus: 4.4.7\n", ""),
            "expired", status="4.4.7", final_recipient=lost, is_hard=False, diagnostic="", original_message_id="",
        ),
        _bounce(
            "two-recipients",
            _report("two", "Final-Recipient: rfc822; slow@water.example\nAction: delayed\nStatus: 4.2.0\n\n"
                    f"Original-Recipient: rfc822;{lost}\nAction: failed\nStatus: 5.1.1\n"),
            "two", status="5.1.1", final_recipient=lost, is_hard=True, diagnostic="",
        ),
        _bounce(
            "utf-8",
            _report("x y", "Final-Recipient: rfc822; x@y.example\nAction: failed\nStatus: 5.1.1\n").replace(
                b"message/delivery-status", b"message/global-delivery-status"),
            "x y", status="5.1.1", final_recipient="x@y.example", is_hard=True, diagnostic="",
        ),
        Case("automatic-delivered",
             _report("It arrived.", f"Final-Recipient: rfc822; {lost}\nAction: delivered\nStatus: 2.0.0\n"), "It arrived.",
             kind="automatic", fields={"bounce": None}),
        *_unstructured(lost),
    ]  # fmt: skip


def _unstructured(lost: str) -> list[Case]:
    qmail = (
        "Hi. This is the qmail-send program at mx.water.example.\nI'm afraid I wasn't able to deliver your message to the "
        "following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n"
    )
    hard = f"{qmail}<{lost}>:\nSorry, no mailbox here by that name. (#5.1.1)"
    soft = f"{qmail}<{lost}>:\n192.0.2.5 does not like recipient.\nI'm not going to try again; too long in the queue. (#4.4.7)"
    copy = f"\n\n--- Below this line is a copy of the message.\n\nReturn-Path: <news@hub.example>\n{_RETURNED}\nYour week\n"
    exchange = (
        f"Your message\n\n  To:      {lost}\n  Subject: Your week\n  Sent:    Mon, 23 Nov 2026\n\ndid not reach the following "
        f"recipient(s):\n\n{lost} on Mon, 23 Nov 2026 09:12:00 -0800\n    The recipient name is not recognized\n"
        "    <mx.water.example #5.1.1>"
    )
    exim = (
        "This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered "
        f"to one or more of its\nrecipients.\n\n  {lost}\n    host mx.water.example: 550 unrouteable address"
    )
    exim_copy = f"\n\n------ This is a copy of the message, including all the headers. ------\n\n{_RETURNED}\n"
    postfix = (
        "This is the mail system at host mx.water.example.\n\nI'm sorry to have to inform you that your message could not\n"
        f"be delivered.\n\n<{lost}>: host mx said: 550 5.7.1 Relaying denied (in reply to RCPT TO\n    command)"
    )
    some = {"sender": _DAEMON, "answers": "", "subject": "failure notice"}
    return [
        _bounce("qmail-hard", plain(hard + copy, _BACK, **some), (hard + copy).strip(), status="5.1.1", is_hard=True,
                final_recipient=lost, diagnostic="Sorry, no mailbox here by that name. (#5.1.1)"),
        _bounce("qmail-given-up", plain(soft + copy, _BACK, **some), (soft + copy).strip(), status="4.4.7", is_hard=False,
                final_recipient=lost, diagnostic="I'm not going to try again; too long in the queue. (#4.4.7)"),
        _bounce("exchange-old", plain(exchange, sender="System Administrator <postmaster@water.example>"), exchange,
                status="5.1.1", is_hard=True, final_recipient=lost, original_message_id="",
                diagnostic="<mx.water.example #5.1.1>"),
        _bounce("exim", plain(exim + exim_copy, f"X-Failed-Recipients: {lost}", **some), (exim + exim_copy).strip(),
                status="5.0.0", is_hard=True, final_recipient=lost,
                diagnostic="host mx.water.example: 550 unrouteable address"),
        _bounce("postfix-text", plain(postfix, _BACK, **some), postfix, status="5.7.1", is_hard=True, final_recipient=lost,
                original_message_id="", diagnostic=f"<{lost}>: host mx said: 550 5.7.1 Relaying denied (in reply to RCPT TO"),
        Case("reply-about-a-bounce", plain("It said: this is the qmail-send program, 550 5.1.1, and my mail came back."),
             "It said: this is the qmail-send program, 550 5.1.1, and my mail came back."),
    ]  # fmt: skip


def _empties() -> list[Case]:
    wrote = "On Mon, Nov 23, 2026 at 9:12 AM Sample hub <reply+k3x9q2@hub.example> wrote:"
    twice = "Delivered twice, posted once."
    hops = "Received: from a.example by b.example; Mon, 23 Nov 2026 09:4{0}:00 -0800"
    return [
        Case("empty-reply", plain(f"\n\n{wrote}\n{quoted(HUB_TEXT)}\n")),
        Case("empty-text", plain("")),
        Case("empty-page", page("<html><body><div><br></div></body></html>")),
        Case("empty-only-signature", plain("\n-- \nAna Reyes\nWater Resources\n")),
        Case("empty-only-phone", plain("\nSent from my Galaxy S24\n")),
        Case("empty-only-quotes", plain(quoted("all of it\n\nis quoted"))),
        Case("duplicate-first", plain(twice, hops.format(1), message_id=None), twice),
        Case("duplicate-second", plain(twice, hops.format(2), message_id=None), twice),
    ]


CASES = [*_files(), *_automatic(), *_reports(), *_other_reports(), *_empties()]
