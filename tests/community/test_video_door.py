import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from community.safety.uploads import Purpose, UploadRefused, admit, video_seconds
from tests.factories.videos import box, element, mp4, webm


def sent(name, data):
    return SimpleUploadedFile(name, data)


@pytest.mark.parametrize(("name", "data"), [("a.mp4", mp4(65)), ("a.webm", webm(65))])
def test_a_video_is_let_in_by_its_bytes_and_says_how_long_it_is(name, data):
    file = sent(name, data)
    admitted = admit(file, purpose=Purpose.VIDEO)
    assert admitted.content_type == f"video/{name[2:]}"
    assert video_seconds(file.file, name[2:]) == 65


BAD = {
    "no video": ("a.mp4", b"<script>MARK()</script>"),
    "webm called mp4": ("a.mp4", webm()),
    "mp4 called webm": ("a.webm", mp4()),
    "cut": ("a.mp4", mp4()[:-3]),
    "something behind it": ("a.mp4", mp4(more=b"PK\x03\x04<script>")),
    "no track of pictures": ("a.mp4", mp4(codec=b"mp4a")),
    "codec of nobody": ("a.mp4", mp4(codec=b"XVID")),
    "boxes without pictures": ("a.mp4", box(b"ftyp", bytes(8)) + box(b"moov", b"")),
    "box that says it is huge": ("a.mp4", box(b"ftyp", bytes(8)) + b"\xff\xff\xff\xffmoov"),
    "cut webm": ("a.webm", webm()[:-3]),
    "something behind webm": ("a.webm", webm(more=b"<script>")),
    "matroska": ("a.webm", webm(doctype=b"matroska")),
    "codec not of webm": ("a.webm", webm(codec=b"V_MPEG4/ISO/AVC")),
    "only a head": ("a.webm", element("1A45DFA3", element("4282", b"webm"))),
    "one byte": ("a.webm", b"\x1a"),
    "nothing": ("a.mp4", b""),
    "another ending": ("a.mov", mp4()),
}


@pytest.mark.parametrize(("name", "data"), BAD.values(), ids=BAD)
def test_what_is_no_video_is_refused_with_a_sentence(name, data):
    with pytest.raises(UploadRefused) as refusal:
        admit(sent(name, data), purpose=Purpose.VIDEO)
    assert refusal.value.message.startswith(f"“{name}” ")
    assert refusal.value.message.endswith(".")


def test_no_prefix_of_a_video_breaks_the_door():
    for name, whole in (("a.mp4", mp4()), ("a.webm", webm())):
        for end in range(1, len(whole)):
            with pytest.raises(UploadRefused):
                admit(sent(name, whole[:end]), purpose=Purpose.VIDEO)
