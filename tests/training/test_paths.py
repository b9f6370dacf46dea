"""Role paths: what learners see of them, choosing, progress, the admin, search, reports."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import IntegrityError, transaction
from django.urls import reverse

from community.search.models import SearchEntry
from tests.factories.people import DepartmentFactory, MemberFactory
from tests.factories.training import finish, make_course, make_path, make_prerequisite
from tests.factories.workgroups import WorkGroupFactory
from training.dashboard import learning_cards
from training.models import PathChoice, PathStep, RolePath
from training.paths.components import NextStepCard
from training.paths.enums import Ask
from training.paths.progress import next_step, path_progress
from training.paths.services import choose_path, leave_path
from training.paths.standing import progress_of_choices, walks_of
from training.progress import Progress
from training.services.section import ensure_training_index

pytestmark = pytest.mark.django_db

PATH = "/training/paths/steward/"
DONE, OPEN, EMPTY = Progress(3, 3), Progress(2, 3), Progress(0, 0)


def next_step_card(member):
    return next((card for card in learning_cards(member) if isinstance(card, NextStepCard)), None)


@pytest.fixture
def courses(home):
    return [make_course(home, slug, title=slug.capitalize(), lessons=1, hours=2) for slug in ("one", "two")]


@pytest.fixture
def path(courses):
    return make_path(*courses, title="Data steward")


@pytest.mark.parametrize(
    ("steps", "progress", "following"),
    [
        ([], Progress(0, 0), None),
        ([DONE, OPEN], Progress(1, 2), 1),
        ([OPEN, DONE], Progress(1, 2), 0),
        ([DONE, DONE], Progress(2, 2), None),
        ([DONE, EMPTY], Progress(1, 2), 1),
    ],
)
def test_a_path_is_as_far_as_its_courses(steps, progress, following):
    assert (path_progress(steps), next_step(steps)) == (progress, following)
    assert path_progress(steps).is_finished == (bool(steps) and steps == [DONE] * len(steps))


def test_visitors_read_the_paths_and_which_ask_each_step_serves(path, client):
    page = client.get("/training/paths/").text
    assert f'<a href="{PATH}">Data steward</a>' in page
    assert 'id="ask-strategic-datasets"' in page
    assert "Data steward, step 1: One" in page
    assert page.count("No course serves it yet.") == len(Ask) - 1
    detail = client.get(PATH).text
    assert 'href="/training/paths/#ask-strategic-datasets"' in detail
    assert "Know the data." in detail
    assert "Sign in to choose it" in detail


def test_no_path_yet_offers_the_courses(db, client):
    assert "See the courses" in client.get("/training/paths/").text


def test_draft_path_is_nowhere(courses, client, member, client_for):
    hidden = make_path(*courses, title="Hidden path", live=False)
    browser = client_for(member)
    for url in ("/training/paths/", "/training/", courses[0].get_absolute_url()):
        assert "Hidden path" not in browser.get(url).text
    assert browser.get(hidden.get_absolute_url()).status_code == 404
    assert browser.post(f"{hidden.get_absolute_url()}choose/").status_code == 404
    assert client.get(hidden.get_absolute_url()).status_code == 404


def test_step_to_an_unpublished_course_is_not_shown_and_does_not_count(home, courses, member, client_for):
    make_path(courses[0], make_course(home, "secret", live=False))
    finish(member, courses[0])
    page = client_for(member).get(PATH).text
    assert "secret" not in page.lower()
    assert "You have finished every course of this path." in page


def test_member_sees_progress_step_by_step(path, courses, member, client_for):
    finish(member, courses[0])
    page = client_for(member).get(PATH).text
    assert "1 of 2 steps done" in page
    assert page.count("hub-tag-ok") == 1
    assert "Next: Two" in page


def test_choosing_and_leaving_are_idempotent(path, member, client_for):
    browser = client_for(member)
    for _time in range(2):
        answer = browser.post(f"{PATH}choose/")
        assert (answer.status_code, answer["Location"]) == (303, PATH)
    assert PathChoice.objects.get().member == member
    for _time in range(2):
        assert browser.post(f"{PATH}leave/").status_code == 303
    assert not PathChoice.objects.exists()


def test_visitor_is_asked_to_sign_in_before_choosing(path, client):
    answer = client.post(f"{PATH}choose/")
    assert answer["Location"] == f"/accounts/login/?next={PATH}"
    assert not PathChoice.objects.exists()


def test_dashboard_shows_the_next_step_of_the_path_chosen_last(path, courses, member):
    assert next_step_card(member) is None
    other = make_path(courses[1], slug="other", title="Another path")
    choose_path(member=member, path=path)
    choose_path(member=member, path=other)
    card = next_step_card(member).render_html()
    assert card.index("Another path") < card.index("Data steward")
    leave_path(member=member, path=other)
    finish(member, courses[0])
    card = " ".join(next_step_card(member).render_html().split())
    assert 'Step 2: <a href="/training/two/">Two</a>' in card
    finish(member, courses[1])
    assert "You have finished every course of this path." in next_step_card(member).render_html()


def test_choice_of_a_path_taken_away_is_kept_and_not_shown(path, member):
    choose_path(member=member, path=path)
    path.unpublish()
    assert next_step_card(member) is None
    assert not PathChoice.objects.of_public_paths().exists()
    path.save_revision().publish()
    assert next_step_card(member) is not None


def test_publishing_an_older_revision_keeps_choices_and_restores_steps(path, courses, member):
    older = path.save_revision()
    older.publish()
    choose_path(member=member, path=path)
    page = RolePath.objects.get(pk=path.pk)
    page.steps = [PathStep(course=courses[1], ask=Ask.EVENT)]
    page.save_revision().publish()
    assert [stage.course.title for stage in walks_of(member, [page])[0].stages] == ["Two"]
    older.publish()
    assert [stage.course.title for stage in walks_of(member, [path])[0].stages] == ["One", "Two"]
    assert PathChoice.objects.count() == 1


def test_database_refuses_words_nobody_knows_and_a_second_choice(path, courses, member):
    choose_path(member=member, path=path)
    rows = (
        RolePath(title="X", slug="x", role="king", summary="x", asked="x"),
        PathStep(path=path, course=courses[0], ask="money"),
        PathChoice(member=member, path=path, chosen_at=PathChoice.objects.get().chosen_at),
    )
    for row in rows:
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()


def test_search_finds_a_path_while_it_is_published(path):
    path.save_revision().publish()
    entry = SearchEntry.objects.get(kind="path", key=str(path.pk))
    assert (entry.title, entry.url, entry.scope) == ("Data steward", PATH, "everybody")
    assert "Know the data." in entry.text
    path.unpublish()
    assert not SearchEntry.objects.filter(kind="path").exists()


def test_report_says_how_far_each_choice_has_come(path, courses, django_assert_num_queries):
    department = DepartmentFactory()
    inside, outside = MemberFactory(department=department), MemberFactory()
    for member in (inside, outside):
        choose_path(member=member, path=path)
    finish(inside, courses[0])
    rows = PathChoice.objects.for_reports()
    assert {row.member for row in rows} == {inside, outside}
    assert [row.member for row in PathChoice.objects.for_reports(department=department)] == [inside]
    with django_assert_num_queries(5):
        found = progress_of_choices(PathChoice.objects.for_reports())
    assert {row.member: found[row.pk] for row in rows} == {inside: Progress(1, 2), outside: Progress(0, 2)}
    for row in rows:
        assert found[row.pk] == walks_of(row.member, [path])[0].progress


def address(name, *args):
    return reverse(f"wagtailsnippets_training_rolepath:{name}", args=args)


def may_enter(member):
    member.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return member


def test_neighbours_path_is_denied_on_every_view_that_names_it(path, client_for):
    lead = may_enter(MemberFactory())
    ours = make_path(slug="ours", kept_by=WorkGroupFactory(lead=lead))
    RolePath.objects.filter(pk=path.pk).update(title="Neighbours’ path")
    path.refresh_from_db()
    path.save_revision()
    browser = client_for(lead)
    before = RolePath.objects.values().get(pk=path.pk)
    patterns = [p for p in RolePath.snippet_viewset.get_urlpatterns() if "pk" in p.pattern.regex.groupindex]
    assert {"edit", "delete", "history", "copy", "unpublish", "preview_on_edit", "usage"} <= {p.name for p in patterns}
    values = {"pk": path.pk, "revision_id": 1, "revision_id_a": "earliest", "revision_id_b": "latest"}
    for pattern in patterns:
        names = pattern.pattern.regex.groupindex
        url = reverse(f"wagtailsnippets_training_rolepath:{pattern.name}", kwargs={n: values[n] for n in names})
        for method in (browser.get, browser.post):
            answer = method(url, {"title": "Taken over", "action-publish": "1"})
            assert (answer.status_code, answer.headers["Location"]) == (302, "/cms/"), url
    assert RolePath.objects.values().get(pk=path.pk) == before
    assert browser.get(address("edit", ours.pk)).status_code == 200
    listed = browser.get(address("list")).text
    assert "Path ours" in listed
    assert path.title not in listed
    assert browser.get(address("add")).status_code == 302


def test_editors_make_and_change_every_path(site, path, courses, client_for):
    ensure_training_index()
    editor = MemberFactory()
    editor.groups.add(Group.objects.get(name="Editors"))
    browser = client_for(editor)
    assert browser.get(address("edit", path.pk)).status_code == 200
    fields = {
        "title": "Publisher", "slug": "publisher", "role": "publisher", "position": "10", "summary": "s", "asked": "a",
        "steps-TOTAL_FORMS": "1", "steps-INITIAL_FORMS": "0", "steps-MIN_NUM_FORMS": "0", "steps-MAX_NUM_FORMS": "20",
        "steps-0-course": courses[0].pk, "steps-0-ask": "governance", "steps-0-ORDER": "1", "action-publish": "1",
    }  # fmt: skip
    answer = browser.post(address("add"), fields)
    assert answer.status_code == 302, answer.context["form"].errors
    made = RolePath.objects.get(slug="publisher")
    assert made.live
    assert [step.course_id for step in made.steps.all()] == [courses[0].pk]
    assert browser.get(address("delete", made.pk)).status_code == 302
    assert "Publisher" in browser.get("/training/?role=publisher").text


def test_preview_shows_the_draft_and_names_courses_nobody_sees(home, path, rf):
    path.steps.add(PathStep(course=make_course(home, "secret", live=False), ask=Ask.EVENT, reason="For later."))
    page = path.make_preview_request().rendered_content
    assert "For later." in page
    assert page.count("learners don’t see this step") == 1


def test_instructors_do_not_change_paths(site, path, client_for):
    ensure_training_index()
    instructor = MemberFactory()
    instructor.groups.add(Group.objects.get(name="Instructors"))
    assert client_for(instructor).get(address("edit", path.pk)).status_code == 302


@pytest.mark.parametrize("url", ["/training/paths/", PATH, "/training/", "/training/one/", "/my/"])
def test_queries_do_not_grow_with_paths_steps_and_prerequisites(  # noqa: PLR0917
    home, path, courses, member, client_for, count_queries, url
):
    make_prerequisite(*courses)
    choose_path(member=member, path=path)
    finish(member, courses[1])
    browser = client_for(member)
    few = count_queries(browser, url)
    more = [make_course(home, f"more-{number}", lessons=1) for number in range(8)]
    for number, course in enumerate(more):
        make_prerequisite(courses[0], course)
        PathStep.objects.create(path=path, course=course, ask=Ask.EVENT, sort_order=9)
        other = make_path(course, courses[0], slug=f"path-{number}")
        choose_path(member=member, path=other)
    finish(member, *more)
    many = count_queries(browser, url)
    print(f"\n{url}: {few} queries, {many} with nine times the rows")
    assert few == many <= 15
