"""What programs put below what a person wrote: signatures behind `-- ` (RFC 3676, 4.3), "Sent from my …", seals."""

from __future__ import annotations

import re

_LONGEST_BARE = 6  # lines below a `--` that lost its space
_SENTENCE = re.compile(r"[.!?。！？][\s)*_]*$")
_DEVICE = r"[\w .,'’&+/()-]{2,60}"
_SENT_FROM = re.compile(
    rf"(?:sent|enviado|enviada|envoyé|gesendet|ipinadala|inviato|"
    rf"verzonden|verstuurd|skickat|sendt|wysłan[eo]|отправлено)\b "
    rf"(?:from|desde|depuis|de|do|von|mula sa|mit|da|dal|using|via|with|para|vanaf|van|från|fra|z|с) {_DEVICE}|"
    rf"(?:sent )?from my (?:[\w-]+ ?){{1,3}}|diese nachricht wurde von {_DEVICE} gesendet|"
    rf"get \w{{2,20}} for {_DEVICE}|yahoo mail: search, organi[sz]e, conquer|"
    rf"get outlook for (?:ios|android|mac|windows)|von mein\w{{0,2}} {_DEVICE} gesendet|"
    rf"(?:đã )?gửi từ {_DEVICE}|(?:发自|從|从|傳送自)我的\s?{_DEVICE}(?:傳送|发送)?|{_DEVICE}\s?から送信|"
    rf"my iphone|yahoo mail(?: for \w+| on \w+)?|{_DEVICE} 傳送",
    re.IGNORECASE,
)
_SENT_KNOWN = re.compile(
    r"iphone|ipad|android|samsung|galaxy|pixel|outlook|yahoo|mail\b|handy|smartphone|móvil|phone|telepono|điện thoại|"
    r"mobilgerät|\bmy\b|pod\b|windows|blackberry|tablet|mobile|携帯|手机|手機|スマートフォン",
    re.IGNORECASE,
)
_CLEAR_SIGNED = re.compile(
    r"^-----BEGIN PGP SIGNED MESSAGE-----\n(?:Hash: .*\n)*\n(.*?)\n-----BEGIN PGP SIGNATURE-----\n.*?"
    r"^-----END PGP SIGNATURE-----[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
_LINK = re.compile(r"(?<=[a-zA-Z])https?://\S+$|<https?://[^<>\s]*>|\[([^\[\]]{0,80})\]\(<?[^()\s]*>?\)")
_BREVITY = re.compile(r"[\s.]*(?:please (?:excuse|forgive|pardon) .{0,60})?$", re.IGNORECASE)


def without_armour(text: str) -> str:
    """`text` without the frame of a clear-signed message (RFC 9580, 7); as it is when it has none."""
    match = _CLEAR_SIGNED.search(text)
    if not match:
        return text
    return text[: match.start()] + re.sub(r"^- (?=-)", "", match[1], flags=re.MULTILINE) + text[match.end() :]


def above_signature(lines: list[tuple[str, bool]]) -> int:
    """How many of the lines stand above the signature; each comes with whether it is code, which never is one."""
    texts = [text for text, _is_code in lines]
    count = _without_sent_from(texts)
    texts = texts[:count]
    for place in range(count):
        is_delimiter = texts[place].endswith(" ") and texts[place].rstrip() == "--"
        if not lines[place][1] and (is_delimiter or _is_bare_delimiter(texts, place)):
            return _without_sent_from(texts[:place])
    return count


def _is_bare_delimiter(lines: list[str], place: int) -> bool:
    """Whether `--` is a signature's: not below words, where it makes them a heading, and with little below it."""
    if lines[place].rstrip() != "--" or (place and lines[place - 1].strip()):
        return False
    if len(lines) - place > _LONGEST_BARE * 3:
        return False
    below = [line for line in lines[place + 1 :] if line.strip()]
    is_short = len(below) <= _LONGEST_BARE and (not below or bool(lines[place + 1].strip()))
    return is_short and not any(len(line) > 80 or _SENTENCE.search(line) for line in below)


def _without_sent_from(lines: list[str]) -> int:
    """How many lines stand above the last ones that phones and programs write."""
    kept = list(lines)
    while kept:
        if not kept[-1].strip():
            kept.pop()
            continue
        count = next((count for count in (1, 2) if _is_sent_from_at(kept, count)), 0)
        if not count:
            break
        del kept[-count:]
    return len(kept)


def _is_sent_from_at(lines: list[str], count: int) -> bool:
    """Whether a phone wrote the last line, or the two lines of the last paragraph."""
    is_paragraph = count == 1 or len(lines) == count or (len(lines) > count and not lines[-count - 1].strip())
    return is_paragraph and is_sent_from(" ".join(line.strip() for line in lines[-count:]))


def is_sent_from(line: str) -> bool:
    """Whether a phone or a program wrote this line."""
    plain = _LINK.sub(lambda match: match[1] or "", line[:400]).strip(" \t*_~-()<>")
    plain = _BREVITY.sub("", plain)
    return bool(_SENT_FROM.fullmatch(plain)) and bool(_SENT_KNOWN.search(plain))
