"""Every way to publication meets the checks; with the gate down, the same ways publish: these tests can fail."""

import re
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
import wagtail
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask, get_page_models
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from community.pages.models import StandardPage
from community.pages.publishing import PublicationRefused
from community.pages.publishing.page_form import HubPageForm
from community.pages.tasks import publish_scheduled
from tests.factories.people import MemberFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]

FAULTY = '<p>All of it is <a href="/forum/">here</a>.</p>'
RIGHT = '<p>All of it is in the <a href="/forum/">forum</a>.</p>'
WHAT = "“here” does not say where it leads"


@pytest.fixture
def cms(admin, client_for):
    return client_for(admin)


@pytest.fixture
def gate_down(monkeypatch):
    """Wagtail as it comes."""
    for action in (PublishRevisionAction, CopyPageAction, CreatePageAliasAction):
        monkeypatch.setattr(action, "execute", action.execute.__wrapped__)


def make_page(home, html, *, live=False, slug="wells"):
    page = StandardPage(title="Wells", slug=slug, live=live, body=[("text", html)])
    home.add_child(instance=page)
    page.save_revision()
    return StandardPage.objects.get(pk=page.pk)


def fields(html, **more):
    comments = {f"comments-{part}_FORMS": "0" for part in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")}
    body = streamfield([("text", rich_text(html))])
    return nested_form_data({"title": "Wells", "slug": "wells", "summary": "", "body": body, **more}) | comments


def moderated(home, page, by):
    """`page` waits for the approval of superusers."""
    task = GroupApprovalTask.objects.create(name="Check")
    workflow = Workflow.objects.create(name="Review")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    WorkflowPage.objects.create(workflow=workflow, page=home)
    return workflow.start(page, by).current_task_state


def edit_form(cms, home, html):
    page = make_page(home, "<p>Old</p>")
    cms.post(f"/cms/pages/{page.pk}/edit/", fields(html, **{"action-publish": "1"}))


def create_form(cms, home, html):
    cms.post(f"/cms/pages/add/pages/standardpage/{home.pk}/", fields(html, **{"action-publish": "1"}))


def revert_form(cms, home, html):
    page = make_page(home, html)
    old = page.latest_revision
    page.body = [("text", "<p>New</p>")]
    page.save_revision()
    cms.post(f"/cms/pages/{page.pk}/revisions/{old.pk}/revert/", fields(html, **{"action-publish": "1"}))


def bulk(cms, home, html):
    page = make_page(home, html)
    cms.post(f"/cms/bulk/wagtailcore/page/publish/?id={page.pk}")


def bulk_with_descendants(cms, home, html):
    page = make_page(home, html)
    above = f"/cms/bulk/wagtailcore/page/publish/?id={page.get_parent().pk}"
    cms.post(above, {"include_descendants": "on"})


def approval(cms, home, html):
    page = make_page(home, html)
    state = moderated(home, page, MemberFactory())
    cms.post(f"/cms/pages/workflow/action/{page.pk}/approve/{state.pk}/", {"comment": ""})


def approval_in_the_edit_form(cms, home, html):
    page = make_page(home, "<p>Old</p>")
    moderated(home, page, MemberFactory())
    sent = {"action-workflow-action": "true", "workflow-action-name": "approve"}
    cms.post(f"/cms/pages/{page.pk}/edit/", fields(html, **sent))


def schedule_that_is_due(cms, home, html):
    page = make_page(home, html)
    past = timezone.now() - timedelta(minutes=1)
    page.latest_revision.approved_go_live_at = past
    page.latest_revision.save()
    call_command("publish_scheduled")


def api(cms, home, html):
    page = make_page(home, html)
    cms.post(f"/cms/api/main/pages/{page.pk}/action/publish/")


def code(cms, home, html):
    with suppress(PublicationRefused):
        make_page(home, html).latest_revision.publish()


WAYS = [
    edit_form, create_form, revert_form, bulk, bulk_with_descendants, approval, approval_in_the_edit_form,
    schedule_that_is_due, api, code,
]  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_a_faulty_draft_is_refused_and_kept(cms, home, way):
    way(cms, home, FAULTY)
    page = StandardPage.objects.get()
    assert not page.live
    assert page.first_published_at is None
    assert 'href="/forum/"' in page.get_latest_revision_as_object().body[0].value.source
    assert cms.get(page.get_url()).status_code == 404


@pytest.mark.parametrize("way", WAYS)
def test_a_draft_that_is_right_is_published(cms, home, way):
    way(cms, home, RIGHT)
    assert StandardPage.objects.get().live


@pytest.mark.parametrize("way", [way for way in WAYS if way not in {bulk, bulk_with_descendants, schedule_that_is_due}])
def test_without_the_gate_the_faulty_draft_is_published(gate_down, cms, home, way):
    way(cms, home, FAULTY)
    assert StandardPage.objects.get().live


@pytest.mark.parametrize("way", [bulk, bulk_with_descendants, schedule_that_is_due])
def test_ways_that_ask_before_the_gate_would_publish_without_checks(gate_down, cms, home, way, monkeypatch):
    monkeypatch.setattr("community.pages.publishing.registry.checks._checks", [])
    way(cms, home, FAULTY)
    assert StandardPage.objects.get().live


def copy_form(cms, home, page):
    sent = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": home.pk, "publish_copies": "on"}
    cms.post(f"/cms/pages/{page.pk}/copy/", sent)


def alias_form(cms, home, page):
    sent = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": home.pk, "alias": "on"}
    cms.post(f"/cms/pages/{page.pk}/copy/", sent)


def copy_over_the_api(cms, home, page):
    cms.post(f"/cms/api/main/pages/{page.pk}/action/copy/", {"slug": "copy", "keep_live": True})


COPIES = [copy_form, alias_form, copy_over_the_api]


@pytest.mark.parametrize("way", COPIES)
def test_a_public_copy_of_a_faulty_page_is_refused(cms, home, way):
    way(cms, home, make_page(home, FAULTY, live=True))
    assert StandardPage.objects.count() == 1


@pytest.mark.parametrize("way", COPIES)
def test_a_public_copy_of_a_page_that_is_right_is_made(cms, home, way):
    way(cms, home, make_page(home, RIGHT, live=True))
    assert StandardPage.objects.get(slug="copy").live


@pytest.mark.parametrize("way", COPIES)
def test_without_the_gate_the_faulty_page_is_copied(gate_down, cms, home, way):
    way(cms, home, make_page(home, FAULTY, live=True))
    assert StandardPage.objects.get(slug="copy").live


def test_a_copy_for_later_is_no_publication(cms, home):
    page = make_page(home, FAULTY, live=True)
    sent = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": home.pk}
    cms.post(f"/cms/pages/{page.pk}/copy/", sent)
    assert not StandardPage.objects.get(slug="copy").live


def test_saving_and_submitting_a_faulty_draft_is_left_alone(cms, home):
    page = make_page(home, "<p>Old</p>")
    moderated(home, page, MemberFactory()).workflow_state.cancel()
    for action in ({}, {"action-submit": "1"}):
        answer = cms.post(f"/cms/pages/{page.pk}/edit/", fields(FAULTY, **action), follow=True)
        assert WHAT not in answer.text
    page.refresh_from_db()
    assert page.workflow_in_progress
    assert 'href="/forum/"' in page.get_latest_revision_as_object().body[0].value.source


def test_the_editor_reads_what_to_mend_with_a_link_to_the_block(cms, home):
    page = make_page(home, "<p>Old</p>")
    answer = cms.post(f"/cms/pages/{page.pk}/edit/", fields(FAULTY, **{"action-publish": "1"}), follow=True)
    block = StandardPage.objects.get().get_latest_revision_as_object().body[0].id
    assert "“Wells” can’t be published yet: there is 1 thing to mend." in answer.text
    link = f'<a href="/cms/pages/{page.pk}/edit/#block-{block}-section">Text (block 1)</a>: The link {WHAT}.'
    assert link in answer.text


def test_a_live_page_keeps_what_readers_see(cms, home, client):
    page = make_page(home, "<p>Old words</p>", live=True)
    cms.post(f"/cms/pages/{page.pk}/edit/", fields(FAULTY, **{"action-publish": "1"}))
    assert "Old words" in client.get(page.get_url()).text


def test_a_faulty_draft_gets_no_date(cms, home):
    page = make_page(home, "<p>Old</p>")
    later = (timezone.localtime() + timedelta(days=2)).strftime("%Y-%m-%d %H:%M")
    for html, is_scheduled in ((FAULTY, False), (RIGHT, True)):
        cms.post(f"/cms/pages/{page.pk}/edit/", fields(html, go_live_at=later, **{"action-publish": "1"}))
        assert page.revisions.filter(approved_go_live_at__isnull=False).exists() == is_scheduled


def test_a_refused_approval_leaves_the_task_open(cms, home):
    page = make_page(home, FAULTY)
    state = moderated(home, page, MemberFactory())
    address = f"/cms/pages/workflow/action/{page.pk}/approve/{state.pk}/"
    answer = cms.post(address, {"comment": ""}, headers={"x-requested-with": "XMLHttpRequest"})
    assert answer.json() == {"step": "success", "redirect": f"/cms/pages/{page.pk}/edit/"}
    assert WHAT in cms.get(answer.json()["redirect"]).text
    state.refresh_from_db()
    assert state.status == "in_progress"


def test_bulk_publishing_names_every_faulty_page_and_publishes_none(cms, home):
    pages = [make_page(home, html, slug=slug) for html, slug in ((FAULTY, "a"), (RIGHT, "b"), (FAULTY, "c"))]
    chosen = "&".join(f"id={page.pk}" for page in pages)
    answer = cms.post(f"/cms/bulk/wagtailcore/page/publish/?{chosen}&next=/cms/pages/{home.pk}/", follow=True)
    assert answer.text.count(WHAT) == 2
    assert not StandardPage.objects.live().exists()


def test_the_api_answers_with_the_list(cms, home):
    page = make_page(home, FAULTY)
    answer = cms.post(f"/cms/api/main/pages/{page.pk}/action/publish/")
    assert answer.status_code == 422
    assert [WHAT in fault for fault in answer.json()["faults"]] == [True]


def test_a_long_list_is_cut(cms, home):
    page = make_page(home, "<p>Old</p>")
    many = "".join(f'<p><a href="/{number}/">here</a></p>' for number in range(30))
    answer = cms.post(f"/cms/pages/{page.pk}/edit/", fields(many, **{"action-publish": "1"}), follow=True)
    assert answer.text.count(WHAT) == 25
    assert "And 5 more." in answer.text


def test_a_date_that_comes_for_a_faulty_page_holds_up_no_other(home, django_capture_on_commit_callbacks):
    person = MemberFactory(is_staff=True, is_superuser=True)
    past = timezone.now() - timedelta(minutes=1)
    for slug, html in (("a", FAULTY), ("b", RIGHT)):
        page = make_page(home, html, slug=slug)
        page.save_revision(user=person, approved_go_live_at=past)
    with django_capture_on_commit_callbacks(execute=True):
        publish_scheduled()
        publish_scheduled()
    assert [page.slug for page in StandardPage.objects.live()] == ["b"]
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([person.email], "Not published: Wells")
    page = StandardPage.objects.get(slug="a")
    assert f"/cms/pages/{page.pk}/edit/" in letter.body
    assert WHAT in letter.body


def test_history_says_why_a_date_passed(cms, home):
    page = make_page(home, FAULTY)
    page.save_revision(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    publish_scheduled()
    assert "taken off the schedule" in cms.get(f"/cms/pages/{page.pk}/history/").text


def test_a_dry_run_takes_nothing_off_the_schedule(home, capsys):
    page = make_page(home, FAULTY)
    page.save_revision(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled", "--dryrun")
    assert page.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_every_page_type_of_ours_begins_as_a_draft():
    ours = [model for model in get_page_models() if model is not Page]
    assert len(ours) >= 8
    forms = {model.__name__: model.get_edit_handler().get_form_class() for model in ours}
    assert [name for name, form in forms.items() if not issubclass(form, HubPageForm)] == []


# What in Wagtail makes a page public: a new line here is a way that nobody has looked at.
KNOWN = {
    ("actions/copy_page.py", "page_published.send("),
    ("actions/publish_page_revision.py", "page_published.send("),
    ("actions/publish_revision.py", "published.send("),
    ("actions/publish_revision.py", "live = True"),
    ("models/pages.py", "page_published.send("),  # update_aliases, after its source was published
    ("models/pages.py", "live = True"),
}
_PUBLISHES = re.compile(r"\b(?:page_)?published\.send\(|(?<=\.)live = True")


def publishing_lines(text):
    return {match.group() for match in _PUBLISHES.finditer(text)}


def test_wagtail_publishes_in_no_place_that_is_not_known():
    root = Path(wagtail.__file__).parent
    modules = {path.relative_to(root) for path in root.rglob("*.py")}
    code = [path for path in modules if not {"test", "tests", "migrations"}.intersection((*path.parts, path.stem))]
    found = {(path.as_posix(), line) for path in code for line in publishing_lines((root / path).read_text())}
    assert found == KNOWN


@pytest.mark.parametrize("planted", ["page.live = True", "page_published.send(sender=x)"])
def test_a_new_place_is_seen(planted):
    assert publishing_lines(planted)
