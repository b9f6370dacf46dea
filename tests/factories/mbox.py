"""Archives of mailing lists as list servers write them: threads of all shapes, broken encodings, files."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

START = datetime(2016, 3, 1, 9, tzinfo=UTC)
PEOPLE = [("Ana Reyes", "ana@water.example"), ("Ben Ito", "ben@parks.example"), ("Nguyễn Hưng", "hung@health.example")]
_WORDS = "The wells of the county are listed by basin, and each list has a steward who looks after the columns."
_CSV = "bmFtZSx2YWx1ZQpwaCw3Cg=="  # name,value / ph,7


def message(number, *, subject="Wells", parents=(), at=None, by=0, body=_WORDS, extra=(), own_id=None):
    """One message with its “From ” line, ready to stand in an archive."""
    at = at or START + timedelta(hours=number)
    name, address = PEOPLE[by % len(PEOPLE)]
    head = [
        f"From {address} {at.strftime('%a %b %d %H:%M:%S %Y')}".encode(),
        f"From: {name} <{address}>".encode(),
        f"Date: {format_datetime(at)}".encode(),
        f"Subject: {subject}".encode(),
        f"Message-ID: {own_id or id_of(number)}".encode(),
    ]
    if parents:
        head.append(f"References: {' '.join(map(id_of, parents))}".encode())
        head.append(f"In-Reply-To: {id_of(parents[-1])}".encode())
    text = body if isinstance(body, bytes) else body.encode()
    return b"\n".join([*head, *extra, b"", text.replace(b"\nFrom ", b"\n>From "), b"", b""])


def id_of(number):
    return f"<message-{number}@lists.example>"


def with_file(number, **fields):
    """A message with a table that is taken and a program that is not."""
    parts = (
        "--x\nContent-Type: text/plain; charset=utf-8\n\nThe table is attached.\n\n"
        f'--x\nContent-Type: text/csv\nContent-Disposition: attachment; filename="wells.csv"\n'
        f"Content-Transfer-Encoding: base64\n\n{_CSV}\n\n"
        '--x\nContent-Type: application/octet-stream\nContent-Disposition: attachment; filename="run.exe"\n'
        "Content-Transfer-Encoding: base64\n\nTVqQAAMAAAA=\n\n--x--\n"
    )
    return message(number, body=parts, extra=[b'Content-Type: multipart/mixed; boundary="x"'], **fields)


def archive(count):
    """`count` messages: threads of one to nine, some without their parent, some by subject alone, some broken."""
    made = []
    while len(made) < count:
        first = len(made)
        size = min(1 + (first * 7) % 9, count - first)
        subject = f"[caldata] Question {first}"
        for place in range(size):
            number = first + place
            fields = {"subject": subject if place == 0 else f"Re: {subject}", "by": number}
            if place and first % 5:
                fields["parents"] = list(range(first, number))[-3:]  # long chains are cut by programs
            made.append(_one(number, fields))
    order = list(made)
    for place in range(0, len(order) - 3, 50):  # an answer stands before its question
        order[place], order[place + 1] = order[place + 1], order[place]
    return b"".join(order)


def _one(number, fields):
    body = f"{_WORDS}\n\nNumber {number}.\n\n> {_WORDS[:60]}\n\nFrom the field,\nA steward"
    if number % 97 == 0:
        return with_file(number, **fields)
    if number % 41 == 0:  # Latin-1 under the name of UTF-8
        fields["extra"] = [b"Content-Type: text/plain; charset=utf-8"]
        return message(number, body=f"La Cañada, número {number}".encode("latin-1"), **fields)
    if number % 43 == 0:
        fields["extra"] = [b"Content-Type: text/html; charset=x-unknown"]
        return message(number, body=f"<p>Number <b>{number}</b> &amp; so on</p>", **fields)
    return message(number, body=body, **fields)
