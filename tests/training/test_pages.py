import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.template.loader import render_to_string
from wagtail.models import GroupPagePermission, Page, Site, get_page_models

from tests.factories.people import MemberFactory
from tests.factories.training import make_article, make_course, make_index, make_module, make_notebook_lesson
from training.enums import Cover
from training.pages import CoursePage, LessonPage, ModulePage, TrainingIndexPage
from training.services.section import ensure_training_index

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("cover", Cover.values)
def test_each_cover_has_a_drawing(cover):
    assert "<svg" in render_to_string(CoursePage(cover=cover).cover_template)


def test_tree_is_index_course_module_lesson():
    assert TrainingIndexPage.allowed_subpage_models() == [CoursePage]
    assert CoursePage.allowed_parent_page_models() == [TrainingIndexPage]
    assert CoursePage.allowed_subpage_models() == [ModulePage]
    kinds = ModulePage.allowed_subpage_models()
    assert set(kinds) == {model for model in get_page_models() if issubclass(model, LessonPage)} - {LessonPage}
    assert [kind.allowed_subpage_models() for kind in kinds] == [[]] * 6
    assert not LessonPage.is_creatable


def test_addresses_are_made_of_the_slugs(home):
    lesson = make_article(make_module(make_course(home, lessons=0)))
    assert lesson.get_absolute_url() == lesson.url == "/training/open-data/start/lesson-1/"
    assert lesson.get_parent().specific.url == "/training/open-data/#module-start"
    assert lesson.full_url == "http://testserver/training/open-data/start/lesson-1/"


@pytest.mark.parametrize("slug", ["enrol", "leave"])
def test_module_with_a_word_of_our_addresses_is_refused(home, slug):
    course = make_course(home, lessons=0)
    with pytest.raises(ValidationError, match="Choose another slug"):
        make_module(course, slug)


def test_course_with_a_word_of_our_addresses_is_refused(home):
    with pytest.raises(ValidationError, match="Choose another slug"):
        make_course(home, "notebooks")


def test_reserved_slugs_are_those_of_the_urls():
    from training import addresses
    from training.urls import urlpatterns

    routes = []
    for pattern in urlpatterns:
        rooms = getattr(pattern, "url_patterns", None)
        routes += [f"{pattern.pattern}{inner.pattern}" for inner in rooms] if rooms else [str(pattern.pattern)]
    words = {route.split("/")[1] for route in routes if route.startswith("<slug:course>/") and route.count("/") == 2}
    assert {word for word in words if "<" not in word} == addresses.RESERVED_MODULE_SLUGS
    assert {route.split("/")[0] for route in routes if route and route[0] != "<"} == addresses.RESERVED_COURSE_SLUGS


def test_readable_lessons_need_a_published_way_and_something_to_read(home):
    from tests.factories.training import WaitingNotebookFactory

    module = make_module(make_course(home, lessons=0))
    article, notebook = make_article(module), make_notebook_lesson(module)
    make_article(module, "draft", live=False)
    make_notebook_lesson(module, "waiting", version=WaitingNotebookFactory())
    hidden = make_module(make_course(home, "hidden", lessons=0, live=False))
    make_article(hidden)
    readable = LessonPage.objects.readable().order_by("path")
    assert [lesson.pk for lesson in readable] == [article.pk, notebook.pk]


class TestSection:
    def test_is_made_once_below_the_home_page(self, home):
        first, second = ensure_training_index(), ensure_training_index()
        assert first == second
        assert first.get_parent().pk == home.pk
        assert first.live
        assert TrainingIndexPage.objects.count() == 1

    def test_command_works_in_an_empty_hub(self, home, capsys):
        call_command("ensure_training_index")
        assert "Training index: page" in capsys.readouterr().out

    def test_command_without_a_site_says_what_to_do(self, db):
        Site.objects.all().delete()
        with pytest.raises(CommandError, match="Make the home page"):
            call_command("ensure_training_index")

    def test_slug_taken_by_another_page_is_a_sentence(self, home):
        home.add_child(instance=Page(title="Old training", slug="training"))
        with pytest.raises(CommandError, match="Another page has the slug"):
            call_command("ensure_training_index")

    @pytest.mark.parametrize("name", ["Instructors", "Editors"])
    def test_writers_may_add_change_and_publish_there(self, home, name):
        index = ensure_training_index()
        ensure_training_index()
        group = Group.objects.get(name=name)
        codes = GroupPagePermission.objects.filter(group=group, page=index)
        names = sorted(codes.values_list("permission__codename", flat=True))
        assert names == ["add_page", "change_page", "publish_page"]
        writer = MemberFactory()
        writer.groups.add(group)
        course = make_course(home)
        assert course.permissions_for_user(writer).can_publish()
        assert writer.has_perm("wagtailadmin.access_admin")

    def test_instructors_write_nowhere_else(self, home):
        index = ensure_training_index()
        writer = MemberFactory()
        writer.groups.add(Group.objects.get(name="Instructors"))
        assert not home.permissions_for_user(writer).can_edit()
        assert not index.permissions_for_user(MemberFactory()).can_edit()

    def test_factory_finds_the_same_index(self, home):
        assert ensure_training_index() == make_index(home)
