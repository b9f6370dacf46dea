import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from community.pages.publishing import faults_of
from community.safety.uploads.ranges import OutOfRange, byte_range
from community.search.services import plain_words
from tests.factories.lessons import CAPTIONS, make_download, make_video
from tests.factories.training import make_article, make_course, make_module
from tests.factories.videos import mp4, webm
from training.kinds import kinds
from training.models import Completion, LessonFile
from training.pages import LessonPage
from training.search_source import describe_lesson
from training.videos.forms import VideoLessonForm
from training.videos.pages import VideoLessonPage

pytestmark = pytest.mark.django_db
PLACE = "/training/open-data/start/"


@pytest.fixture
def module(home):
    return make_module(make_course(home, lessons=0))


@pytest.fixture
def video(module):
    return make_video(module)


def status_of(browser, url):
    """The status; a file is read to its end and so closed."""
    answer = browser.get(url)
    read(answer)
    return answer.status_code


def read(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


# The page


def test_a_video_has_its_captions_and_a_transcript_by_time(video, client):
    page = client.get(f"{PLACE}video/").text
    assert f'src="/training/videos/{video.pk}/captions.vtt"' in page
    assert f'src="{video.file.get_absolute_url()}" type="video/mp4"' in page
    assert '<p id="t=3">' in page
    assert 'href="#t=3"' in page
    assert "<b>Ben:</b> Then SECRET-WORD divide." in page
    assert "counts as done when you mark it done" in page


def test_chapters_are_headings_and_stand_in_the_contents(module, client):
    chapters = "WEBVTT\n\n00:00.000 --> 00:03.200\nCounting\n\n00:03.200 --> 00:06.000\nDividing\n"
    make_video(module, chapters=chapters)
    page = client.get(f"{PLACE}video/").text
    assert '<h3 id="chapter-3">Dividing</h3>' in page
    assert '<a href="#chapter-3">Dividing</a>' in page


def test_words_of_captions_are_text(module, client):
    make_video(module, captions="WEBVTT\n\n00:00.000 --> 00:03.000\n&lt;script&gt;MARK()&lt;/script&gt;\n")
    page = client.get(f"{PLACE}video/").text
    assert "&lt;script&gt;MARK()" in page
    assert "<script>MARK()" not in page


def test_a_video_is_marked_done(video, member, client_for):
    import uuid

    client_for(member).post(f"{PLACE}video/done/", {"form_token": str(uuid.uuid4())})
    assert Completion.objects.filter(member=member, lesson=video.pk, effect="done", rule="marked").exists()


def test_search_finds_what_is_said(video, module):
    assert "SECRET-WORD" in describe_lesson(LessonPage.objects.get(pk=video.pk)).text
    words = describe_lesson(LessonPage.objects.get(pk=make_download(module).pk)).text
    assert "nobody uses" in plain_words(words)


def test_every_kind_has_one_entry():
    assert {kind.kind for kind in kinds} == {"article", "notebook", "quiz", "video", "download", "assignment"}
    assert [kind.kind for kind in kinds if kind.is_markable] == ["article", "notebook", "video", "download"]
    with pytest.raises(ValueError, match="registered already"):
        kinds.register(kinds["article"])


# Who gets what


def test_captions_are_for_who_may_read_the_lesson(video, client):
    address = f"/training/videos/{video.pk}/captions.vtt"
    answer = client.get(address)
    assert answer["Content-Type"] == "text/vtt; charset=utf-8"
    assert answer.text == CAPTIONS
    VideoLessonPage.objects.filter(pk=video.pk).update(live=False)
    assert client.get(address).status_code == 404


def test_a_file_is_for_who_may_read_a_lesson_that_names_it(module, video, member, admin, client_for):
    download = make_download(module)
    for lesson in (video, download):
        address = lesson.file.get_absolute_url()
        assert status_of(client_for(None), address) == 200
        LessonPage.objects.filter(pk=lesson.pk).update(live=False)
        assert [status_of(client_for(who), address) for who in (None, member, admin)] == [404, 404, 200]


def test_a_file_that_no_lesson_names_is_for_nobody_else(module, member, client_for):
    download = make_download(module)
    file = download.file
    type(download).objects.filter(pk=download.pk).update(file=None)
    assert client_for(member).get(file.get_absolute_url()).status_code == 404
    assert client_for(None).get(f"{PLACE}download/").status_code == 404


def test_a_download_keeps_its_good_name(module, client):
    make_download(module)
    page = client.get(f"{PLACE}download/").text
    assert "CSV, 16" in page
    assert "CC BY 4.0" in page
    answer = client.get(LessonFile.objects.get().get_absolute_url())
    assert answer["Content-Disposition"] == 'attachment; filename="wells.csv"'
    assert read(answer) == b"well,depth\n1,20\n"


# Parts of a video (RFC 9110, section 14)

RANGES = {
    "bytes=0-0": (0, 0),
    "bytes=4-7": (4, 7),
    "bytes=8-": (8, 99),
    "bytes=-5": (95, 99),
    "bytes=-500": (0, 99),
    "bytes=0-99999999": (0, 99),
    "BYTES = 1 - 2": (1, 2),
    "bytes=7-4": None,
    "bytes=0-1,4-5": None,
    "lines=0-1": None,
    "bytes=-": None,
    "bytes=x-y": None,
    "": None,
}


@pytest.mark.parametrize(("asked", "part"), RANGES.items(), ids=RANGES)
def test_a_range_is_one_part_or_the_whole(asked, part):
    assert byte_range(asked, 100) == part


@pytest.mark.parametrize("asked", ["bytes=100-", "bytes=100-200", "bytes=-0"])
def test_a_range_behind_the_end_is_out_of_it(asked):
    with pytest.raises(OutOfRange):
        byte_range(asked, 100)


def test_a_part_of_a_video(video, client):
    whole = mp4()
    for asked, status, content, named in (
        ("bytes=4-7", 206, whole[4:8], f"bytes 4-7/{len(whole)}"),
        ("bytes=8-", 206, whole[8:], f"bytes 8-{len(whole) - 1}/{len(whole)}"),
        ("bytes=0-1,4-5", 200, whole, None),
        ("bytes=99999999-", 416, b"", f"bytes */{len(whole)}"),
    ):
        answer = client.get(video.file.get_absolute_url(), headers={"range": asked})
        assert (answer.status_code, read(answer)) == (status, content)
        assert (answer["Content-Length"], answer.get("Content-Range")) == (str(len(content)), named)
        assert (answer["Accept-Ranges"], "attachment" in answer.get("Content-Disposition", "")) == ("bytes", False)
        assert status == 416 or answer["Content-Type"] == "video/mp4"


def test_a_part_only_of_the_same_video(video, client):
    address = video.file.get_absolute_url()
    first = client.get(address, headers={"range": "bytes=0-0"})
    tag = first["ETag"]
    same = client.get(address, headers={"range": "bytes=0-0", "if-range": tag})
    other = client.get(address, headers={"range": "bytes=0-0", "if-range": '"other"'})
    assert (same.status_code, other.status_code) == (206, 200)
    assert client.get(address, headers={"if-none-match": tag}).status_code == 304
    head = client.head(address, headers={"range": "bytes=0-0"})
    assert (head.status_code, head["Content-Length"]) == (200, str(len(mp4())))
    for answer in (first, same, other, head):
        read(answer)


# Publishing and the editor


def said(page):
    return [str(fault) for fault in faults_of(page)]


def test_a_video_is_not_published_without_captions_and_transcript(video):
    assert said(video) == []
    video.captions = video.transcript = ""
    assert [line.split(":")[0] for line in said(video)] == ["Captions", "Transcript"]
    video.captions = "WEBVTT\n\n00:01,000 --> 00:02.000\nHi\n"
    assert "Line 3" in said(video)[0]
    video.file = None
    assert said(video)[0].startswith("Video")


def test_captions_of_another_video_are_found_out(video):
    video.captions = CAPTIONS + "\n01:00.000 --> 01:02.000\nLate\n"
    video.transcript += "\n[1:00] Late\n"
    assert ["Line 9" in said(video)[0], "end of the video" in said(video)[1]] == [True, True]


def test_a_download_is_not_published_without_file_and_license(module):
    page = make_download(module)
    assert said(page) == []
    page.license, page.what, page.file = "", "", None
    assert len(said(page)) == 3


def fields(**values):
    body = {"body-count": "0"}
    return {"title": "Video", "slug": "video", "minutes": "5", **body, "captions": "", "chapters": "", **values}


def form_for(page, admin, data, files=None):
    form_class = VideoLessonPage.get_edit_handler().bind_to_model(VideoLessonPage).get_form_class()
    assert issubclass(form_class, VideoLessonForm)
    return form_class(data, files or {}, instance=page, for_user=admin, parent_page=page.get_parent())


def test_the_editor_stores_video_and_captions_and_writes_the_transcript(video, admin):
    files = {
        "upload": SimpleUploadedFile("Wells, part 1.webm", webm(12)),
        "captions_upload": SimpleUploadedFile("a.vtt", CAPTIONS.replace("SECRET-WORD", "NEW-WORD").encode()),
    }
    form = form_for(video, admin, fields(transcript=video.transcript), files)
    assert form.is_valid(), form.errors
    page = form.save(commit=False)
    assert (page.file.name, page.file.seconds, page.file.uploaded_by) == ("Wells, part 1.webm", 12, admin)
    assert "[0:03 Ben] Then NEW-WORD divide." in page.transcript


def test_a_transcript_that_was_edited_stays(video, admin):
    form = form_for(video, admin, fields(captions=CAPTIONS.replace("wells", "springs"), transcript="[0:00] Mine."))
    assert form.is_valid(), form.errors
    assert form.save(commit=False).transcript == "[0:00] Mine."


def test_broken_captions_are_refused_with_their_lines(video, admin):
    bad = b"WEBVTT\n\n00:01,000 --> 00:02.000\nHi\n\n00:03.000 --> 00:04.000\n<i>Ho\n"
    form = form_for(video, admin, fields(), {"captions_upload": SimpleUploadedFile("a.vtt", bad)})
    assert [line[:7] for line in form.errors["captions_upload"]] == ["Line 3:", "Line 7:"]


def test_an_article_beside_them_is_still_an_article(module, video):
    make_article(module)
    rows = LessonPage.objects.with_kind().order_by("path").values_list("kind", flat=True)
    assert list(rows) == ["video", "article"]
