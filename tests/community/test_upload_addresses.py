"""Every address of the admins that takes a file, tried with bad ones: none goes round the door."""

import gc
import io

import pytest
from django.apps import apps
from django.contrib import admin as django_admin
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import FileField
from django.urls import NoReverseMatch, reverse
from PIL import Image as Pillow
from wagtail.documents.forms import get_document_form
from wagtail.documents.models import Document
from wagtail.images.forms import get_image_form
from wagtail.images.models import Image
from wagtail.models import Collection, CollectionViewRestriction, UploadedFile
from wagtail.users.models import UserProfile

from community.safety.uploads import DocumentDoorField, ImageDoorField, Purpose, extensions
from tests.factories.people import MemberFactory
from tests.factories.uploads import BAD, GOOD, MARKER, SCRIPT, SVG, exif, picture

pytestmark = [
    pytest.mark.django_db,
    # upstream Wagtail: files of pictures and renditions are left to the garbage collector
    pytest.mark.filterwarnings("ignore:Exception ignored in:pytest.PytestUnraisableExceptionWarning"),
]

# Each field of the database that holds a file, and what stands before it. A new one fails the build until it is here.
FIELDS = {
    "training.NotebookVersion.source": "training.forms.NotebookLessonForm: admit(purpose=NOTEBOOK)",
    "training.LessonFile.file": "training.files.forms.FileLessonForm: admit(purpose=DOCUMENT or VIDEO)",
    "training.Work.file": "training.assignments.forms.WorkForm: admit(purpose=WORK)",
    "training.Submission.file": "no form: what the draft held when it was handed in",
    "training.NotebookVersion.handout": "no form: the hub writes it from the source",
    "training.NotebookFile.file": "training.notebook_lessons.forms.NotebookFileForm: admit(purpose=DATASET)",
    "wagtaildocs.Document.file": "community.pages.forms.HubDocumentForm",
    "wagtailimages.Image.file": "community.pages.forms.HubImageForm",
    "wagtailimages.Rendition.file": "made by Wagtail from a picture that was drawn again",
    "wagtailcore.UploadedFile.file": "Wagtail's waiting room: the same bytes that the door's form overwrote",
    "wagtailusers.UserProfile.avatar": "no form: community.pages.views.editing.cms_account leaves it out",
    "training.CertificatePaper.file": "no form: the hub sets each paper itself",
    "forum_attachments.Attachment.file": "forum.files.forms.FilesField: admit(purpose=WORK); forum.imports.services",
    "events.Material.file": "events.after.forms.MaterialForm: admit(purpose=DOCUMENT)",
    "events.Recording.file": "events.after.forms.RecordingForm: admit(purpose=VIDEO)",
    "workgroups.DocumentVersion.file": "community.workgroups.forms.DocumentForm: admit(purpose=DOCUMENT)",
    "library.ResourceFile.file": "community.library.forms.FileForm: admit(purpose=RESOURCE)",
    "hub_forum.Picture.file": "forum.files.forms.PictureForm: admit(purpose=IMAGE)",
}


def file_fields():
    return {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, FileField)
    }


@pytest.fixture
def editor():
    person = MemberFactory()
    person.groups.add(Group.objects.get(name="Editors"))
    return person


@pytest.fixture
def cms(editor, client_for):
    yield client_for(editor)
    gc.collect()  # what Wagtail left open goes here, and not in the test of somebody else


@pytest.fixture
def image():
    return Image.objects.create(title="A", file=ContentFile(picture(), "a.png"), width=1, height=1)


@pytest.fixture
def document():
    return Document.objects.create(title="A", file=ContentFile(b"a,b", "a.csv"))


def sent(name, data):
    return SimpleUploadedFile(name, data)


ADD = {
    "image": ("/cms/images/add/", "file", {"title": "A"}),
    "images": ("/cms/images/multiple/add/", "files[]", {}),
    "image in chooser": (
        "/cms/images/chooser/create/",
        "image-chooser-upload-file",
        {"image-chooser-upload-title": "A"},
    ),
    "document": ("/cms/documents/add/", "file", {"title": "A"}),
    "documents": ("/cms/documents/multiple/add/", "files[]", {}),
    "document in chooser": (
        "/cms/documents/chooser/create/",
        "document-chooser-upload-file",
        {"document-chooser-upload-title": "A"},
    ),
}
BAD_FOR = {
    "image": [("a.svg", SVG), ("a.png", SVG), ("a.png", SCRIPT), ("a.gif", BAD["pictures"]["moving GIF"].data)],
    "document": [("a.html", SCRIPT), ("a.csv", SCRIPT), ("a.pdf", SCRIPT), ("a.docx", b"PK\x03\x04")],
}


def bytes_of(file):
    with file.storage.open(file.name) as opened:
        return opened.read()


def stored():
    return Image.objects.count() + Document.objects.count() + UploadedFile.objects.count()


def test_every_field_that_holds_a_file_has_a_door():
    assert file_fields() == set(FIELDS)


def test_every_form_for_pictures_and_documents_has_the_door():
    assert isinstance(get_image_form(Image)().fields["file"], ImageDoorField)
    assert isinstance(get_document_form(Document)().fields["file"], DocumentDoorField)


@pytest.mark.parametrize("where", ADD)
def test_bad_file_is_refused_with_its_name_in_the_sentence(cms, where):
    address, field, more = ADD[where]
    for name, data in BAD_FOR[where.split()[0].removesuffix("s")]:
        answer = cms.post(address, {**more, field: sent(name, data)}, headers={"x-requested-with": "XMLHttpRequest"})
        assert answer.status_code == 200
        assert f"“{name}” " in answer.content.decode("unicode-escape" if "multiple" in address else "utf-8") or (
            f"\\u201c{name}\\u201d" in answer.text
        )
    assert stored() == 0


@pytest.mark.parametrize("where", [where for where in ADD if where.startswith("image")])
def test_picture_is_drawn_again_and_gets_a_name_of_ours(cms, where):
    address, field, more = ADD[where]
    data = picture("JPEG", exif=exif()) + SCRIPT

    answer = cms.post(address, {**more, field: sent("../../My photo.jpg", data)})

    assert answer.status_code in {200, 302}
    file = Image.objects.get().file
    assert file.name.startswith("original_images/")
    assert len(file.name) == len("original_images/") + 36
    kept = bytes_of(file)
    assert (MARKER in kept, SCRIPT in kept) == (False, False)
    assert (Image.objects.get().width, Image.objects.get().height) == (30, 40)


@pytest.mark.parametrize("where", [where for where in ADD if where.startswith("document")])
def test_document_gets_a_name_of_ours(cms, where):
    address, field, more = ADD[where]
    cms.post(address, {**more, field: sent("Salaries.csv", GOOD["a.csv"])})
    assert len(Document.objects.get().file.name) == len("documents/") + 36


def test_picture_that_waits_for_its_title_was_drawn_again_too(cms):
    """Wagtail keeps the file of a form whose other fields are wrong, and makes an image of it later."""
    data = picture("JPEG", exif=exif())
    cms.post("/cms/images/multiple/add/", {"files[]": sent("a.jpg", data), "title": "x" * 300})
    waiting = UploadedFile.objects.get()
    assert MARKER not in bytes_of(waiting.file)
    prefix = f"uploaded-image-{waiting.pk}"
    cms.post(
        f"/cms/images/multiple/create_from_uploaded_image/{waiting.pk}/",
        {f"{prefix}-title": "A", f"{prefix}-collection": Collection.get_first_root_node().pk},
    )
    assert MARKER not in bytes_of(Image.objects.get().file)


def test_bad_file_never_waits(cms):
    cms.post("/cms/images/multiple/add/", {"files[]": sent("a.png", SVG), "title": "x" * 300})
    cms.post("/cms/documents/multiple/add/", {"files[]": sent("a.csv", SCRIPT), "title": "x" * 300})
    assert stored() == 0


def test_bad_file_does_not_take_the_place_of_a_good_one(cms, admin, client_for, image, document):
    boss = client_for(admin)
    before = (image.file.name, document.file.name)
    for address, name, data in (
        (f"/cms/images/{image.pk}/", "a.png", SVG),
        (f"/cms/documents/edit/{document.pk}/", "a.csv", SCRIPT),
    ):
        answer = boss.post(address, {"title": "B", "collection": 1, "file": sent(name, data)})
        assert f"“{name}” " in answer.text
    image.refresh_from_db()
    document.refresh_from_db()
    assert (image.file.name, document.file.name) == before


def test_other_fields_are_edited_without_a_new_file(admin, client_for, image):
    answer = client_for(admin).post(f"/cms/images/{image.pk}/", {"title": "B", "collection": image.collection_id})
    image.refresh_from_db()
    assert (answer.status_code, image.title) == (302, "B")


def test_profile_picture_of_the_admin_is_not_taken(cms, editor):
    assert 'name="avatar' not in cms.get("/cms/account/").text
    answer = cms.post(
        "/cms/account/",
        {
            "name_email-first_name": "A",
            "name_email-last_name": "B",
            "theme-theme": "system",
            "theme-contrast": "system",
            "theme-density": "default",
            "avatar-avatar": sent("a.png", picture()),
        },
    )
    assert answer.status_code == 302
    assert not UserProfile.get_for_user(editor).avatar


def test_account_page_is_for_the_admin_only(member, client, client_for):
    assert client.get("/cms/account/").status_code == 302
    assert client_for(member).get("/cms/account/").status_code == 302


def test_django_admin_takes_no_file():
    with_files = {
        model._meta.label
        for model in django_admin.site._registry
        if any(isinstance(field, FileField) for field in model._meta.get_fields())
    }
    assert with_files == set()
    for model in ("wagtailimages_image", "wagtaildocs_document"):
        with pytest.raises(NoReverseMatch):
            reverse(f"admin:{model}_add")


def test_settings_allow_what_the_door_allows(settings):
    assert sorted([*settings.WAGTAILIMAGES_EXTENSIONS]) == extensions(Purpose.IMAGE)
    assert sorted(settings.WAGTAILDOCS_EXTENSIONS) == extensions(Purpose.DOCUMENT)


# How files go out


def store(name="report.csv", title="Salaries", collection=None, data=b"a,b\n"):
    more = {"collection": collection} if collection else {}
    return Document.objects.create(title=title, file=ContentFile(data, name), **more)


def status_of(browser, url):
    """The status; a file is read to its end and so closed: closing the answer would close the connection too."""
    answer = browser.get(url)
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer.status_code


def test_document_goes_out_as_a_download_of_no_use_as_a_page(client):
    answer = client.get(store(title='Señoras "x"\r\nSet-Cookie: a=1').url)

    assert answer.streaming
    assert b"".join(answer.streaming_content) == b"a,b\n"
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename*=utf-8''Se%C3%B1oras%20x%20Set-Cookie%20a%3D1.csv"
    )
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["Cache-Control"] == "private, no-cache"


def test_page_that_came_in_before_there_was_a_door_goes_out_as_mere_bytes(client):
    answer = client.get(store("old.html", data=SCRIPT).url)
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    answer.close()


def test_lost_document_is_404(client):
    document = store()
    document.file.storage.delete(document.file.name)
    assert client.get(document.url).status_code == 404


@pytest.mark.parametrize("kind", [CollectionViewRestriction.LOGIN, CollectionViewRestriction.GROUPS])
def test_document_of_a_private_collection_is_for_those_it_is_for(client, client_for, member, editor, kind):
    private = Collection.get_first_root_node().add_child(name="Private")
    restriction = CollectionViewRestriction.objects.create(collection=private, restriction_type=kind)
    restriction.groups.add(Group.objects.get(name="Editors"))
    url = store(collection=private).url
    everybody_signed_in = kind == CollectionViewRestriction.LOGIN
    answers = [status_of(browser, url) for browser in (client, client_for(member), client_for(editor))]
    assert answers == [302, 200 if everybody_signed_in else 302, 200]


def test_document_behind_a_password_asks_for_it(client):
    private = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(
        collection=private, restriction_type=CollectionViewRestriction.PASSWORD, password="a long secret of ours"
    )
    answer = client.get(store(collection=private, data=b"secret,1\n").url)
    assert "password" in answer.text
    assert "secret,1" not in answer.text


def test_picture_on_a_page_is_shown_in_place_and_kept_by_browsers(client, image):
    rendition = image.get_rendition("width-1")
    answer = client.get(rendition.url)
    assert (answer.status_code, answer["Content-Type"], answer["X-Content-Type-Options"]) == (
        200,
        "image/png",
        "nosniff",
    )
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "Content-Disposition" not in answer or "attachment" not in answer["Content-Disposition"]
    assert "public" in answer["Cache-Control"]
    assert b"".join(answer.streaming_content) == bytes_of(rendition.file)
    rendition.file.storage.delete(rendition.file.name)
    assert client.get(rendition.url).status_code == 404


@pytest.mark.parametrize("kind", [CollectionViewRestriction.LOGIN, CollectionViewRestriction.GROUPS])
def test_picture_of_a_private_collection_is_for_those_it_is_for(client_for, member, editor, image, kind):
    image.collection = Collection.get_first_root_node().add_child(name="Private")
    image.save()
    restriction = CollectionViewRestriction.objects.create(collection=image.collection, restriction_type=kind)
    restriction.groups.add(Group.objects.get(name="Editors"))
    url = image.get_rendition("width-1").url
    everybody_signed_in = kind == CollectionViewRestriction.LOGIN
    answers = [status_of(client_for(viewer), url) for viewer in (None, member, editor)]
    assert answers == [404, 200 if everybody_signed_in else 404, 200]


def test_media_folder_is_no_address(client, image, document):
    image.get_rendition("original")
    for file in (image.file, document.file):
        assert bytes_of(file)
        assert client.get(f"/media/{file.name}").status_code == 404
        assert client.get(file.url).status_code == 404


def test_control_a_form_without_the_door_keeps_what_the_picture_carries(cms, settings):
    settings.WAGTAILIMAGES_IMAGE_FORM_BASE = "wagtail.images.forms.BaseImageForm"
    data = picture("JPEG", exif=exif())
    cms.post("/cms/images/multiple/add/", {"files[]": sent("a.jpg", data)})
    assert MARKER in bytes_of(Image.objects.get().file)
    assert Pillow.open(io.BytesIO(data)).size == (40, 30)


def test_control_a_form_without_the_door_takes_a_page_as_a_table(cms, settings):
    settings.WAGTAILDOCS_DOCUMENT_FORM_BASE = "wagtail.documents.forms.BaseDocumentForm"
    cms.post("/cms/documents/multiple/add/", {"files[]": sent("a.csv", SCRIPT)})
    assert bytes_of(Document.objects.get().file) == SCRIPT
