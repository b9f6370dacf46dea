"""The lines that programs put above what they quote, and how to tell them from what a person wrote."""

from __future__ import annotations

import re
from enum import Enum

REPLY_LINE = "-- Reply above this line --"
REPLY_LINES = (REPLY_LINE,)  # and its translations, once the hub speaks other languages

CLIENT_QUOTE = "\ue0f1"  # stands alone on a line above what markup says is a quote; letters can't hold it

_WROTE = re.compile(
    r"\bwr(?:ote|ites)\b|\bescribió\b|\bschrieb\b|\ba écrit\b|\bha scritto\b|\bescreveu\b|\bschreef\b|\bgeschreven\b|"
    r"\bskrev\b|\bnapisa[łol]|\bnapsal|\bпиш[еу]|\bнаписа|\bkirjoitti\b|\bírta\b|\byazdı\b|\ba scris\b|έγραψε|"
    r"\bva escriure\b|كتب|نوشت|כתב|ने लिखा|\bmenulis\b|เขียน|写道|寫道|のメール|書きました|작성|"
    r"\bisinulat ni\b|\bsinulat ni\b|\bsumulat\b|\bđã viết\b",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"(?:On|At|El|Am|Le|Il|Op|Em|Den|Dnia|Noong|Vào|Ngày|Lúc)\s|[在于於]|\d{1,4}[./年-]\s?\d|\w{2,4}[.,]{1,2} \d",
)
_ADDRESS = re.compile(r"\S@\S+\.\S")
_TIME = re.compile(r"\d{1,2}[:時时]\d{2}|(?<![\d.])\d{1,2}\.\d{2}(?![\d.])(?!\s*\d)|\d{1,2}\s?[時h]\b")
_YEAR = re.compile(r"\b(?:19|20)\d{2}(?!\d)|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b")
_UNENDED = re.compile(r"[写寫]道$|^\d{4}[-/]\d{1,2}[-/]\d{1,2} .{0,100}<\S+@\S+>$")  # they end without a colon
_NAMES_AND_SAYS = re.compile(r"<\S+@\S+>\W{0,3}(?:wrote|escribió|schrieb|a écrit|ha scritto|escreveu)\s*:$")
_ENDS = re.compile(r"[:：][\s*_]*$")
_DRESS = re.compile(r"[-–—\\*_>\s]+")
_FRAME = " \t*_-"
_LONGEST = 400
_MOST_WRAPPED = 3  # lines

_FORWARD = re.compile(
    r"(?:-{2,}\s*)?(?:begin forwarded message:?|forwarded message|inicio del mensaje reenviado:?|mensaje reenviado|"
    r"anfang der weitergeleiteten nachricht:?|weitergeleitete nachricht|début du message transféré\s?:?|"
    r"message transféré|转发的邮件|轉寄郵件|转发邮件信息|轉寄的郵件|転送メッセージ|転送されたメッセージ:?|"
    r"ipinasang mensahe|forwarded by .{1,120}|thư đã chuyển tiếp|tin nhắn được chuyển tiếp|пересылаемое сообщение)"
    r"(?:\s*-{2,}.*)?",
    re.IGNORECASE,
)
_FORWARD_SUBJECT = re.compile(r"\s*(?:fwd?|wg|tr|rv|enc|i|転送|转发|轉寄|chuyển tiếp)\s*[:：]", re.IGNORECASE)
_SEPARATOR = re.compile(
    r"[_*]{5,}|-{3,}|\*?-{2,}\s?(?:(?:original|reply) (?:message|appointment)|mensaje original|"
    r"urspr(?:ü|ue)ngliche nachricht|message d['’]origine|原始邮件|原始郵件|元のメッセージ|orihinal na mensahe|"
    r"tin nhắn gốc|исходное сообщение)\s?-{2,}\*?",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(r"\*?-{2,}\s?\D{6,40}\s?-{2,}\*?")
_LABELS = {
    "from": "from de von absender da van od 发件人 寄件者 差出人 送信者 보낸_사람 mula mula_sa kay từ от",
    "sent": "sent date enviado enviado_el enviada_em fecha gesendet datum envoyé inviato data verzonden wysłano "
    "дата отправлено "
    "发送时间 日期 寄件日期 送信日時 日時 보낸_날짜 ipinadala petsa đã_gửi ngày",
    "to": "to para an à a aan do 收件人 收件者 宛先 받는_사람 para_kay para_sa đến tới кому",
    "subject": "subject asunto assunto betreff objet oggetto onderwerp temat 主题 主題 主旨 件名 제목 paksa chủ_đề "
    "тема",
    "cc": "cc kopie 抄送 副本 참조 reply-to importance",
}
_KINDS = {label.replace("_", " "): kind for kind, labels in _LABELS.items() for label in labels.split()}
_FIELD = re.compile(r"[*_ \t]*([^:：*_\d]{1,20}?)[ \xa0]?[*_]{0,3}[:：][*_]{0,3}(?:\s+(.*)|)$")
MOST_FIELD_LINES = 16


class Below(Enum):
    """What stands below a line that may announce a quote."""

    WORDS = "words without a mark"
    QUOTE = "quoted lines, and further words"
    ONLY_QUOTES = "quoted lines to the end"


def is_reply_line(text: str) -> bool:
    """Whether this line is the one at the top of the hub's own mails, whatever a program did to its dashes."""
    return len(text) < _LONGEST and _bare(text) in _BARE_LINES


def _bare(text: str) -> str:
    return _DRESS.sub(" ", text).strip().casefold()


_BARE_LINES = {_bare(line) for line in REPLY_LINES}


def is_forward_subject(subject: str) -> bool:
    """Whether the letter says that it hands on another one."""
    return bool(_FORWARD_SUBJECT.match(subject))


def is_forward_line(text: str) -> bool:
    """Whether a program put this line above a letter that is handed on."""
    line = text.strip(" \t*_")
    return len(line) < 200 and bool(_FORWARD.fullmatch(line)) and ("--" in line or line.endswith((":", "：")))


def is_separator(text: str) -> bool:
    """Whether this is a line such as `-----Original Message-----` or a rule, which may stand above quoted headers."""
    line = text.strip()
    return len(line) < 100 and bool(_SEPARATOR.fullmatch(line))


def is_original_line(text: str) -> bool:
    """Whether this separator says in words that an older letter follows."""
    return is_separator(text) and bool(_ORIGINAL.fullmatch(text.strip()))


def attribution_start(lines: list[str], end: int, *, below: Below) -> int | None:
    """Where the line `On …, … wrote:` begins that ends at `end`, or None when there is none.

    With quoted lines below, nearly any language will do; without them only the words that programs use. A person who
    writes "On Monday Ana wrote:" gives no year with a time, and no address; where the letter ends with the quote, a
    year is enough.
    """
    if lines[end].strip() == CLIENT_QUOTE:
        return end
    found: int | None = None
    for start in range(end, max(-1, end - _MOST_WRAPPED), -1):
        if not lines[start].strip():
            break
        joined = " ".join(line.strip() for line in lines[start : end + 1])
        opens = bool(_OPENS.match(joined.strip(_FRAME)))
        if (start == end or opens) and _is_attribution(joined, below):
            found = start
            if opens and _YEAR.search(joined):
                break  # it is whole; what stands above is a person's
    if found and _WROTE.search(lines[found - 1]) and _ADDRESS.search(lines[found - 1]):
        return found - 1  # "Ana <…> schrieb am", and the date on the next line
    return found


def _is_attribution(line: str, below: Below) -> bool:
    if len(line) > _LONGEST:
        return False
    is_marked, is_framed = below is not Below.WORDS, line.startswith("--") and line.endswith("-")
    if not (is_framed or _ENDS.search(line) or (is_marked and _UNENDED.search(line))):
        return False
    says = bool(_WROTE.search(line))
    has_year, has_time, is_named = bool(_YEAR.search(line)), bool(_TIME.search(line)), bool(_ADDRESS.search(line))
    opens = bool(_OPENS.match(line.strip(_FRAME)))
    if is_marked or (is_framed and says):
        has_date = has_year and (has_time or (below is Below.ONLY_QUOTES and says and opens))
        return is_named or (has_date and (says or opens))
    return (has_year and has_time and (says or is_named)) or bool(_NAMES_AND_SAYS.search(line))


def header_block_end(lines: list[str], start: int) -> int | None:
    """Where the block `From: … Sent: … To: … Subject: …` that begins at `start` ends; None when there is none."""
    if _kind_of(lines[start]) not in ("from", "sent", "to", "subject"):
        return None
    kinds: set[str] = set()
    evidence = False
    end = start
    for place in range(start, min(len(lines), start + MOST_FIELD_LINES)):
        kind = _kind_of(lines[place])
        if not lines[place].strip() or (kind in kinds and kind != "cc"):
            break
        if kind:
            kinds.add(kind)
            end = place
        elif place > end + 2:
            break
        evidence = evidence or bool(_ADDRESS.search(lines[place]) or _YEAR.search(lines[place]))
    is_block = len(kinds & {"from", "sent", "to", "subject"}) >= 3 and "from" in kinds and evidence
    return end if is_block else None


def _kind_of(line: str) -> str:
    match = _FIELD.match(line[:_LONGEST])
    return _KINDS.get(match[1].strip().casefold(), "") if match else ""
