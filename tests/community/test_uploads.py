"""The door for uploads: what is good comes in, what is bad is refused by the rule that is meant for it."""

import contextlib
import io
import time
import zipfile
from mimetypes import guess_type

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.core.validators import FileExtensionValidator
from PIL import Image

from community.safety.uploads import Purpose, UploadRefused, admit, extensions
from community.safety.uploads.names import download_name, shown_name
from tests.factories.uploads import ALL_BAD, BAD, GOOD, LADEN, MARKER, archive, exif, flat_png, picture, purpose_of


def upload(name, data):
    """As the form would get it, but with the very name that was sent: Django cleans some away before."""
    file = SimpleUploadedFile("x", data)
    file._name = name
    return file


def test_corpus_is_large():
    assert len(ALL_BAD) >= 100
    assert min(len(cases) for cases in BAD.values()) >= 4


@pytest.mark.parametrize("name", GOOD)
def test_good_file_is_let_in(name):
    file = upload(name, GOOD[name])

    admitted = admit(file, purpose=purpose_of(name))

    assert admitted.shown_name == name
    assert file.tell() == 0
    assert purpose_of(name) is Purpose.IMAGE or file.read() == GOOD[name]


def test_there_is_a_good_file_of_each_kind():
    kinds = {ending for purpose in Purpose for ending in extensions(purpose)}
    assert {name.rpartition(".")[2] for name in GOOD} == kinds


@pytest.mark.parametrize("name", ALL_BAD)
def test_bad_file_is_refused_by_its_rule_with_a_sentence(name):
    bad = ALL_BAD[name]
    file = upload(bad.name, bad.data)

    began = time.thread_time()
    with pytest.raises(UploadRefused) as caught:
        admit(file, purpose=bad.purpose)

    refused = caught.value
    assert time.thread_time() - began < 2
    assert refused.code == bad.code, refused.message
    assert refused.message.startswith(f"“{shown_name(bad.name)}” ")
    assert refused.message.endswith(".")
    assert len(refused.message) < 220


@pytest.mark.parametrize("unit", ["<a ", "</", ",=", ",=ab|", "xab|!", "\n=", ",@a "])
def test_no_table_stalls_the_door(unit):
    assert cost_of("csv", unit) < 2


@pytest.mark.parametrize("unit", ['"', '"\\', "<a", "[,"])
def test_no_json_stalls_the_door(unit):
    assert cost_of("json", unit) < 2


@pytest.mark.parametrize("unit", ["stream\n", "/ObjStm stream\n", "/J#53", "%PDF-"])
def test_no_paper_stalls_the_door(unit):
    assert cost_of("pdf", unit, start="%PDF-1.4\n", end="%%EOF") < 2


def cost_of(ending, unit, *, start="x", end=""):
    """Seconds of work for two megabytes of `unit`; more of it costs in proportion."""
    file = upload(f"a.{ending}", (start + unit * (2_000_000 // len(unit)) + end).encode())
    began = time.thread_time()
    with contextlib.suppress(UploadRefused):
        admit(file, purpose=Purpose.DOCUMENT)
    return time.thread_time() - began


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("<img src=x onerror=MARK()>.csv", b""),
        ("a.html<svg onload=MARK()>", b"a"),
        ("a.csv", b"a\n<script>MARK()</script>"),
        ("a.zip", archive(("<img src=x onerror=MARK()>/../b", b"a"))),
    ],
)
def test_sentence_holds_no_tag_since_wagtail_shows_it_as_html(name, data):
    with pytest.raises(UploadRefused) as caught:
        admit(upload(name, data), purpose=Purpose.DOCUMENT)
    assert "<" not in caught.value.message


# Controls: for each family, a door without its rule lets the harm through


@pytest.mark.parametrize("family", ["endings", "names"])
def test_control_of_names_what_looks_at_the_type_alone_believes_the_browser(family):
    """The sender writes the type; Python guesses a page or program type from several of the names."""
    believed = {name: SimpleUploadedFile("x", b"", content_type="text/csv").content_type for name in BAD[family]}
    assert set(believed.values()) == {"text/csv"}
    assert family == "names" or {"text/html", "image/svg+xml"} <= {
        guess_type(bad.name)[0] for bad in BAD[family].values()
    }


@pytest.mark.parametrize("family", ["other kind inside", "encodings", "size and depth", "formulas", "office", "PDF"])
def test_control_of_content_a_list_of_endings_lets_all_of_it_in(family):
    for bad in BAD[family].values():
        FileExtensionValidator(extensions(bad.purpose))(upload(bad.name, bad.data))


@pytest.mark.parametrize("name", ["ratio", "size that lies", "overlapping members", "bomb in an inner archive"])
def test_control_of_bombs_a_plain_reader_unpacks_them(name):
    data = BAD["archive bombs"][name].data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        claimed = sum(member.file_size for member in archive.infolist())
    assert claimed > 20 * len(data) or name in {"size that lies", "bomb in an inner archive"}


def test_control_of_members_a_plain_reader_lists_the_path_that_leads_out():
    with zipfile.ZipFile(io.BytesIO(BAD["archive members"]["path that leads out"].data)) as archive:
        assert archive.namelist() == ["../../etc/cron.d/a"]


@pytest.mark.parametrize("name", ["pixel bomb", "moving GIF", "moving PNG", "moving WebP"])
def test_control_of_pictures_pillow_alone_opens_them(name):
    with Image.open(io.BytesIO(BAD["pictures"][name].data)) as opened:
        opened.load()
        assert opened.size[0] * opened.size[1] > 40_000_000 or opened.is_animated


@pytest.mark.parametrize("name", LADEN)
def test_control_of_ladings_the_file_carries_its_lading(name):
    assert MARKER in LADEN[name][1]()


# Pictures are drawn again


@pytest.mark.parametrize("name", LADEN)
def test_picture_loses_what_it_carries(name):
    called, make = LADEN[name]
    file = upload(called, make())

    admit(file, purpose=Purpose.IMAGE)

    kept = file.read()
    assert MARKER not in kept
    assert b"script" not in kept
    assert len(kept) == file.size
    with Image.open(io.BytesIO(kept)) as drawn:
        drawn.load()
        assert dict(drawn.getexif()) == {}
        assert {"exif", "icc_profile", "comment", "xmp", "Comment"} & set(drawn.info) == set()


def test_picture_with_depth_from_a_phone_becomes_a_plain_one():
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30)).save(drawn, "MPO", save_all=True, append_images=[Image.new("RGB", (40, 30))])
    file = upload("a.jpg", drawn.getvalue())
    admit(file, purpose=Purpose.IMAGE)
    assert Image.open(file).format == "JPEG"


def test_turned_picture_is_set_upright():
    file = upload("a.jpg", picture("JPEG", size=(40, 30), exif=exif()))
    admit(file, purpose=Purpose.IMAGE)
    assert Image.open(file).size == (30, 40)


@pytest.mark.parametrize(
    ("name", "mode"),
    [
        ("a.png", "RGBA"),
        ("a.png", "LA"),
        ("a.png", "1"),
        ("a.png", "P"),
        ("a.webp", "RGBA"),
        ("a.gif", "P"),
        ("a.gif", "L"),
    ],
)
def test_mode_of_a_picture_is_kept(name, mode):
    kind = {"png": "PNG", "webp": "WEBP", "gif": "GIF"}[name[2:]]
    file = upload(name, picture(kind, mode=mode))
    admit(file, purpose=Purpose.IMAGE)
    assert Image.open(file).mode in {mode, "P" if mode == "L" else mode}


@pytest.mark.parametrize(("mode", "kept"), [("CMYK", "RGB"), ("L", "L")])
def test_picture_for_print_becomes_one_for_screens(mode, kept):
    file = upload("a.jpg", picture("JPEG", mode=mode))
    admit(file, purpose=Purpose.IMAGE)
    assert Image.open(file).mode == kept


def test_transparent_colour_of_a_palette_is_kept():
    file = upload("a.gif", picture("GIF", mode="P", transparency=120))
    admit(file, purpose=Purpose.IMAGE)
    assert Image.open(file).has_transparency_data


def test_picture_of_forty_million_pixels_is_let_in():
    admit(upload("a.png", flat_png(8_000, 5_000)), purpose=Purpose.IMAGE)


def test_picture_on_disk_is_overwritten_there():
    """A large upload lies in a temporary file, which Django's storage would move as it is."""
    data = picture("JPEG", exif=exif())
    with TemporaryUploadedFile("a.jpg", "image/jpeg", len(data), None) as file:
        file.write(data)
        admit(file, purpose=Purpose.IMAGE)
        with open(file.temporary_file_path(), "rb") as stored:
            assert MARKER not in stored.read()


# Names


def test_stored_name_says_nothing_and_repeats_never():
    names = {admit(upload("Salaries of 2026.csv", b"a,b"), purpose=Purpose.DOCUMENT).stored_name for _ in range(20)}
    assert len(names) == 20
    assert all(len(name) == 36 and name.endswith(".csv") and "alar" not in name for name in names)


@pytest.mark.parametrize(
    ("name", "extension", "expected"),
    [
        ("Report 2026", "pdf", "Report 2026.pdf"),
        ("Report.pdf", "pdf", "Report.pdf"),
        ("Report.PDF", "pdf", "Report.pdf"),
        ("../../etc/passwd", "txt", "etc passwd.txt"),
        ('a"; filename=evil.exe', "csv", "a filename=evil.exe.csv"),
        ("a\r\nSet-Cookie: x=1", "csv", "aSet-Cookie x=1.csv"),
        ("Señora", "csv", "Señora.csv"),
        ("x\u202efdp.exe", "csv", "xfdp.exe.csv"),
        ("...", "csv", "download.csv"),
        ("", "zip", "download.zip"),
        ("CON", "txt", "_CON.txt"),
        ("com1.x", "txt", "_com1.x.txt"),
        ("a" * 300, "xlsx", "a" * 95 + ".xlsx"),
        ("%2e%2e%2fa", "csv", "2e 2e 2fa.csv"),
    ],
)
def test_download_name(name, extension, expected):
    assert download_name(name, extension) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("C:\\fakepath\\a.csv", "a.csv"),
        ("a\nb.csv", "ab.csv"),
        ("", "upload"),
        ("x" * 90 + ".csv", "x" * 45 + "…" + "x" * 10 + ".csv"),
    ],
)
def test_shown_name(name, expected):
    assert shown_name(name) == expected
