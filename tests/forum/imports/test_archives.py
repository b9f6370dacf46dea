"""Where messages begin in an mbox, whatever wrote it."""

import pytest

from forum.imports.archives import bytes_of, places
from tests.factories.mbox import message


def _bodies(path):
    with path.open("rb") as file:
        return [bytes_of(file, place).replace(b"\r", b"").partition(b"\n\n")[2].strip() for place in places(path)]


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_lines_quoted_because_of_from_are_restored(tmp_path, end):
    path = tmp_path / "list.mbox"
    data = message(0, body="one\nFrom me\n>>From you") + message(1, body="two")
    path.write_bytes(data.replace(b"\n", end))

    assert _bodies(path) == [b"one\nFrom me\n>From you", b"two"]


def test_a_sentence_that_begins_with_from_begins_no_message(tmp_path):
    path = tmp_path / "list.mbox"
    path.write_bytes(message(0).replace(b"The wells", b"Hello.\n\nFrom now on we\nmeet on Mondays. The wells"))

    assert len(_bodies(path)) == 1


def test_last_message_without_a_line_end(tmp_path):
    path = tmp_path / "list.mbox"
    path.write_bytes((message(0) + message(1, body="the end")).rstrip(b"\n"))

    assert _bodies(path)[-1] == b"the end"


def test_blank_lines_before_the_first_message(tmp_path):
    path = tmp_path / "list.mbox"
    path.write_bytes(b"\n\n" + message(0, body="x"))

    assert _bodies(path) == [b"x"]
