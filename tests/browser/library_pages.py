"""Page types of the library, and what they need beyond the sample, which scene.py makes."""

from __future__ import annotations

from community.library.services import publishing, writing
from community.people.models import Member
from tests.browser.page_type import PageType, Sent
from tests.factories.library import add_file, make_draft, make_resource

FORM = Sent("main form[method=post]")
LIST = "library/resource_list.html"
VERSION = "library/version_detail.html"
DRAFT = "library/draft.html"
FILE = "library/file.html"
FACTS = "library/facts.html"
STEP = "library/step.html"
_STANDARD = "/library/metadata-standard/"
_CHECKLIST = "/library/publishing-checklist/"

PAGE_TYPES = [
    PageType("library", "library:list", LIST, "/library/", "member"),
    PageType("library, narrowed", "library:list", LIST, "/library/?kind=checklist&format=xlsx&q=publish"),
    PageType("library, nothing is like that", "library:list", LIST, "/library/?q=zzzzqqqq"),
    PageType("library for editors", "library:list", LIST, "/library/?state=drafts", "admin"),
    PageType("library, what was replaced", "library:list", LIST, "/library/?state=former"),
    PageType("standard of the library", "library:resource", VERSION, _STANDARD, "member"),
    PageType("checklist of the library for editors", "library:resource", VERSION, _CHECKLIST, "admin"),
    PageType("template of the library", "library:resource", VERSION, "/library/governance-charter-template/"),
    PageType("resource that another one replaced", "library:resource", VERSION, "/library/portal-field-list/"),
    PageType("version of the library that is not current", "library:version", VERSION, f"{_STANDARD}v1/", "member"),
    PageType("draft of the library as a page", "library:version", VERSION, f"{_CHECKLIST}v3/", "admin"),
    PageType("version of the library that was withdrawn", "library:version", VERSION, "resource_withdrawn"),
    PageType("add a resource", "library:new", FACTS, "/library/new/", "admin"),
    PageType("resource with faults", "library:new", FACTS, "/library/new/", "admin", 422, Sent(FORM.form)),
    PageType("what a resource is", "library:facts", FACTS, f"{_STANDARD}facts/", "admin"),
    PageType("draft of the library", "library:draft", DRAFT, f"{_CHECKLIST}draft/", "admin"),
    PageType("draft of the library, not ready", "library:draft", DRAFT, "resource_draft", "admin"),
    PageType("draft of the library changed meanwhile", "library:draft", DRAFT, "resource_draft", "admin", 409,
             Sent(FORM.form, {"edits": "0"})),
    PageType("add a file to the library", "library:add_file", FILE, f"{_CHECKLIST}draft/files/", "admin"),
    PageType("file of the library with faults", "library:add_file", FILE, f"{_CHECKLIST}draft/files/", "admin", 422,
             FORM),
    PageType("note on a file of the library", "library:note_file", FILE, "resource_file_note", "admin"),
    PageType("name what replaces a resource", "library:supersede", STEP, f"{_STANDARD}supersede/", "admin"),
    PageType("nothing replaces a resource", "library:supersede", STEP, f"{_STANDARD}supersede/", "admin", 422,
             Sent(FORM.form, {"successor": "/library/none/"})),
    PageType("withdraw a version", "library:withdraw", STEP, f"{_STANDARD}v1/withdraw/", "admin"),
    PageType("lesson that cites what is not current", "training:lesson", "training/lesson_detail.html",
             "/training/metadata-and-data-dictionaries/describe-each-column/write-a-data-dictionary/"),
    PageType("withdrawn without a reason", "library:withdraw", STEP, f"{_STANDARD}v1/withdraw/", "admin", 422, FORM),
]  # fmt: skip

NO_PAGE = {
    **dict.fromkeys(
        (
            "library:remove_file",
            "library:publish",
            "library:new_version",
            "library:bring_back",
        ),
        "answers a button",
    ),
    "library:download": "a file",
}


def library(people: dict[str, Member]) -> dict[str, str]:
    """A draft with a file that nobody described, and a version that was withdrawn."""
    editor = people["admin"]
    draft = make_draft(editor, title="Scene: draft to finish", body="Words.")
    file = add_file(draft, note="")
    withdrawn = make_resource(editor, title="Scene: withdrawn")
    publishing.withdraw(version=withdrawn.current, because="It names a person. Use the checklist.", by=editor)
    writing.save_draft(version=draft, body="More words.", change_note="", by=editor, edits=1)
    return {
        "resource_draft": f"{draft.resource.get_absolute_url()}draft/",
        "resource_file_note": f"{draft.resource.get_absolute_url()}draft/files/{file.pk}/note/",
        "resource_withdrawn": f"{withdrawn.get_absolute_url()}v1/",
    }
