"""Imports an archive: a thread at a time, each batch of a thread in one transaction, so that a stop loses nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.notifications.inbound import UnreadableLetter
from community.safety.uploads import Purpose, UploadRefused, admit
from community.search.services import index
from forum.files.services import attach
from forum.models import Board, ImportedMessage, ListImport, Post, Topic, topic_slug
from forum.services.counting import count_imported

from . import messages
from .archives import Place, bytes_of, head_of, places
from .authors import author_of
from .models import ENDS
from .threading import NEAR, Entry, Thread, threads_of
from .wording import posts_of

if TYPE_CHECKING:
    from community.people.models import Member
    from community.safety.uploads import Admitted
    from forum.rendering import PostText

Step = Callable[[str, int], Any]  # makes the bar of a step of so many units
MOST_POSTS = 8  # of one message; what is longer goes on in a file
_AT_ONCE = 50
_MOST_REMARKS = 500
_FILE_BYTES = 9_000_000


@dataclass
class _Archive:
    """What the first look found, and where."""

    board: Board
    file: BinaryIO
    report: ListImport
    entries: list[Entry] = field(default_factory=list)
    places: dict[int, Place] = field(default_factory=dict)
    authors: dict[tuple[str, str], Member] = field(default_factory=dict)

    def remark(self, entry: int, text: str) -> None:
        if len(self.report.remarks) < _MOST_REMARKS:
            said = {"number": f"{entry + 1:,}", "text": text}
            self.report.remarks.append(_("Message %(number)s: %(text)s") % said)


@dataclass(frozen=True)
class _Draft:
    """A message ready to be posted."""

    entry: Entry
    author: Member
    texts: list[PostText]
    files: list[tuple[SimpleUploadedFile, Admitted]]


def import_archive(*, path: Path, board: Board, step: Step, is_trial: bool = False) -> ListImport:
    """Import the archive at `path` into `board`; return what became of its messages. Nobody is told.

    The same archive again adds nothing, and one that was stopped goes on. A trial writes nothing at all. Raises
    NotAnArchive.
    """
    report = ListImport(board=board, file_name=path.name[:255])
    with path.open("rb") as file:
        archive = _Archive(board, file, report)
        _look(archive, path, step)
        if not is_trial:
            report.save()  # so that one that is stopped is seen
        threads = threads_of(archive.entries)
        bar = step(_("Messages"), len(archive.entries))
        for thread in threads:
            for _done in _import_thread(archive, thread, is_trial=is_trial):
                bar.add(_done)
        bar.end()
    report.ended_at = timezone.now()
    if not is_trial:
        report.save()
    return report


def _look(archive: _Archive, path: Path, step: Step) -> None:
    """Read all headers, and tell copies of one message from two messages with one id."""
    report = archive.report
    bar = step(_("Headers"), path.stat().st_size)
    digests: dict[str, str] = {}
    seen: set[str] = set()
    before: datetime | None = None
    for number, place in enumerate(places(path)):
        report.read += 1
        bar.add(place.length)
        if place.is_too_large:
            report.unreadable += 1
            archive.remark(number, _("It is larger than a mail may be, and was left out."))
            continue
        raw = bytes_of(archive.file, place)
        entry = messages.first_look(number, head_of(archive.file, place), raw, place, before)
        before = entry.at
        digest = messages.digest_of(raw)
        if digests.setdefault(entry.key, digest) != digest:
            entry.key = messages.key_of(f"{entry.id} {digest}")  # another message under the same id
        if entry.key in seen:
            report.repeated += 1
            continue
        seen.add(entry.key)
        archive.entries.append(entry)
        archive.places[number] = place
    bar.end()


def _import_thread(archive: _Archive, thread: Thread, *, is_trial: bool) -> Iterator[int]:
    """Post what is new of a thread; yields how many messages are done."""
    known = set(_known(archive.board, [entry.key for entry in thread.entries]))
    archive.report.known += len(known)
    yield len(known)
    fresh = [entry for entry in thread.entries if entry.key not in known]
    topic = _topic_of(archive.board, thread) if fresh else None
    is_started = topic is not None
    for start in range(0, len(fresh), _AT_ONCE):
        some = fresh[start : start + _AT_ONCE]
        drafts = [draft for entry in some if (draft := _draft(archive, entry, is_trial=is_trial))]
        if drafts and is_trial:
            _count(archive.report, drafts, is_new=not is_started)
        elif drafts:
            topic = _post(archive, topic, thread.title, drafts)
        is_started = is_started or bool(drafts)
        yield len(some)


def _known(board: Board, keys: list[str]) -> Iterator[str]:
    for start in range(0, len(keys), 500):
        some = keys[start : start + 500]
        yield from ImportedMessage.objects.filter(board=board, key__in=some).values_list("key", flat=True)


def _topic_of(board: Board, thread: Thread) -> Topic | None:
    """Where an earlier import put messages that this thread names; else one of that title, a month away at most."""
    keys = [messages.key_of(each) for each in sorted(thread.ids)]
    for start in range(0, len(keys), 500):
        found = ImportedMessage.objects.filter(board=board, key__in=keys[start : start + 500])
        topic = Topic.objects.filter(pk__in=found.values("post__topic")).order_by("pk").first()
        if topic is not None:
            return topic
    first = thread.entries[0]
    if not thread.title or not first.is_reply:
        return None
    near = {"last_post_on__gte": first.at - NEAR, "created__lte": first.at + NEAR}
    imported = ImportedMessage.objects.filter(board=board).values("post__topic")
    same = board.topics.filter(subject__iexact=thread.title[:255], pk__in=imported, **near)
    return same.order_by("-last_post_on").first()


def _draft(archive: _Archive, entry: Entry, *, is_trial: bool) -> _Draft | None:
    """Read a message; None, and counted, when there is nothing to post."""
    report = archive.report
    try:
        message = messages.read(bytes_of(archive.file, archive.places[entry.number]))
    except UnreadableLetter as refusal:
        report.unreadable += 1
        archive.remark(entry.number, refusal.message)
        return None
    if not message.text.strip() and not message.files:
        report.empty += 1
        return None
    texts = posts_of(message.text or _("(Files, without a text.)"), is_markdown=message.is_markdown)
    files = [SimpleUploadedFile(file.name, file.data, file.content_type) for file in message.files]
    if len(texts) > MOST_POSTS:
        rest = "\n".join(text.source for text in texts[MOST_POSTS:]).encode()
        texts = texts[:MOST_POSTS]
        parts = range(0, len(rest), _FILE_BYTES)
        files += [SimpleUploadedFile("rest-of-the-mail.txt", rest[at : at + _FILE_BYTES], "text/plain") for at in parts]
        archive.remark(entry.number, _("Its text is very long. The end of it is in a file of its post."))
    report.mended += message.is_mended
    return _Draft(entry, _author(archive, message, is_trial=is_trial), texts, _admitted(archive, entry, files))


def _author(archive: _Archive, message: messages.ListMessage, *, is_trial: bool) -> Any:
    if is_trial:
        return None
    who = (message.address, "" if message.address else message.name)
    if who not in archive.authors:
        archive.authors[who] = author_of(address=message.address, name=message.name)
    return archive.authors[who]


def _admitted(
    archive: _Archive, entry: Entry, files: list[SimpleUploadedFile]
) -> list[tuple[SimpleUploadedFile, Admitted]]:
    """Those that the door lets in; the others are named in the report."""
    let_in = []
    for file in files:
        is_picture = str(file.content_type).startswith("image/")
        try:
            let_in.append((file, admit(file, purpose=Purpose.IMAGE if is_picture else Purpose.DOCUMENT)))
        except UploadRefused as refusal:
            archive.report.files_refused += 1
            archive.remark(entry.number, refusal.message)
    return let_in


@transaction.atomic
def _post(archive: _Archive, topic: Topic | None, title: str, drafts: list[_Draft]) -> Topic:
    """Write these messages into the topic, or into a new one; counted in the report when they are written."""
    board = archive.board
    first = drafts[0]
    is_new = topic is None
    if topic is None:
        Board.objects.select_for_update(no_key=True).get(pk=board.pk)
        subject = title[:255] or _("(without a subject)")
        topic = Topic.objects.create(
            forum=board, poster=first.author, subject=subject, slug=topic_slug(subject), created=first.entry.at
        )
    else:
        topic = Topic.objects.select_for_update(no_key=True).get(pk=topic.pk)
    made = Post.objects.bulk_create(
        Post(topic=topic, poster=draft.author, content=text.source, html=text.html, created=draft.entry.at)
        for draft in drafts
        for text in draft.texts
    )
    left = iter(made)
    for draft in drafts:
        head, *_more = islice(left, len(draft.texts))
        ImportedMessage.objects.create(board=board, key=draft.entry.key, post=head)
        for file, admitted in draft.files:
            attach(post=head, files=[(file, admitted)])
    count_imported(topic, sorted(made, key=lambda post: (post.created, post.pk)), is_new=is_new)
    index(kind="topic", row=Topic.objects.select_related("forum").get(pk=topic.pk))
    _count(archive.report, drafts, is_new=is_new)
    return topic


def _count(report: ListImport, drafts: list[_Draft], *, is_new: bool) -> None:
    report.posted += len(drafts)
    report.posts += sum(len(draft.texts) for draft in drafts)
    report.files += sum(len(draft.files) for draft in drafts)
    report.topics += int(is_new)


def adds_up(report: ListImport) -> bool:
    """Whether each message of the file is counted once."""
    return report.read == sum(getattr(report, name) for name in ENDS)
