"""An editor waits for a notebook: the page says how far it is, and becomes the lesson; without scripts, by one link."""

from __future__ import annotations

import json
import uuid

import pytest
from playwright.sync_api import expect

from tests.factories.notebooks import markdown, notebook

INSTRUCTOR = "instructor@hub.example"
MAKE = """
from django.core.files.base import ContentFile
from training.models import NotebookVersion
from training.pages import ModulePage, NotebookLessonPage
version = NotebookVersion(source_name="wells.ipynb", source_hash="0" * 64)
version.source.save("wells.ipynb", ContentFile({source!r}))
module = ModulePage.objects.get(slug="find-and-load")
lesson = module.add_child(instance=NotebookLessonPage(title={slug!r}, slug={slug!r}, notebook=version))
import json
print(json.dumps([version.pk, lesson.get_absolute_url()]))
"""
REMOVE = "from training.pages import LessonPage; LessonPage.objects.get(slug={slug!r}).delete()"
START = "from django.utils import timezone; NotebookVersion.objects.filter(pk={pk}).update(started_at=timezone.now())"
CONVERT = "from training.services.notebooks import convert; print(convert(version_pk={pk}).state)"


@pytest.fixture
def waiting(hub):
    """A published lesson whose notebook no task has taken up, made beside the queue: its key and its address."""
    slug = f"w{uuid.uuid4().hex}"
    source = notebook(markdown("# Count the wells"))
    yield json.loads(hub.manage("shell", "--no-imports", "-c", MAKE.format(source=source, slug=slug)))
    hub.manage("shell", "--no-imports", "-c", REMOVE.format(slug=slug))


def test_the_page_follows_the_conversion_and_becomes_the_lesson(page_for, hub, waiting):
    pk, address = waiting
    page = page_for(INSTRUCTOR)
    page.goto(address)
    status = page.get_by_role("status").filter(has_text="wells.ipynb")
    expect(status).to_contain_text("Waiting for its turn")

    hub.manage("shell", "-c", START.format(pk=pk))
    expect(status).to_contain_text("Being converted")

    assert hub.manage("shell", "--no-imports", "-c", CONVERT.format(pk=pk)).strip() == "ready"
    expect(page.get_by_role("heading", name="Count the wells")).to_be_visible()
    assert page.url.endswith(address)


def test_without_scripts_one_link_loads_the_page_again(page_for, hub, waiting):
    pk, address = waiting
    page = page_for(INSTRUCTOR, javascript=False)
    page.goto(address)
    expect(page.get_by_text("Waiting for its turn")).to_be_visible()

    hub.manage("shell", "--no-imports", "-c", CONVERT.format(pk=pk))
    page.get_by_role("link", name="Load this page again").click()

    expect(page.get_by_role("heading", name="Count the wells")).to_be_visible()
    expect(page.get_by_role("link", name="as a Python script (.py)")).to_be_visible()


def test_the_state_stays_silent_while_nothing_is_new(page_for, hub, waiting):
    page = page_for(INSTRUCTOR)
    page.goto(waiting[1])
    page.evaluate(
        """() => {
          window.changes = 0;
          new MutationObserver(() => { window.changes += 1; }).observe(
            document.querySelector("[data-follow]"), { childList: true, subtree: true });
        }"""
    )
    for _ in range(2):
        with page.expect_response("**/state/"):
            pass

    assert page.evaluate("window.changes") == 0
