"""Letters that say a letter of ours did not arrive: reports of RFC 3464, and what qmail, Exchange and others write."""

from __future__ import annotations

import re
from email.message import Message

from .headers import addresses_in, headers_of_text, ids_in, line_of, words
from .letters import BounceReport
from .parts import Contents, headers_of

_STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
_CODE = re.compile(r"(?<![\d.])([45])\d\d(?=[ -])")
_FULL = re.compile(r"\b5\.2\.2\b|mailbox (?:is )?full|over\s?quota|quota exceeded|exceeded .{0,30}quota|storage", re.I)
_GIVEN_UP = re.compile(r"\bwill be retried|delayed|still trying|not (?:yet )?been delivered|temporar", re.IGNORECASE)
_SENDERS = re.compile(r"(?:mailer-daemon|postmaster|mdaemon|mail-daemon)@|\bmailer-daemon\b", re.IGNORECASE)
# What a program writes at the head of a report without structure, and where the returned letter begins below it.
_HEADS = re.compile(
    r"this is the qmail-send program|did not reach the following recipient|delivery has failed to these recipients|"
    r"this is the (?:postfix program|mail system) at host|created automatically by mail delivery software|"
    r"could not be delivered to|undeliver(?:able|ed) mail|wasn't delivered to|the following address(?:es)? had",
    re.IGNORECASE,
)
_RETURNED = re.compile(
    r"^-{2,} ?(?:below this line is a copy of the message|this is a copy of the message|original message|"
    r"returned message|the header of the original|.{0,20}message header)|^original message headers:|"
    r"^-+ this is a copy of|^received: ",
    re.IGNORECASE | re.MULTILINE,
)
_RECIPIENT = re.compile(r"<?([^\s<>()\[\],;:\"]{1,64}@[^\s<>()\[\],;:\"@]{1,253})>?")
_LONGEST = 50_000


def bounce_of(contents: Contents, text: str) -> BounceReport | None:
    """The report in the letter, about the recipient that failed the hardest; None when it is none.

    `text` is all that the letter says.
    """
    blocks = [block for block in contents.reports if "action" in block or "status" in block]
    if blocks and contents.root.get_content_type() == "multipart/report":
        found = [_from_block(block, contents.returned) for block in blocks]
        lost = [report for report in found if report.action in ("failed", "delayed")]
        return min(lost, key=lambda report: (not report.is_hard, report.action != "failed"), default=None)
    if contents.root.get_content_type() == "multipart/report" and not contents.reports:
        return None  # of another kind: a read receipt, a feedback report
    return _from_text(contents, text[:_LONGEST])


def _from_block(block: Message, returned: str) -> BounceReport:
    def field(name: str) -> str:
        return words(" ".join(headers_of(block, name)[:1]))

    recipient = addresses_in([field("Final-Recipient") or field("Original-Recipient")])
    status, action = _STATUS.search(field("Status")), re.match(r"[A-Za-z]+", field("Action"))
    diagnostic = re.sub(r"^\s*(?:smtp|x-[\w-]+)\s*;\s*", "", field("Diagnostic-Code"), flags=re.IGNORECASE)
    return _report(
        action=action[0].lower() if action else "failed",
        status=status[0] if status else "",
        final_recipient=recipient[0] if recipient else "",
        diagnostic=diagnostic,
        returned=returned,
    )


def _from_text(contents: Contents, text: str) -> BounceReport | None:
    failed = addresses_in(headers_of(contents.root, "X-Failed-Recipients"))
    came_back = any(value.strip() == "<>" for value in headers_of(contents.root, "Return-Path"))
    by_machine = bool(_SENDERS.search(" ".join(headers_of(contents.root, "From"))))
    head = _HEADS.search(text)
    if not failed and not ((came_back or by_machine) and head):
        return None
    below = _RETURNED.search(text, head.end() if head else 0)
    said = text[head.end() if head else 0 : below.start() if below else len(text)]
    recipient = failed[0] if failed else next((match[1].lower() for match in _RECIPIENT.finditer(said)), "")
    status, code = _STATUS.search(said), _CODE.search(said)
    return _report(
        action="delayed" if _GIVEN_UP.search(text[:500]) else "failed",
        status=status[0] if status else f"{code[1]}.0.0" if code else "5.0.0" if failed or not head else "",
        final_recipient=recipient,
        diagnostic=_diagnostic(said),
        returned=contents.returned or (text[below.start() :] if below else ""),
    )


def _diagnostic(said: str) -> str:
    lines = [" ".join(line.split()) for line in said.splitlines()]
    for line in lines:
        if _STATUS.search(line) or _CODE.search(line):
            return line_of(line)
    return line_of(next((line for line in reversed(lines) if line), ""))


def _report(*, action: str, status: str, final_recipient: str, diagnostic: str, returned: str) -> BounceReport:
    is_lasting = action == "failed" and (not status or status.startswith("5"))
    ids = ids_in(headers_of_text(returned, "message-id"))
    return BounceReport(
        action=action,
        status=status,
        final_recipient=final_recipient,
        diagnostic=diagnostic,
        original_message_id=ids[0] if ids else "",
        is_hard=is_lasting and not _FULL.search(f"{status} {diagnostic}"),
    )
